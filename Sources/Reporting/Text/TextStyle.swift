/// How text is shown: with or without ANSI colours, and how wide a line may be.
///
/// Colour repeats what a sign or a word says, it never says it alone.
public struct TextStyle: Sendable {
  private let isColored: Bool
  /// The cells of a line; `nil` without limit.
  let width: Int?

  /// The fewest cells that lines are made to fit.
  private static let leastWidth = 20

  /// Creates a style.
  ///
  /// - Parameters:
  ///   - isColored: Whether the output understands and wants ANSI colours.
  ///   - width: The cells of a line, at least 20 are taken; `nil` never wraps or cuts.
  public init(isColored: Bool, width: Int? = nil) {
    self.isColored = isColored
    self.width = width.map { max(Self.leastWidth, $0) }
  }

  /// Text without colour.
  static let plain = TextStyle(isColored: false)

  /// Text that stands out.
  func bold(_ text: String) -> String { wrap(text, "1") }

  /// Text in the colour of what it means.
  func toned(_ text: String, _ tone: Tone) -> String {
    switch tone {
    case .plain: text
    case .better: wrap(text, "32")
    case .worse: wrap(text, "31")
    case .unclear: wrap(text, "33")
    }
  }

  private func wrap(_ text: String, _ code: String) -> String {
    isColored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
