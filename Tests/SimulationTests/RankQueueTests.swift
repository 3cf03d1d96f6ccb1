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
  // Half of the ranks are crowded at both ends, so that equals meet.
  let rankOfArrival = (0..<operations).map { _ in
    Bool.random(using: &dice)
      ? Int.random(in: 0..<ranks, using: &dice) : Bool.random(using: &dice) ? 0 : ranks - 1
  }
  var queue = RankQueue()
  queue.reset(ranks: ranks)
  for rank in rankOfArrival { queue.expect(1, rank: rank) }
  let places = queue.layOut()
  var arrivalAt = [Int](repeating: -1, count: places)
  var naive = NaiveQueue()
  var (arrival, served, expected): (Int, [Int], [Int]) = (0, [], [])
  var agreesOnEmpty = true
  for _ in 0..<operations {
    switch UInt.random(in: 0..<10, using: &dice) {
    case 0..<5 where naive.count < 60:
      // One in five is turned away.
      let isWanted = Int.random(in: 0..<5, using: &dice) > 0
      let place = queue.append(rank: rankOfArrival[arrival], if: isWanted ? 1 : 0)
      if isWanted {
        arrivalAt[place] = arrival
        naive.append(arrival, rank: rankOfArrival[arrival])
      }
      arrival += 1
    case 5..<7:
      guard !queue.isEmpty, let first = naive.popFirst() else { continue }
      let place = queue.popFirst()
      served.append(arrivalAt[place])
      expected.append(first)
      queue.putBack(place)
      naive.putBack(first, rank: rankOfArrival[first])
    default:
      guard !queue.isEmpty, let first = naive.popFirst() else { continue }
      served.append(arrivalAt[queue.popFirst()])
      expected.append(first)
    }
    agreesOnEmpty = agreesOnEmpty && queue.isEmpty == naive.isEmpty
  }
  while !queue.isEmpty, let first = naive.popFirst() {
    served.append(arrivalAt[queue.popFirst()])
    expected.append(first)
  }
  let isEmpty = queue.isEmpty
  #expect(served == expected)
  #expect(agreesOnEmpty)
  #expect(isEmpty && naive.isEmpty)
}

@Test func `a reset queue has forgotten what waited, whatever its size was`() {
  var queue = RankQueue()
  for ranks in [5_000, 3, 70, 300_000 / 2, 1] {
    queue.reset(ranks: ranks)
    let isEmpty = queue.isEmpty
    #expect(isEmpty)
    let coming = [ranks - 1, 0, ranks / 2]
    for rank in coming { queue.expect(1, rank: rank) }
    let count = queue.layOut()
    #expect(count == 4)
    let places = [
      queue.append(rank: coming[0], if: 1), queue.append(rank: coming[1], if: 1),
      queue.append(rank: coming[2], if: 1),
    ]
    let first = queue.popFirst()
    #expect(first == (ranks == 1 ? places[0] : places[1]))
  }
}
