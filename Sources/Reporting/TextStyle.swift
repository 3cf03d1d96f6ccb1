/// Emphasis for a terminal; plain text where colour is not wanted.
///
/// Colour repeats what a sign or a word says, it never says it alone.
public struct TextStyle: Sendable {
  private let isColored: Bool

  /// Creates a style.
  ///
  /// - Parameter isColored: Whether the output understands and wants ANSI colours.
  public init(isColored: Bool) {
    self.isColored = isColored
  }

  /// Text without colour.
  static let plain = TextStyle(isColored: false)

  func heading(_ text: String) -> String { wrap(text, "1") }
  func good(_ text: String) -> String { wrap(text, "32") }
  func bad(_ text: String) -> String { wrap(text, "31") }

  private func wrap(_ text: String, _ code: String) -> String {
    isColored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
