import Testing

@testable import Charts

/// Numbers that are the same on every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}

@Test(arguments: [1, 2, 7, 240, 5000], [UInt64(1), 2, 3])
func `areas of tiles are proportional to values, inside and disjoint`(count: Int, seed: UInt64) {
  var random = SplitMix(state: seed)
  let values = (0..<count).map { _ in Double.random(in: 0.001...100, using: &random) }
    .sorted(by: >)
  let whole = Box(left: 10, top: 20, right: 670, bottom: 320)
  let tiles = whole.squarified(values)
  let scale = 660 * 300 / values.reduce(0, +)
  #expect(tiles.count == count)
  for (tile, value) in zip(tiles, values) {
    #expect(abs(tile.width * tile.height / (value * scale) - 1) < 1e-9)
    #expect(tile.left > 10 - 1e-6 && tile.right < 670 + 1e-6)
    #expect(tile.top > 20 - 1e-6 && tile.bottom < 320 + 1e-6)
  }
  guard count <= 240 else { return }
  for (index, tile) in tiles.enumerated() {
    for other in tiles[..<index] {
      let across = min(tile.right, other.right) - max(tile.left, other.left)
      let down = min(tile.bottom, other.bottom) - max(tile.top, other.top)
      #expect(min(across, down) < 1e-6)
    }
  }
}

@Test func `the worked case of the squarified treemap comes out`() {
  // Bruls, Huizing and van Wijk (2000), figure 4: areas 6, 6, 4, 3, 2, 2, 1 in 6 by 4.
  let tiles = Box(left: 0, top: 0, right: 6, bottom: 4).squarified([6, 6, 4, 3, 2, 2, 1])
  #expect(tiles[0] == Box(left: 0, top: 0, right: 3, bottom: 2))
  #expect(tiles[1] == Box(left: 0, top: 2, right: 3, bottom: 4))
  #expect(abs(tiles[2].width - 12.0 / 7) < 1e-9 && abs(tiles[2].height - 7.0 / 3) < 1e-9)
  #expect(abs(tiles[3].width - 9.0 / 7) < 1e-9 && abs(tiles[3].height - 7.0 / 3) < 1e-9)
}

@Test func `extreme values leave tiles finite`() {
  let whole = Box(left: 0, top: 0, right: 300, bottom: 300)
  for values in [[1e308, 1e308, 1e-300], [1e-300, 1e-300], [1e300, 1]] {
    for tile in whole.squarified(values) {
      #expect(
        tile.width.isFinite && tile.height.isFinite && tile.left.isFinite && tile.top.isFinite)
    }
  }
  #expect(whole.squarified([]) == [])
  #expect(whole.squarified([3]) == [whole])
}
