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
    let viewBox = Self.attribute("viewBox", of: markup).split(separator: " ").compactMap {
      Double($0)
    }
    frame =
      viewBox.count == 4
      ? Box(left: 0, top: 0, right: viewBox[2], bottom: viewBox[3])
      : Box(left: 0, top: 0, right: 0, bottom: 0)
    // Text holds no "<" and no quotes: they are escaped.
    texts = markup.components(separatedBy: "<text").dropFirst().map { element in
      let tag = element.prefix { $0 != ">" }
      let text = Self.unescaped(String(element.dropFirst(tag.count + 1).prefix { $0 != "<" }))
      func attribute(_ name: String) -> String { Self.attribute(name, of: tag) }
      let at = Point(x: Double(attribute("x")) ?? .nan, y: Double(attribute("y")) ?? .nan)
      let anchor = TextAnchor(rawValue: attribute("text-anchor")) ?? .start
      return Text(text: text, box: SVGFrame.box(text, at, anchor, attribute("class")))
    }
    datumCount = markup.components(separatedBy: " datum\"").count - 1
  }

  private static func attribute(_ name: String, of tag: some StringProtocol) -> String {
    guard let start = tag.range(of: " \(name)=\"") else { return "" }
    return String(tag[start.upperBound...].prefix { $0 != "\"" })
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
