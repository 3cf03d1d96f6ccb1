import Statistics
import Testing

/// Quantiles to 16 digits, computed with 50; the common ones agree with printed tables.
@Test(arguments: [
  (0.975, 1, 12.70620473617470), (0.975, 2, 4.302652729749464), (0.975, 5, 2.570581835636316),
  (0.975, 9, 2.262157162798206), (0.95, 9, 1.833112932656237), (0.995, 30, 2.749995653567225),
  (0.975, 29, 2.045229642132704), (0.975, 49, 2.009575237129240), (0.9, 3, 1.637744353696210),
  (0.9995, 10, 4.586893858702636), (0.75, 4, 0.7406970841126826), (0.975, 99, 1.984216951586418),
  (0.6, 2.5, 0.2814595127485477), (0.55, 30, 0.1267296131320736), (0.025, 9, -2.262157162798206),
  (0.995, 0.5, 4113.964588804181),
])
func `quantiles of Student's t are those of the tables`(p: Double, degrees: Double, t: Double) {
  #expect(abs(StudentT.quantile(p, degrees: degrees) / t - 1) <= 1e-12)
}

@Test(arguments: [
  (0.975, 639, 1.963683381334334, 1e-12), (0.975, 999, 1.962341461133450, 1e-12),
  (0.995, 9_999, 2.576321095856598, 1e-12), (0.975, 9_999, 1.960201263621358, 1e-12),
  (0.975, 99_999, 1.959987707771845, 1e-10), (0.975, 999_999, 1.959966356816479, 1e-10),
])
func `many degrees of freedom cost Student's t no more digits than it says`(
  p: Double, degrees: Double, t: Double, error: Double
) {
  #expect(abs(StudentT.quantile(p, degrees: degrees) / t - 1) <= error)
}

@Test func `the median of Student's t is 0`() {
  for degrees in [0.5, 1, 2, 30, 1_000] {
    #expect(abs(StudentT.quantile(0.5, degrees: degrees)) < 1e-15)
    #expect(StudentT.cumulative(0, degrees: degrees) == 0.5)
  }
}

@Test(arguments: [0.5, 1, 2, 3, 9, 30, 99, 999])
func `Student's t undoes its quantiles`(degrees: Double) {
  for p in [0.001, 0.01, 0.025, 0.1, 0.25, 0.4, 0.6, 0.75, 0.9, 0.975, 0.995, 0.999] {
    let t = StudentT.quantile(p, degrees: degrees)
    #expect(abs(StudentT.cumulative(t, degrees: degrees) - p) <= 1e-12, "p = \(p)")
    if p < 0.5 { #expect(t == -StudentT.quantile(1 - p, degrees: degrees), "p = \(p)") }
  }
}

@Test func `with one degree Student's t is Cauchy's, with two it has a closed form`() {
  for t in stride(from: -20.0, through: 20, by: 0.5) {
    let two = 0.5 + t / (2 * (2 + t * t).squareRoot())
    #expect(abs(StudentT.cumulative(t, degrees: 2) - two) <= 4e-15)
  }
  // tan(pi / 8) and tan(pi / 4).
  #expect(abs(StudentT.cumulative(2.0.squareRoot() - 1, degrees: 1) - 0.625) <= 4e-15)
  #expect(abs(StudentT.cumulative(1, degrees: 1) - 0.75) <= 4e-15)
}

@Test func `the cumulative distribution of Student's t rises from 0 to 1`() {
  #expect(StudentT.cumulative(-.infinity, degrees: 3) == 0)
  #expect(StudentT.cumulative(.infinity, degrees: 3) == 1)
  for degrees in [1.0, 4, 50] {
    let values = stride(from: -8.0, through: 8, by: 1.0 / 16).map {
      StudentT.cumulative($0, degrees: degrees)
    }
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 < $1 })
  }
}

@Test func `Student's t refuses what is no probability and no degree`() async {
  await #expect(processExitsWith: .failure) { _ = StudentT.quantile(0, degrees: 5) }
  await #expect(processExitsWith: .failure) { _ = StudentT.quantile(1, degrees: 5) }
  await #expect(processExitsWith: .failure) { _ = StudentT.quantile(.nan, degrees: 5) }
  await #expect(processExitsWith: .failure) { _ = StudentT.quantile(0.9, degrees: 0) }
  await #expect(processExitsWith: .failure) { _ = StudentT.quantile(0.9, degrees: .nan) }
}
