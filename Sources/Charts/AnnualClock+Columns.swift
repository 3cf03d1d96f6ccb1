extension AnnualClock {
  /// Where columns stand, and which of them share one.
  struct Columns {
    /// The pixels at the left of the first column and at the right of the last.
    let left: Double
    let right: Double
    /// The pixels of one column, before any are summed up.
    let pitch: Double
    /// The columns that share a place, in order.
    let ranges: [Range<Int>]

    init(count: Int, left: Double, right: Double) {
      (self.left, self.right) = (left, right)
      pitch = (right - left) / Double(count)
      let together = max(1, Int((4 / pitch).rounded(.up)))
      ranges = stride(from: 0, to: count, by: together).map {
        $0..<Swift.min($0 + together, count)
      }
    }

    /// The middle of columns.
    func middle(of range: Range<Int>) -> Double {
      left + pitch * Double(range.lowerBound + range.upperBound) / 2
    }

    /// The left and right edge of columns, with a gap between neighbours.
    func box(of range: Range<Int>) -> Box {
      let start = left + pitch * Double(range.lowerBound)
      let end = left + pitch * Double(range.upperBound)
      let gap = Swift.min(2, (end - start) * 0.14)
      return Box(left: start + gap / 2, top: 0, right: end - gap / 2, bottom: 0)
    }

    /// Values summed up as the columns are.
    func sums(_ values: [Double]) -> [Double] {
      ranges.map { range in
        let sum = range.reduce(0.0) { sum, index in
          let value = values.indices.contains(index) ? values[index] : 0
          return sum + (value.isFinite ? Swift.max(value, 0) : 0)
        }
        return Swift.min(sum, 1e300)
      }
    }
  }
}
