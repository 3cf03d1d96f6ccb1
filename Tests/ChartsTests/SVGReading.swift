import Foundation
import Markup

@testable import Charts

/// What a test reads from a drawing.
struct SVGReading {
  /// A text with what it covers at most.
  struct Text {
    let text: String
    let box: Box
  }

  let markup: String
  let frame: Box
  let texts: [Text]
  /// How many marks carry data.
  let datumCount: Int

  init(_ html: HTML) {
    markup = html.markup
    let viewBox = markup.matches(of: /viewBox="0 0 ([0-9.]+) ([0-9.]+)"/).first
    frame = Box(
      left: 0, top: 0, right: viewBox.flatMap { Double($0.1) } ?? 0,
      bottom: viewBox.flatMap { Double($0.2) } ?? 0)
    texts = markup.matches(of: /<text([^>]*)>([^<]*)/).map { match in
      func attribute(_ name: String) -> String {
        let parts = String(match.1).components(separatedBy: " \(name)=\"")
        return parts.count < 2 ? "" : String(parts[1].prefix { $0 != "\"" })
      }
      let text = Self.unescaped(String(match.2))
      let at = Point(x: Double(attribute("x")) ?? .nan, y: Double(attribute("y")) ?? .nan)
      let anchor = TextAnchor(rawValue: attribute("text-anchor")) ?? .start
      return Text(text: text, box: SVGFrame.box(text, at, anchor, attribute("class")))
    }
    datumCount = markup.matches(of: /class="[^"]*\bdatum"/).count
  }

  /// Texts that leave the frame or cover another text, in words; empty is right.
  var faults: [String] {
    // Coordinates are rounded to a tenth.
    let slack = 0.11
    var faults: [String] = []
    for (index, text) in texts.enumerated() {
      let box = text.box
      if !(box.left >= -slack && box.right <= frame.right + slack && box.top >= -slack
        && box.bottom <= frame.bottom + slack)
      {
        faults.append("“\(text.text)” leaves the frame: \(box)")
      }
      var inner = box
      (inner.left, inner.right) = (box.left + slack, box.right - slack)
      (inner.top, inner.bottom) = (box.top + slack, box.bottom - slack)
      for other in texts[..<index] where inner.overlaps(other.box) {
        faults.append("“\(text.text)” covers “\(other.text)”: \(box), \(other.box)")
      }
    }
    return faults
  }

  private static func unescaped(_ text: String) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
      .reduce(text) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
  }
}
