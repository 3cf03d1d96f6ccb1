import Testing

@testable import Simulation

/// The same queue, slowly: equals are told apart by a number that counts up, or down for what is put back.
private struct NaiveQueue {
  private var waiting: [(rank: Int, place: Int, arrival: Int)] = []
  private var place = 0

  var isEmpty: Bool { waiting.isEmpty }
  var count: Int { waiting.count }

  mutating func append(_ arrival: Int, rank: Int) {
    place += 1
    waiting.append((rank, place, arrival))
  }

  mutating func putBack(_ arrival: Int, rank: Int) {
    place += 1
    waiting.append((rank, -place, arrival))
  }

  mutating func popFirst() -> Int? {
    guard
      let first = waiting.indices.min(by: {
        (waiting[$0].rank, waiting[$0].place) < (waiting[$1].rank, waiting[$1].place)
      })
    else { return nil }
    return waiting.remove(at: first).arrival
  }
}

@Test(arguments: [1, 2, 63, 64, 65, 4_095, 4_096, 4_097, 10_000, 262_145])
func `a rank queue serves in the order of a naive one`(ranks: Int) {
  let operations = 4_000
  var dice = Dice(UInt64(ranks))
  var queue = RankQueue()
  var naive = NaiveQueue()
  var rankOfArrival: [Int] = []
  var (served, expected): ([Int], [Int]) = ([], [])
  var agreesOnEmpty = true
  queue.reset(ranks: ranks, arrivals: operations)
  for _ in 0..<operations {
    switch UInt.random(in: 0..<10, using: &dice) {
    case 0..<5 where naive.count < 60:
      // Half of the ranks are crowded at both ends, so that equals meet.
      let rank =
        Bool.random(using: &dice)
        ? Int.random(in: 0..<ranks, using: &dice)
        : Bool.random(using: &dice) ? 0 : ranks - 1
      queue.append(rankOfArrival.count, rank: rank)
      naive.append(rankOfArrival.count, rank: rank)
      rankOfArrival.append(rank)
    case 5..<7:
      guard !queue.isEmpty, let arrival = naive.popFirst() else { continue }
      let taken = queue.popFirst()
      served.append(taken)
      expected.append(arrival)
      queue.putBack(taken, rank: rankOfArrival[arrival])
      naive.putBack(arrival, rank: rankOfArrival[arrival])
    default:
      guard !queue.isEmpty, let arrival = naive.popFirst() else { continue }
      served.append(queue.popFirst())
      expected.append(arrival)
    }
    agreesOnEmpty = agreesOnEmpty && queue.isEmpty == naive.isEmpty
  }
  while !queue.isEmpty, let arrival = naive.popFirst() {
    served.append(queue.popFirst())
    expected.append(arrival)
  }
  let isEmpty = queue.isEmpty
  #expect(served == expected)
  #expect(agreesOnEmpty)
  #expect(isEmpty && naive.isEmpty)
}

@Test func `a reset queue has forgotten what waited, whatever its size was`() {
  var queue = RankQueue()
  for ranks in [5_000, 3, 70, 300_000 / 2, 1] {
    queue.reset(ranks: ranks, arrivals: 10)
    let isEmpty = queue.isEmpty
    #expect(isEmpty)
    queue.append(4, rank: ranks - 1)
    queue.append(2, rank: 0)
    queue.append(9, rank: ranks / 2)
    let first = queue.popFirst()
    #expect(first == (ranks == 1 ? 4 : 2))
  }
}
