import Testing

@testable import Reporting

struct TextTableTests {
  @Test func `columns are aligned below a header and a rule`() {
    var table = TextTable([("name", .left), ("days", .right)])
    table.add(["a", "1.5"])
    table.add(["longer", "100.0"])
    #expect(
      table.lines() == [
        "  name     days", "  ------  -----", "  a         1.5", "  longer  100.0",
      ])
  }

  @Test func `a table without rows is its header`() {
    #expect(TextTable([("a", .left), ("bc", .right)]).lines(indent: "") == ["a  bc", "-  --"])
  }

  @Test func `no line ends in a space`() {
    var table = TextTable([("a", .left), ("long title", .left)])
    table.add(["", ""])
    table.add(["x", "y "])
    #expect(table.lines().allSatisfy { !$0.hasSuffix(" ") })
  }

  @Test(arguments: [
    ("", 0), ("abc", 3), ("Björk", 5), ("Bjo\u{308}rk", 5), ("東京", 4), ("한국", 4), ("ｱ", 1),
    ("Ａ", 2), ("🚀", 2), ("✅", 2), ("⭐", 2), ("🇫🇮", 2), ("€", 1), ("é\u{301}\u{302}", 1),
    ("𠮷", 2), ("👩‍💻", 2), ("👨‍👩‍👧‍👦", 2), ("👍🏽", 2), ("❤️", 2), ("❤", 1), ("1️⃣", 2), ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2),
    ("🇫🇮🇸🇪", 4), ("🇫", 1), ("\u{1112}\u{1161}\u{11AB}", 2), ("क्षत्रिय", 6), ("می\u{200C}خواهم", 7),
    ("\u{301}", 0),
  ])
  func `a text is as wide as a terminal shows it`(text: String, width: Int) {
    #expect(TextTable.width(text) == width)
  }

  @Test func `wide and combined characters do not push columns apart`() {
    var table = TextTable([("name", .left), ("x", .right)])
    for name in ["Tokyo", "東京", "Bjo\u{308}rk", "🚀"] { table.add([name, "1"]) }
    #expect(
      table.lines(indent: "").dropFirst(2) == [
        "Tokyo  1", "東京   1", "Bjo\u{308}rk  1", "🚀     1",
      ])
  }

  @Test(arguments: [
    "\u{0}", "\t", "\n", "\r", "\u{1B}", "\u{7F}", "\u{9B}", "\u{200B}", "\u{200E}", "\u{202E}",
    "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{AD}",
  ])
  func `what can move the cursor or hide is replaced`(mark: String) {
    #expect(TextTable.printable("a\(mark)b") == "a\u{FFFD}b")
    var table = TextTable([("name", .left)])
    table.add(["a\(mark)b"])
    #expect(table.lines(indent: "").last == "a\u{FFFD}b")
  }

  @Test(arguments: ["👩‍💻", "👨‍👩‍👧‍👦", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "می\u{200C}خواهم", "ක්\u{200D}ෂ"])
  func `what joins an emoji or a script stays`(text: String) {
    #expect(TextTable.printable(text) == text)
  }

  @Test(arguments: ["a\u{200D}b", "a\u{200C}", "\u{200D}", "東\u{200D}\u{200D}", "\u{E0067}"])
  func `a joiner that joins nothing is replaced`(text: String) {
    #expect(TextTable.printable(text).unicodeScalars.contains("\u{FFFD}"))
  }

  @Test func `a line end of two characters is replaced by two`() {
    #expect(TextTable.printable("a\r\nb") == "a\u{FFFD}\u{FFFD}b")
  }

  @Test func `colour is around a text, or not there`() {
    #expect(TextStyle(isColored: true).toned("x", .better) == "\u{1B}[32mx\u{1B}[0m")
    #expect(TextStyle(isColored: true).toned("x", .worse) == "\u{1B}[31mx\u{1B}[0m")
    #expect(TextStyle(isColored: false).bold("x") == "x")
  }
}
