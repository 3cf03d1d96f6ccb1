import Foundation
import Testing

@testable import Markup
@testable import ScenarioFile

struct PageTests {
  private static let hostile = "</script></style><img src=x onerror='alert(1)'>\"&amp;"

  /// A page that says something hostile wherever it can.
  private var page: String {
    let text = Self.hostile
    let columns = [NumbersTable.Column(text, isText: true), NumbersTable.Column(text)]
    let numbers = NumbersTable(label: text, columns: columns, rows: [[text, text]], note: text)
    let table = AccountTable(
      title: text, label: text, subtitle: text, columns: columns,
      rows: [[AccountTable.Cell(text, swatch: 1), AccountTable.Cell(text)]])
    return Page(
      title: text, eyebrow: text, headline: HTML(text: text), leads: [text], reasons: [text],
      figures: [Figure(label: text, value: text, note: text, tone: .better)],
      content: [
        Card.grid([
          Card(
            title: text, subtitle: text, drawings: [Card.Drawing(.wide, svg: "<svg></svg>")],
            numbers: numbers
          ).html, table.html,
        ])
      ], footer: text
    ).document.markup
  }

  @Test func `no text becomes markup`() {
    let page = page
    #expect(!page.contains("<img"))
    #expect(page.components(separatedBy: "<script").count == 2)
    #expect(page.components(separatedBy: "</script>").count == 2)
    #expect(page.components(separatedBy: "</style>").count == 2)
    #expect(page.components(separatedBy: "&lt;img src=x onerror=&#39;alert(1)&#39;&gt;").count > 15)
  }

  @Test func `the page asks for nothing from elsewhere`() {
    #expect(page.contains("content=\"default-src &#39;none&#39;;"))
    for word in ["http:", "https:", "src=\"", "url(", "@import", "<link"] {
      #expect(!page.contains(word), "\(word)")
    }
  }

  @Test func `the browser is told the digest of the script that there is`() throws {
    let digest = SHA256.hexadecimal(of: Array(Resources.script.markup.utf8))
    let bytes = stride(from: 0, to: digest.count, by: 2).compactMap { place in
      UInt8(digest.dropFirst(place).prefix(2), radix: 16)
    }
    #expect(Data(bytes).base64EncodedString() == Resources.scriptDigest)
    // What stands between the tags is what is hashed.
    #expect(page.contains("<script>\(Resources.script.markup)</script>"))
  }

  @Test func `without script no control is shown and nothing is hidden`() throws {
    let page = page
    #expect(page.contains(".scripted { display: none; }"))
    for control in ["class=\"theme\"", "class=\"print\"", "class=\"png\"", "type=\"search\""] {
      let place = try #require(page.range(of: control)).lowerBound
      let before = page[..<place]
      let scripted = try #require(before.range(of: "scripted", options: .backwards)).lowerBound
      #expect(page.distance(from: scripted, to: place) < 120, "\(control)")
    }
    #expect(!page.contains(" hidden"))
  }

  @Test func `the same page has the same bytes`() {
    #expect(page == self.page)
  }
}
