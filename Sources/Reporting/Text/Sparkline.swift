/// A curve in one line of text: a block for each number, as high as the number.
struct Sparkline: Sendable {
  /// The blocks, one for each number; a space where a number is not finite.
  let text: String

  private static let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// Draws numbers in their order, the least lowest; where all are the same, at half height.
  init(_ numbers: [Double]) {
    let finite = numbers.filter(\.isFinite)
    // Halves, so that the spread of the largest numbers is finite too.
    let (least, most) = ((finite.min() ?? 0) / 2, (finite.max() ?? 0) / 2)
    let top = Double(Self.blocks.count - 1)
    text = String(
      numbers.map { number in
        guard number.isFinite else { return " " }
        let height = most > least ? (number / 2 - least) / (most - least) : 0.5
        return Self.blocks[Int((height * top).rounded(.down))]
      })
  }
}
