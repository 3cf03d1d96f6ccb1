import Foundation
import Study

extension PolicyStudy {
  /// The sizes of the study in words.
  var sizes: String {
    """
    \(NumberFormat.count(design.portfolio.accounts.count, "account")), \
    \(NumberFormat.count(design.portfolio.team.count, "KAM")), \
    \(NumberFormat.years(design.horizonYears)), \
    \(NumberFormat.count(replications, "replication")), seed \(design.seed)
    """
  }

  /// Why the study stopped and how precise it is, where a precision was asked for: one line, else none.
  var stop: [ReportText.Block] {
    guard let precision else { return [] }
    let baseline = "\"\(design.baseline.rawValue)\""
    let error = NumberFormat.error(precision.reached)
    let figure =
      alternatives.count == 1
      ? "net contribution is known to ± \(error)"
      : "each difference from \(baseline) is known to ± \(error) of what \(baseline) earns"
    let count = NumberFormat.count(replications, "replication")
    let asked = "± \(NumberFormat.share(precision.asked))"
    return [
      .sentence(
        precision.isAsAsked
          ? "Stopped after \(count): \(figure), as asked (\(asked))."
          : "Stopped at the limit of \(count): \(figure), not to the \(asked) asked for.")
    ]
  }
}

extension NumberFormat {
  /// A share in percent as it was written: `1 %`, `0.25 %`.
  static func share(_ share: Double) -> String {
    let percent = 100 * share
    let decimals = (0...6).first { abs(percent - rounded(percent, decimals: $0)) < 1e-9 } ?? 6
    return fixed(percent, decimals: decimals) + " %"
  }

  /// A relative error in percent, rounded up to two digits: never less than it is.
  static func error(_ error: Double) -> String {
    guard error <= 1 else { return "over 100 %" }
    let percent = 100 * error
    let decimals = decimals(forHalfWidth: percent)
    let scale = pow(10, Double(decimals))
    return fixed((percent * scale - 1e-9).rounded(.up) / scale, decimals: decimals) + " %"
  }
}
