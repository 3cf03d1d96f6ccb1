import Markup
import Testing

@Test func `what is interpolated is escaped`() {
  let name = "</script><img src=x onerror='alert(1)'> & \"co\""
  let html: HTML = "<td title=\"\(name)\">\(name)</td>"
  let escaped =
    "&lt;/script&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt; &amp; &quot;co&quot;"
  #expect(html.markup == "<td title=\"\(escaped)\">\(escaped)</td>")
}

@Test func `markup in markup stays as it is`() {
  let inner: HTML = "<b>\("a<b")</b>"
  let html: HTML = "<p>\(inner)\([inner, inner])\(nil as HTML?)</p>"
  #expect(html.markup == "<p><b>a&lt;b</b><b>a&lt;b</b><b>a&lt;b</b></p>")
}

@Test func `characters that control are replaced`() {
  #expect(
    HTML(text: "a\u{0}b\u{1B}c\u{202E}d\u{85}e\tf").markup
      == "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}e\tf")
}

@Test(arguments: [
  (0.0, "0"), (-0.04, "0"), (1.25, "1.3"), (-1.25, "-1.3"), (-0.5, "-0.5"), (12, "12"),
  (.nan, "0"), (.infinity, "1000000000"), (1e300, "1000000000"),
])
func `lengths are total`(value: Double, text: String) {
  #expect(("\(value)" as HTML).markup == text)
}
