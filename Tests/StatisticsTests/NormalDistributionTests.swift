import Statistics
import Testing

/// Quantiles to 16 digits, computed with 50.
@Test(arguments: [
  (0.55, 0.1256613468550740), (0.75, 0.6744897501960817), (0.9, 1.281551565544600),
  (0.95, 1.644853626951473), (0.975, 1.959963984540054), (0.99, 2.326347874040841),
  (0.995, 2.575829303548901), (0.999, 3.090232306167814), (0.9999, 3.719016485455681),
  (0.999_999, 4.753424308822899), (0.025, -1.959963984540054), (0.3, -0.5244005127080408),
  (1e-9, -5.997807015007687), (1e-15, -7.941345326170997), (1e-100, -21.27345356096532),
  (1e-300, -37.04709629936120),
])
func `normal quantiles are those of the tables`(p: Double, z: Double) {
  // Near 1 the rounding of `p` itself moves the quantile: by half a unit of 1 over the density.
  let density = 0.4 * Elementary.exp(-z * z / 2)
  let spacing = p > 0.5 ? 1.1e-16 / density : 0
  #expect(abs(NormalDistribution.quantile(p) - z) <= 4e-15 * max(1, abs(z)) + spacing)
}

@Test func `the normal median is 0 and the distribution is symmetric`() {
  #expect(abs(NormalDistribution.quantile(0.5)) < 1e-15)
  #expect(NormalDistribution.cumulative(0) == 0.5)
  for p in [1e-6, 0.01, 0.125, 0.25, 0.375] {
    #expect(
      abs(NormalDistribution.quantile(p) + NormalDistribution.quantile(1 - p))
        <= 1e-15 / p, "\(p)")
  }
}

@Test func `the normal distribution undoes its quantiles`() {
  for step in 1..<1_000 {
    let p = Double(step) / 1_000
    #expect(abs(NormalDistribution.cumulative(NormalDistribution.quantile(p)) - p) <= 4e-16)
  }
  for exponent in 3...300 {
    var p = 1.0
    for _ in 0..<exponent { p /= 10 }
    let back = NormalDistribution.cumulative(NormalDistribution.quantile(p))
    #expect(abs(back / p - 1) <= 1e-12, "\(p)")
  }
}

@Test func `normal quantiles rise with the probability`() {
  let quantiles = (1...4_095).map { NormalDistribution.quantile(Double($0) / 4_096) }
  #expect(zip(quantiles, quantiles.dropFirst()).allSatisfy { $0 < $1 })
}

@Test func `the cumulative normal distribution has the ends 0 and 1`() {
  #expect(NormalDistribution.cumulative(-.infinity) == 0)
  #expect(NormalDistribution.cumulative(.infinity) == 1)
  #expect(NormalDistribution.cumulative(-38) > 0)
}

@Test func `the normal distribution has no quantile of 0, of 1 and of what is no probability`()
  async
{
  await #expect(processExitsWith: .failure) { _ = NormalDistribution.quantile(0) }
  await #expect(processExitsWith: .failure) { _ = NormalDistribution.quantile(1) }
  await #expect(processExitsWith: .failure) { _ = NormalDistribution.quantile(-0.5) }
  await #expect(processExitsWith: .failure) { _ = NormalDistribution.quantile(.nan) }
}
