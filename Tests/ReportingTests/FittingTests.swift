import Statistics
import Testing

@testable import Reporting

struct FittingTests {
  private func style(_ width: Int) -> TextStyle { TextStyle(isColored: false, width: width) }

  private var table: TextTable {
    var table = TextTable([
      ("account", .left), ("name", .left), ("revenue", .right), ("days", .right),
      ("bound", .left),
    ])
    table.add(["A1", "A name that is long enough", "1 234 567 ± 8 901", "12.0", "maxDays"])
    table.add(["A2", "東京の大きな会社です", "9", "3.5", "minDays"], tones: [3: .worse])
    return table
  }

  @Test func `a table that fits is left alone`() {
    let widest = table.lines().map(TextTable.width).max() ?? 0
    #expect(table.lines(style: style(widest)) == table.lines())
    #expect(table.lines(style: style(widest - 1)) != table.lines())
  }

  @Test func `the longest text gives way first, cut between characters`() {
    #expect(
      table.lines(style: style(60)) == [
        "  account  name                       revenue  days  bound",
        "  -------  ---------------  -----------------  ----  -------",
        "  A1       A name that is…  1 234 567 ± 8 901  12.0  maxDays",
        "  A2       東京の大きな会…                  9   3.5  minDays",
      ])
  }

  @Test(arguments: 20...120)
  func `no width cuts a number, and no line is wider where numbers allow it`(width: Int) {
    let lines = table.lines(style: style(width))
    for number in ["1 234 567 ± 8 901", "12.0", "3.5"] {
      #expect(lines.contains { $0.contains(number) })
    }
    let widest = lines.map(TextTable.width).max() ?? 0
    // Indent, the shortest first column, gap and the widest number.
    #expect(widest <= max(width, 2 + 7 + 2 + 17))
  }

  @Test func `blocks repeat the first column`() {
    #expect(
      table.lines(style: style(34)) == [
        "  account  name",
        "  -------  -----------------------",
        "  A1       A name that is long en…",
        "  A2       東京の大きな会社です",
        "",
        "  account            revenue  days",
        "  -------  -----------------  ----",
        "  A1       1 234 567 ± 8 901  12.0",
        "  A2                       9   3.5",
        "",
        "  account  bound",
        "  -------  -------",
        "  A1       maxDays",
        "  A2       minDays",
      ])
  }

  @Test(arguments: [
    ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("東京都", 5, "東京…"), ("東京都", 4, "東…"),
    ("👩‍💻👩‍💻👩‍💻", 4, "👩‍💻…"), ("Bjo\u{308}rk", 4, "Bjo\u{308}…"), ("abc", 1, "…"), ("a   b", 3, "a…"),
  ])
  func `text is shortened between grapheme clusters`(text: String, limit: Int, short: String) {
    #expect(TextTable.shortened(text, to: limit) == short)
    #expect(TextTable.width(short) <= limit)
  }

  @Test func `colour moves no column`() {
    let colored = table.lines(style: TextStyle(isColored: true)).map {
      $0.replacing(/\u{1B}\[\d+m/, with: "")
    }
    #expect(colored == table.lines())
    #expect(table.lines(style: TextStyle(isColored: true))[3].contains(" \u{1B}[31m3.5\u{1B}[0m "))
  }

  @Test func `sentences break between words, never within a number`() {
    let sentence = "  It adds 1 016.5 ± 3.2 % of 10.42 M, and costs 293 k a year."
    #expect(
      style(22).wrapped(sentence) == [
        "  It adds", "  1 016.5 ± 3.2 % of", "  10.42 M, and costs", "  293 k a year.",
      ])
    #expect(style(80).wrapped(sentence) == [sentence])
    #expect(TextStyle(isColored: false).wrapped(sentence) == [sentence])
  }
}

struct SparklineTests {
  @Test(
    arguments: [
      ([], ""), ([1], "▄"), ([5, 5, 5], "▄▄▄"), ([0, 1, 2, 3, 4, 5, 6, 7], "▁▂▃▄▅▆▇█"),
      ([7, 0], "█▁"), ([-1, .nan, 1], "▁ █"), ([.infinity, 0, 1, -.infinity], " ▁█ "),
      ([-.greatestFiniteMagnitude, .greatestFiniteMagnitude], "▁█"), ([.nan], " "),
      ([0, .leastNonzeroMagnitude], "▄▄"),
    ] as [([Double], String)])
  func `a curve has a block for each number`(numbers: [Double], text: String) {
    #expect(Sparkline(numbers).text == text)
  }
}

struct ToneTests {
  @Test(
    arguments: [
      ([1, 1.1, 1.2], .better), ([-1, -1.1, -1.2], .worse), ([-1, 1, 0.5], .unclear),
      ([0, 0], .plain),
      ([1], .plain), ([2, 2], .better),
    ] as [([Double], Tone)])
  func `a difference has the tone that its interval allows`(differences: [Double], tone: Tone) {
    #expect(Tone(of: Estimate(differences.map(Optional.init))) == tone)
  }

  @Test func `no difference has no tone`() {
    #expect(Tone(of: nil) == .plain)
  }
}
