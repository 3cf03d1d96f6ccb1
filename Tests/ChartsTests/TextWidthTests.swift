import Testing

@testable import Charts

@Test func `text is as wide as its characters`() {
  #expect(TextWidth.of("") == 0)
  #expect(TextWidth.of("WW") == 2 * 0.99 * 12)
  #expect(TextWidth.of("WW", "muted small") == 2 * 0.99 * 11)
  #expect(TextWidth.of("WW", "strong") == 2 * 1.11 * 12)
  #expect(TextWidth.of("東京") == 24)
  #expect(TextWidth.of("e\u{301}") == TextWidth.of("e"))
}

@Test func `shortening keeps graphemes whole and the width`() {
  #expect(TextWidth.shortened("Nordwind", to: 100) == "Nordwind")
  #expect(TextWidth.shortened("Nordwind", to: 40) == "Nor…")
  #expect(TextWidth.shortened("e\u{301}e\u{301}e\u{301}e\u{301}", to: 28) == "e\u{301}e\u{301}…")
  #expect(TextWidth.shortened("👩‍👩‍👧‍👦 family", to: 30) == "")
  #expect(TextWidth.shortened("a b c d", to: 30) == "a…")
  #expect(TextWidth.shortened("Nordwind", to: -1) == "")
}

@Test func `a long text goes into two lines`() {
  #expect(TextWidth.lines("one two three", width: 200) == ["one two three"])
  #expect(TextWidth.lines("one two three", width: 60) == ["one two", "three"])
  #expect(TextWidth.lines("unbreakable", width: 20) == ["unbreakable"])
  #expect(TextWidth.lines("", width: 20) == [""])
}
