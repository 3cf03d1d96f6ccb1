/// How many outcomes lie in each bin.
public struct OutcomeBins: Sendable, Equatable {
  /// The ends of the bins, ascending; one more than counts.
  public let edges: [Double]
  /// How many outcomes lie in each bin.
  public let counts: [Int]

  /// Takes edges and counts.
  ///
  /// Edges that are not finite or not ascending end the bins; negative counts are zero.
  public init(edges: [Double], counts: [Int]) {
    var last = -Double.infinity
    let usable = edges.prefix { edge in
      defer { last = edge }
      return edge.isDrawable && edge > last
    }
    let binCount = min(max(usable.count - 1, 0), counts.count)
    self.edges = binCount == 0 ? [] : Array(usable.prefix(binCount + 1))
    self.counts = counts.prefix(binCount).map { max($0, 0) }
  }

  /// The values from the first to the last bin that is not empty.
  var range: ClosedRange<Double>? {
    guard let first = counts.firstIndex(where: { $0 > 0 }),
      let last = counts.lastIndex(where: { $0 > 0 })
    else { return nil }
    return edges[first]...edges[last + 1]
  }

  /// A bin, or the part of a bin on one side of a target.
  struct Piece: Equatable {
    let bin: Int
    let range: ClosedRange<Double>
    /// The side of the target; nothing without one.
    let verdict: Verdict?
  }

  /// The bins, those that hold the target inside cut in two; the target itself is on the better side.
  func pieces(target: Double?) -> [Piece] {
    counts.indices.flatMap { bin in
      let (low, high) = (edges[bin], edges[bin + 1])
      guard let target else { return [Piece(bin: bin, range: low...high, verdict: nil)] }
      if target <= low { return [Piece(bin: bin, range: low...high, verdict: .better)] }
      if target >= high { return [Piece(bin: bin, range: low...high, verdict: .worse)] }
      return [
        Piece(bin: bin, range: low...target, verdict: .worse),
        Piece(bin: bin, range: target...high, verdict: .better),
      ]
    }
  }
}

extension Double {
  /// Whether it is finite and leaves a scale room for ticks.
  var isDrawable: Bool { magnitude < 1e290 }
}
