import Statistics
import Study

/// What a number or a word means for the reader.
enum Tone: Sendable {
  case plain
  case better
  case worse
  case unclear

  /// The tone of a difference of which more is better: unclear where its interval holds 0, but for one that is
  /// exactly 0.
  init(of difference: Estimate?) {
    guard let difference, let halfWidth = difference.halfWidth(),
      difference.mean != 0 || halfWidth != 0
    else {
      self = .plain
      return
    }
    self = abs(difference.mean) <= halfWidth ? .unclear : difference.mean > 0 ? .better : .worse
  }

  /// The tone of a verdict.
  init(_ verdict: Finding.Verdict) {
    self =
      switch verdict {
      case .better: .better
      case .worse: .worse
      case .unclear: .unclear
      case .same: .plain
      }
  }
}
