/// The binomial distribution: how many of independent trials succeed.
public enum BinomialDistribution {
  /// The probability of at most `successes` in `trials` of probability `probability` each.
  public static func cumulative(_ successes: Int, trials: Int, probability: Double) -> Double {
    if successes < 0 { return 0 }
    if successes >= trials { return 1 }
    return StudentT.incompleteBeta(
      1 - probability, a: Double(trials - successes), b: Double(successes + 1))
  }
}
