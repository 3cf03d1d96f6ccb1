/// A queue in which the lowest rank goes first and equals go in the order of their arrival.
///
/// Each rank has a list of arrival numbers; a three-level bit set finds the lowest rank that has
/// one. Every operation takes constant time.
struct RankQueue: ~Copyable {
  /// The most ranks that the bit set can tell apart.
  static let rankLimit = 64 * 64 * 64

  private static let none: Int32 = -1
  private var top: UInt64 = 0
  private var middle = Column<UInt64>()
  private var bottom = Column<UInt64>()
  private var head = Column<Int32>()
  private var tail = Column<Int32>()
  private var next = Column<Int32>()

  init() {}

  var isEmpty: Bool {
    @inline(__always) get { top == 0 }
  }

  /// Empties the queue and makes room for arrival numbers below `arrivals`.
  mutating func reset(ranks: Int, arrivals: Int) {
    precondition(ranks <= Self.rankLimit, "\(ranks) priorities exceed \(Self.rankLimit)")
    top = 0
    middle.fill(0, count: 64)
    bottom.fill(0, count: (ranks + 63) / 64)
    head.fill(Self.none, count: ranks)
    tail.fill(Self.none, count: ranks)
    if next.count < arrivals { next.fill(Self.none, count: arrivals) }
  }

  /// Adds an arrival behind its equals.
  @inline(__always)
  mutating func append(_ arrival: Int, rank: Int) {
    let arrival = Int32(truncatingIfNeeded: arrival)
    next[Int(arrival)] = Self.none
    if head[rank] == Self.none {
      head[rank] = arrival
      mark(rank)
    } else {
      next[Int(tail[rank])] = arrival
    }
    tail[rank] = arrival
  }

  /// Puts an arrival that was taken back to its place, before all its equals.
  mutating func putBack(_ arrival: Int, rank: Int) {
    let arrival = Int32(truncatingIfNeeded: arrival)
    next[Int(arrival)] = head[rank]
    if head[rank] == Self.none {
      tail[rank] = arrival
      mark(rank)
    }
    head[rank] = arrival
  }

  /// Takes the first arrival of the lowest rank.
  ///
  /// - Precondition: The queue is not empty.
  @inline(__always)
  mutating func popFirst() -> Int {
    let high = top.trailingZeroBitCount
    let low = high << 6 | middle[high].trailingZeroBitCount
    let rank = low << 6 | bottom[low].trailingZeroBitCount
    let arrival = head[rank]
    head[rank] = next[Int(arrival)]
    if head[rank] == Self.none {
      bottom[low] &= ~(1 << UInt64(rank & 63))
      if bottom[low] == 0 {
        middle[high] &= ~(1 << UInt64(low & 63))
        if middle[high] == 0 { top &= ~(1 << UInt64(high)) }
      }
    }
    return Int(arrival)
  }

  @inline(__always)
  private mutating func mark(_ rank: Int) {
    bottom[rank >> 6] |= 1 << UInt64(rank & 63)
    middle[rank >> 12] |= 1 << UInt64((rank >> 6) & 63)
    top |= 1 << UInt64(rank >> 12)
  }
}
