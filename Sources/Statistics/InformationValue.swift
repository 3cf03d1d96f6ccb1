/// What it would be worth to know an input, or all of them, before deciding.
public struct InformationValue: Equatable, Sendable {
  /// The expected value of perfect information on it, in the unit of the net benefits; at least 0.
  ///
  /// 0 where the input can't be told from one that makes no difference.
  public let value: Double
  /// The same without the corrections for noise: biased upward, above 0 also for an irrelevant input.
  public let uncorrected: Double
  /// The standard error of `uncorrected`, by the delta method.
  public let standardError: Double
  /// The probability of a fit as good if the input changes no difference between decisions.
  public let pValue: Double

  /// The same with another value.
  func with(value: Double) -> InformationValue {
    InformationValue(
      value: value, uncorrected: uncorrected, standardError: standardError, pValue: pValue)
  }
}

/// The value of information on the inputs of a decision, from samples of inputs and noisy net benefits.
///
/// The net benefit of each decision, less that of the decision with the best mean, is regressed on an
/// input (cubic in its normal scores): the fit is what the difference would be expected to be if the
/// input were known, and luck averages out. With fits `g_d`, the value is the mean of `max_d g_d` less
/// `max_d` of the mean.
///
/// Noise in fits raises that mean, so two corrections are made. Each fit is drawn towards its mean until its
/// variance is unbiased, by `sqrt(max(0, 1 - 1 / F))`. And an input counts only if an F test says so;
/// the tests of all inputs together (Bonferroni over decisions, Holm over inputs) take one or more irrelevant
/// inputs for relevant with a probability of at most `1 - level`, for samples that are many and noise
/// of nearly constant variance.
///
/// Between decisions that are nearly tied the value is low: by what the best mean owes to luck.
///
/// - SeeAlso: M. Strong, J. E. Oakley & A. Brennan, _Estimating multiparameter partial expected value of
///   perfect information from a probabilistic sensitivity analysis sample: a nonparametric regression
///   approach_, Medical Decision Making 34(3), 2014.
public struct InformationValues: Equatable, Sendable {
  /// One per input, each known alone.
  public let inputs: [InformationValue]
  /// All inputs known together, as far as their effects add up.
  ///
  /// At least the greatest value of one input: to know more is never worth less.
  public let joint: InformationValue

  /// Estimates.
  ///
  /// - Parameters:
  ///   - inputs: The samples of each input.
  ///   - netBenefits: One column per decision, at least two: its net benefit in each sample, with luck.
  ///   - level: The confidence level of the tests, in (0, 1).
  /// - Precondition: At least 10 samples, and more than twice as many as inputs.
  public init(inputs: [[Double]], netBenefits: [[Double]], level: Double = 0.95) {
    let sampleCount = netBenefits.first?.count ?? 0
    precondition(sampleCount >= 10 && sampleCount > 2 * inputs.count, "too few samples")
    precondition((inputs + netBenefits).allSatisfy { $0.count == sampleCount }, "equal columns")
    precondition(netBenefits.count >= 2 && !inputs.isEmpty, "two decisions, one input")
    let fits = DecisionFits(netBenefits)
    let single = inputs.map { fits.value(knowing: ScoreBasis(inputs: [$0], degree: 3)) }
    let adjusted = Adjustment.holm.adjusted(single.map(\.pValue))
    self.inputs = zip(single, adjusted).map { $1 <= 1 - level ? $0 : $0.with(value: 0) }
    // A column for every five samples at most.
    let degree = min(3, max(1, sampleCount / (5 * inputs.count)))
    let all = fits.value(knowing: ScoreBasis(inputs: inputs, degree: degree))
    let greatest = self.inputs.map(\.value).max() ?? 0
    joint = all.with(value: max(greatest, all.pValue <= 1 - level ? all.value : 0))
  }
}

/// Differences of net benefits from the best decision, ready to be regressed.
private struct DecisionFits {
  /// The means of the differences, at most 0.
  let means: [Double]
  /// The differences less their means.
  let deviations: [[Double]]

  init(_ netBenefits: [[Double]]) {
    let count = Double(netBenefits[0].count)
    let totals = netBenefits.map { $0.reduce(0, +) }
    let best = totals.indices.reduce(0) { totals[$1] > totals[$0] ? $1 : $0 }
    let differences = netBenefits.indices.filter { $0 != best }.map { decision in
      zip(netBenefits[decision], netBenefits[best]).map { $0 - $1 }
    }
    let means = differences.map { min(0, $0.reduce(0, +) / count) }
    self.means = means
    deviations = zip(differences, means).map { column, mean in column.map { $0 - mean } }
  }

  /// The value of knowing what a basis spans, not yet tested.
  func value(knowing basis: ScoreBasis) -> InformationValue {
    let sampleCount = deviations[0].count
    let count = Double(sampleCount)
    let degrees = (Double(basis.columns.count), count - 1 - Double(basis.columns.count))
    guard degrees.0 > 0 else {
      return InformationValue(value: 0, uncorrected: 0, standardError: 0, pValue: 1)
    }
    let fits = deviations.map { basis.fit(basis.coefficients(of: $0)) }
    let residuals = zip(deviations, fits).map { zip($0, $1).map { $0 - $1 } }
    let ratios = zip(fits, residuals).map { fit, residual in
      Self.product(fit, fit) / degrees.0 / (Self.product(residual, residual) / degrees.1)
    }
    // A difference that never changes is 0 / 0.
    let tests = ratios.map { $0.isNaN ? 1 : FDistribution.upperTail($0, degrees: degrees) }
    let scales = ratios.map { $0 > 1 ? (1 - 1 / $0).squareRoot() : 0 }

    var (gain, corrected) = (Tally(), 0.0)
    // The samples in which each decision would be taken instead of the best.
    var chosen = means.map { _ in [Int]() }
    for sample in 0..<sampleCount {
      var (most, decision) = (0.0, -1)
      var mostCorrected = 0.0
      for index in means.indices {
        let advantage = means[index] + fits[index][sample]
        if advantage > most { (most, decision) = (advantage, index) }
        mostCorrected = max(mostCorrected, means[index] + scales[index] * fits[index][sample])
      }
      gain.add(most)
      corrected += mostCorrected / count
      if decision >= 0 { chosen[decision].append(sample) }
    }
    // How the mean gain moves with each coefficient and each mean, and these with the noise.
    var variance = (gain.variance ?? 0) / count
    let gradients = chosen.map { samples in
      basis.columns.map { column in samples.reduce(0) { $0 + column[$1] } / count }
        + [Double(samples.count) / count / count.squareRoot()]
    }
    for one in means.indices where !chosen[one].isEmpty {
      for other in means.indices where !chosen[other].isEmpty {
        variance +=
          Self.product(gradients[one], gradients[other])
          * Self.product(residuals[one], residuals[other]) / degrees.1
      }
    }
    return InformationValue(
      value: corrected, uncorrected: gain.mean, standardError: max(0, variance).squareRoot(),
      pValue: min(1, Double(means.count) * (tests.min() ?? 1)))
  }

  private static func product(_ one: [Double], _ other: [Double]) -> Double {
    zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
