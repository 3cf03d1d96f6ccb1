/// How well a default is known.
public enum Evidence: String, CaseIterable, Sendable {
  /// Measured, or counted from a calendar.
  case measured = "A"
  /// Published, or from a large survey.
  case published = "B"
  /// Judgement: no number that was found fits.
  case judgement = "C"
}

/// How far from a default the truth may plausibly lie.
public enum Spread: Equatable, Sendable {
  /// Between these values.
  case between(ClosedRange<Double>)
  /// Between these multiples of the default.
  case times(ClosedRange<Double>)

  /// Half to one and a half of the default: for judgement without a published range.
  static let judged = Spread.times(0.5...1.5)
}
