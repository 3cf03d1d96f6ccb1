import Testing

@testable import ScenarioFile

struct WordTests {
  private func number(_ text: String, _ notation: Word.Notation) throws(NumberFault) -> Double {
    try Word(
      field: "x", text: text, location: SourceLocation(file: "f"), notation: notation
    ).number()
  }

  @Test(arguments: [
    ("0", 0), ("12", 12), (" 0.12 ", 0.12), ("-3.5", -3.5), ("+1", 1), (".5", 0.5), ("1e3", 1000),
  ])
  func `a number has digits, a point, a sign and an exponent`(_ text: String, _ value: Double)
    throws
  {
    #expect(try number(text, .decimalPoint) == value)
    #expect(try number(text, .decimalComma) == value)
  }

  @Test(arguments: [("0,12", 0.12), ("1234,5", 1234.5), ("0.125", 0.125), ("-1,5e2", -150)])
  func `between semicolons a comma is a decimal mark`(_ text: String, _ value: Double) throws {
    #expect(try number(text, .decimalComma) == value)
  }

  @Test(arguments: [
    ("12 %", NumberFault.percentage(12)), ("12,5%", .percentage(12.5)),
    ("1 234", .grouped(plain: "1234")), ("1\u{A0}234\u{202F}567", .grouped(plain: "1234567")),
    ("1'234", .grouped(plain: "1234")), ("1_000", .grouped(plain: "1000")),
    ("1,234", .grouped(plain: "1234")), ("12,345.6", .grouped(plain: "12345.6")),
    ("0,12", .decimalComma(plain: "0.12")), ("1.234,56", .decimalComma(plain: "1234.56")),
    ("NaN", .notFinite), (".inf", .notFinite), ("-Infinity", .notFinite), ("1e999", .notFinite),
    ("", .other), ("abc", .other), ("0x10", .other), ("1.2.3", .other), ("€ 5", .other),
    ("%", .other), ("٣", .other),
  ])
  func `what is no number says what was meant`(_ text: String, _ fault: NumberFault) {
    #expect(throws: fault) { try number(text, .decimalPoint) }
  }

  @Test(arguments: [
    ("1.234", NumberFault.grouped(plain: "1234")), ("1.234,5", .grouped(plain: "1234,5")),
    ("1 234,5", .grouped(plain: "1234.5")), ("1,234,567", .grouped(plain: "1234567")),
    ("1,5,2", .other), ("1,234.5", .other), ("NaN", .notFinite),
  ])
  func `between semicolons thousands are refused`(_ text: String, _ fault: NumberFault) {
    #expect(throws: fault) { try number(text, .decimalComma) }
  }

  @Test func `a number in quotes is text to YAML`() {
    #expect(throws: NumberFault.quoted) { try number("12", .quotedYAML) }
    #expect(throws: NumberFault.other) { try number("twelve", .quotedYAML) }
  }
}
