import Testing

@testable import Charts

@Test func `a frame escapes what it shows`() {
  var frame = SVGFrame(width: 300)
  frame.rect(Box(left: 0, top: 0, right: 9, bottom: 9), "accent", tooltip: "</script>")
  frame.text("</script>", x: 10, y: 20)
  let markup = frame.svg(height: 40, label: "\"><script>").markup
  #expect(!markup.contains("<script") && !markup.contains("</script"))
  #expect(SVGReading(frame.svg(height: 40, label: "")).texts.map(\.text) == ["</script>"])
}
