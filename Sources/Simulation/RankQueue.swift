/// A queue in which the lowest rank goes first and equals go in the order of their arrival.
///
/// How many items of each rank can come is said beforehand. So each item gets a place: behind those of
/// lower ranks and behind its equals that came before it. A bit marks a place whose item waits, a bit
/// of the level above marks 64 places: the first item is found in constant time for up to 4,096 places,
/// beyond that with one more word to look at for every 4,096.
struct RankQueue: ~Copyable {
  private var count = 0
  /// The first place of a queue of one rank, where those that wait stand in a row: it needs no bits.
  private var first = 0
  private var top = Column<UInt64>()
  private var bottom = Column<UInt64>()
  /// The next free place of each rank.
  private var nextPlace = Column<Int32>()

  init() {}

  var isEmpty: Bool {
    @inline(__always) get { count == 0 }
  }

  /// Empties the queue.
  mutating func reset(ranks: Int) {
    (count, first) = (0, 0)
    nextPlace.fill(0, count: ranks)
  }

  /// Says that up to `count` items of a rank can come.
  @inline(__always)
  mutating func expect(_ count: Int, rank: Int) {
    nextPlace[rank] += Int32(truncatingIfNeeded: count)
  }

  /// Lays out the places for all items that can come.
  ///
  /// - Returns: How many places there are.
  mutating func layOut() -> Int {
    var places = 0
    for rank in 0..<nextPlace.count {
      let expected = Int(nextPlace[rank])
      nextPlace[rank] = Int32(truncatingIfNeeded: places)
      places += expected
    }
    bottom.fill(0, count: places / 64 + 1)
    top.fill(0, count: places / 4096 + 1)
    // One more than there can be items: the next place exists even when all have come.
    return places + 1
  }

  /// Adds an item behind its equals if `isWanted` is 1, none if it is 0.
  ///
  /// - Returns: The place of the item.
  @inline(__always)
  mutating func append(rank: Int, if isWanted: UInt8) -> Int {
    let place = Int(nextPlace[rank])
    nextPlace[rank] &+= Int32(isWanted)
    count &+= Int(isWanted)
    if nextPlace.count > 1 { mark(place, UInt64(isWanted)) }
    return place
  }

  /// Takes the first item of the lowest rank.
  ///
  /// - Precondition: The queue is not empty.
  /// - Returns: Its place.
  @inline(__always)
  mutating func popFirst() -> Int {
    count &-= 1
    if nextPlace.count == 1 {
      first &+= 1
      return first &- 1
    }
    var high = 0
    while top[high] == 0 { high += 1 }
    let low = high << 6 | top[high].trailingZeroBitCount
    let word = bottom[low]
    let rest = word & (word &- 1)
    bottom[low] = rest
    // Arithmetic, not a branch: whether 64 places get empty cannot be predicted.
    top[high] &= ~((rest == 0 ? 1 : 0) &<< UInt64(low & 63))
    return low << 6 | word.trailingZeroBitCount
  }

  /// Puts the item that was taken last back to its place.
  mutating func putBack(_ place: Int) {
    count += 1
    if nextPlace.count > 1 { mark(place, 1) } else { first = place }
  }

  @inline(__always)
  private mutating func mark(_ place: Int, _ bit: UInt64) {
    bottom[place >> 6] |= bit &<< UInt64(place & 63)
    top[place >> 12] |= bit &<< UInt64((place >> 6) & 63)
  }
}
