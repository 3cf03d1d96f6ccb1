import Testing

@testable import Reporting

struct MarkdownTests {
  private let style = TextStyle(isColored: true, width: 20)

  @Test func `a report is headings, paragraphs, lists and tables, whatever the terminal`() {
    var table = TextTable([("policy", .left), ("gain, k", .right)])
    table.add(["equal", "+12 ± 3"], tones: [1: .better])
    let report = ReportText(
      [
        [.title("Nordic #1 accounts"), .sentence("One.\nTwo.", .worse)], [],
        [.finding("7 KAMs earn most: +3.8 M against today, over 3 years.")],
        [
          .heading("What the sizes earn"), .note("± holds."),
          .curve(Sparkline([1, 2]), of: "By size", over: "1 to 2"), .table(table),
          .item("a: b\n    c"), .item("d"),
        ],
      ], style: style)
    #expect(
      report.markdown == """
        # Nordic \\#1 accounts

        One.

        Two.

        **7 KAMs earn most: +3.8 M against today, over 3 years.**

        ## What the sizes earn

        ± holds.

        By size `▁█` 1 to 2

        | policy | gain, k |
        | ------ | ------: |
        | equal  | +12 ± 3 |

        - a: b
          c
        - d

        """)
  }

  @Test(arguments: [
    ("a|b", "a\\|b"), ("a\\", "a\\\\"), ("<script>", "\\<script\\>"),
    ("*x* _y_", "\\*x\\* \\_y\\_"),
    ("[a](b)", "\\[a\\](b)"), ("`c`", "\\`c\\`"), ("&amp;", "\\&amp;"), ("~~z~~", "\\~\\~z\\~\\~"),
    ("a\nb", "a\u{FFFD}b"), ("a\r\nb", "a\u{FFFD}\u{FFFD}b"),
  ])
  func `a cell can't leave its table`(text: String, cell: String) {
    var table = TextTable([("", .left)])
    table.add([text])
    let lines = table.markdown
    #expect(lines.count == 3)
    #expect(lines[2].trimmingPrefix("| ").hasPrefix(cell))
  }

  @Test(arguments: [
    ("# a", "\\# a"), ("- a", "\\- a"), ("+ a", "\\+ a"), ("1. a", "1\\. a"), ("12) a", "12\\) a"),
    ("7 KAMs", "7 KAMs"), ("3.5 years", "3.5 years"), ("===", "\\==="), ("> a", "\\> a"),
  ])
  func `a paragraph starts no other block`(text: String, paragraph: String) {
    #expect(Markdown.paragraph(text) == paragraph)
  }
}
