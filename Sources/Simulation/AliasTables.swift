/// Distributions over a few kinds, each of which turns one random word into a kind and a uniform number
/// (Walker's alias method).
///
/// The top bits of the word choose a cell, the rest one of the cell's two parts; what then is left of
/// the word is uniform and independent of the kind. Probabilities are whole multiples of 2^-32.
struct AliasTables: Sendable {
  /// One distribution.
  struct Table: Sendable, BitwiseCopyable {
    fileprivate let firstCell: Int32
    /// The number of low bits of a word that choose inside a cell.
    fileprivate let shift: UInt32
  }

  /// One part of a cell.
  private struct Part: BitwiseCopyable {
    let kind: Int32
    /// One over the width of the part, rounded down, so that a uniform number stays below 1.
    let scale: Float
  }

  /// Where the second part of each cell starts.
  private var thresholds: [UInt32] = []
  /// Shape: `[cells * 2]`.
  private var parts: [Part] = []

  /// The kind that a word chooses, and a uniform number in (0, 1).
  @inline(__always)
  func choose(_ word: UInt32, from table: Table) -> (kind: Int, uniform: Double) {
    let cell = Int(table.firstCell) &+ Int(word &>> table.shift)
    let fraction = word & (1 &<< table.shift &- 1)
    let threshold = thresholds[cell]
    // Arithmetic, not a branch: which part it is cannot be predicted.
    let isHigh: UInt32 = fraction < threshold ? 0 : 1
    let part = parts[2 &* cell &+ Int(isHigh)]
    let place = fraction &- threshold &* isHigh
    return (Int(part.kind), (Double(place) + 0.5) * Double(part.scale))
  }

  /// Adds a distribution.
  ///
  /// - Parameter rates: What the probabilities are in proportion to; not negative.
  /// - Returns: The table to choose from; unusable if all rates are zero.
  mutating func add(rates: [Double]) -> Table {
    let present = rates.indices.filter { rates[$0] > 0 }
    let total = rates.reduce(0, +)
    var count = 2
    while count < present.count { count *= 2 }
    let table = Table(
      firstCell: Int32(thresholds.count), shift: 32 - UInt32(count.trailingZeroBitCount))
    let width = UInt64(1) << 32 / UInt64(count)
    var left = present.map { UInt64((rates[$0] / total * 0x1p32).rounded()) }
    // What rounding lost or won goes to the most frequent kind, of which it is the smallest share.
    if let largest = left.indices.max(by: { left[$0] < left[$1] }) {
      left[largest] &+= (1 << 32) &- left.reduce(0, &+)
    }
    var scarce = left.indices.filter { left[$0] < width }
    var ample = left.indices.filter { left[$0] >= width }
    func part(_ index: Int, width: UInt64) -> Part {
      Part(kind: Int32(present[index]), scale: width == 0 ? 0 : Float(1 / Double(width)).nextDown)
    }
    // As long as a cell is empty, one kind at least has enough left to fill it up.
    while let donor = ample.last {
      let first = scarce.popLast() ?? donor
      let threshold = min(left[first], width)
      left[first] -= threshold
      left[donor] -= width - threshold
      thresholds.append(UInt32(threshold))
      parts += [part(first, width: threshold), part(donor, width: width - threshold)]
      if left[donor] < width {
        ample.removeLast()
        if left[donor] > 0 { scarce.append(donor) }
      }
    }
    return table
  }
}
