/// A value that outcomes should reach; more is better.
public struct OutcomeTarget: Sendable, Equatable {
  /// The value.
  public var value: Double
  /// The label of its line, such as "plan €8.4M".
  public var text: String
  /// What lies at or above it, such as "55 % reach the target".
  public var reachedText: String
  /// What lies below it, such as "45 % do not".
  public var missedText: String

  /// Takes a value and its words.
  public init(value: Double, text: String, reachedText: String, missedText: String) {
    (self.value, self.text) = (value, text)
    (self.reachedText, self.missedText) = (reachedText, missedText)
  }
}
