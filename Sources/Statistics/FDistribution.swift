/// The F distribution, for the test that a regression explains nothing.
enum FDistribution {
  /// The probability of a value of at least `f`, at least 0, with degrees of freedom above 0.
  static func upperTail(_ f: Double, degrees: (Double, Double)) -> Double {
    StudentT.incompleteBeta(
      degrees.1 / (degrees.1 + degrees.0 * f), a: degrees.1 / 2, b: degrees.0 / 2)
  }
}
