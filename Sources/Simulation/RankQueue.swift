/// A queue in which the lowest rank goes first and equals go in the order of their arrival.
///
/// Each rank has a list of arrival numbers, and a two-level bit set finds the lowest rank that has one:
/// in constant time for up to 4,096 ranks, beyond that with one more word to look at for every 4,096.
struct RankQueue: ~Copyable {
  private static let none: Int32 = -1
  private var count = 0
  private var top = Column<UInt64>()
  private var bottom = Column<UInt64>()
  private var head = Column<Int32>()
  private var tail = Column<Int32>()
  private var next = Column<Int32>()

  init() {}

  var isEmpty: Bool {
    @inline(__always) get { count == 0 }
  }

  /// Empties the queue and makes room for arrival numbers below `arrivals`.
  mutating func reset(ranks: Int, arrivals: Int) {
    count = 0
    top.fill(0, count: (ranks + 4095) / 4096)
    bottom.fill(0, count: (ranks + 63) / 64)
    head.fill(Self.none, count: ranks)
    tail.fill(Self.none, count: ranks)
    if next.count < arrivals { next.fill(Self.none, count: arrivals) }
  }

  /// Adds an arrival behind its equals.
  @inline(__always)
  mutating func append(_ arrival: Int, rank: Int) {
    let arrival = Int32(truncatingIfNeeded: arrival)
    count += 1
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
    count += 1
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
    count -= 1
    var high = 0
    while top[high] == 0 { high += 1 }
    let low = high << 6 | top[high].trailingZeroBitCount
    let rank = low << 6 | bottom[low].trailingZeroBitCount
    let arrival = head[rank]
    head[rank] = next[Int(arrival)]
    if head[rank] == Self.none {
      bottom[low] &= ~(1 << UInt64(rank & 63))
      if bottom[low] == 0 { top[high] &= ~(1 << UInt64(low & 63)) }
    }
    return Int(arrival)
  }

  @inline(__always)
  private mutating func mark(_ rank: Int) {
    bottom[rank >> 6] |= 1 << UInt64(rank & 63)
    top[rank >> 12] |= 1 << UInt64((rank >> 6) & 63)
  }
}
