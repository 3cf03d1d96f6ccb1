/// What a comparison says; also the class that colours its mark.
public enum Verdict: String, Sendable {
  /// The whole interval lies on the good side.
  case better
  /// The whole interval lies on the bad side.
  case worse
  /// The interval holds both.
  case unclear
}
