/// Markup into which no text gets unescaped.
///
/// Literals are markup. Whatever is interpolated into them is text, and is escaped, unless it is `HTML`
/// itself:
///
/// ```swift
/// let name = "</script><b>"
/// let cell: HTML = "<td>\(name)</td>"  // <td>&lt;/script&gt;&lt;b&gt;</td>
/// ```
public struct HTML: Sendable, Equatable, ExpressibleByStringInterpolation {
  /// The markup.
  public private(set) var markup: String

  /// Takes a literal as markup.
  public init(stringLiteral value: StaticString) {
    markup = value.description
  }

  /// Takes an interpolated literal.
  public init(stringInterpolation interpolation: StringInterpolation) {
    markup = interpolation.markup
  }

  /// Markup from a file of this package.
  init(trusted markup: String) {
    self.markup = markup
  }

  /// Text, escaped.
  public init(text: String) {
    self = "\(text)"
  }

  /// Adds markup at the end.
  public static func += (left: inout HTML, right: HTML) {
    left.markup += right.markup
  }

  /// Escapes what is interpolated.
  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var markup = ""

    /// Begins a literal.
    public init(literalCapacity: Int, interpolationCount: Int) {
      markup.reserveCapacity(literalCapacity + 16 * interpolationCount)
    }

    /// Adds markup.
    public mutating func appendLiteral(_ literal: StaticString) {
      markup += literal.description
    }

    /// Adds text, escaped for content and for attributes in double or single quotes.
    ///
    /// Control characters, and those that turn the direction of the text around them, are replaced.
    public mutating func appendInterpolation(_ text: String) {
      for scalar in text.unicodeScalars {
        switch scalar {
        case "&": markup += "&amp;"
        case "<": markup += "&lt;"
        case ">": markup += "&gt;"
        case "\"": markup += "&quot;"
        case "'": markup += "&#39;"
        case "\t", "\n": markup.unicodeScalars.append(scalar)
        case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{202A}"..."\u{202E}",
          "\u{2066}"..."\u{2069}":
          markup += "\u{FFFD}"
        default: markup.unicodeScalars.append(scalar)
        }
      }
    }

    /// Adds markup.
    public mutating func appendInterpolation(_ html: HTML) {
      markup += html.markup
    }

    /// Adds markup if there is any.
    public mutating func appendInterpolation(_ html: HTML?) {
      markup += html?.markup ?? ""
    }

    /// Adds pieces of markup, one after the other.
    public mutating func appendInterpolation(_ pieces: some Sequence<HTML>) {
      for piece in pieces { markup += piece.markup }
    }

    /// Adds a whole number.
    public mutating func appendInterpolation(_ number: Int) {
      markup += String(number)
    }

    /// Adds a coordinate or a length, to a tenth, never with an exponent; 0 where it is not finite.
    public mutating func appendInterpolation(_ length: Double) {
      let tenths = (min(max(length, -1e9), 1e9) * 10).rounded()
      let whole = tenths.isFinite ? Int(tenths) : 0
      markup += whole < 0 ? "-" : ""
      markup += String(whole.magnitude / 10)
      if whole % 10 != 0 { markup += "." + String(whole.magnitude % 10) }
    }
  }
}
