import Testing

@testable import Simulation

/// The share of all words that choose each kind, and the mean of the uniform numbers that come with it,
/// from words that are spread evenly.
private func shares(_ rates: [Double]) -> (shares: [Double], means: [Double]) {
  var tables = AliasTables()
  _ = tables.add(rates: [1, 2, 3])
  let table = tables.add(rates: rates)
  _ = tables.add(rates: [5])
  let words = 1 << 20
  var (counts, sums) = (
    [Double](repeating: 0, count: rates.count), [Double](repeating: 0, count: rates.count)
  )
  for word in 0..<words {
    let (kind, uniform) = tables.choose(UInt32(word << 12 | 2_048), from: table)
    #expect(uniform > 0 && uniform < 1)
    counts[kind] += 1
    sums[kind] += uniform
  }
  return (counts.map { $0 / Double(words) }, zip(sums, counts).map { $0 / $1 })
}

@Test(
  arguments: [
    [1], [0, 1], [1, 1], [0.3, 0.7], [1, 2, 3, 4], [0.001, 0.999], [5, 0, 0, 1, 1],
    [0.2, 0.1, 0.05, 0.02, 0.01, 0.3, 0.1, 0.15, 0.04, 0.02, 0.01],
  ] as [[Double]])
func `a table chooses each kind in proportion to its rate`(rates: [Double]) {
  let total = rates.reduce(0, +)
  let found = shares(rates)
  for kind in rates.indices {
    // Even words miss each part of a cell by at most one in 2^20.
    #expect(abs(found.shares[kind] - rates[kind] / total) <= 64 * 0x1p-20)
    if rates[kind] > 0.01 * total { #expect(abs(found.means[kind] - 0.5) <= 1e-3) }
  }
}

/// What is left of a word is uniform inside every kind: all tenths are equally full.
@Test func `the uniform number does not depend on the kind`() {
  var tables = AliasTables()
  let table = tables.add(rates: [3, 1, 0.5, 7, 2])
  var tenths = [[Double]](repeating: [Double](repeating: 0, count: 10), count: 5)
  for word in 0..<(1 << 20) {
    let (kind, uniform) = tables.choose(UInt32(word << 12 | 2_048), from: table)
    tenths[kind][Int(uniform * 10)] += 1
  }
  for kind in tenths {
    let total = kind.reduce(0, +)
    #expect(kind.allSatisfy { abs($0 / total - 0.1) <= 1e-3 })
  }
}

@Test func `many kinds of many sizes are complete`() {
  var dice = Dice(3)
  for count in [17, 100, 502] {
    let rates = (0..<count).map { _ in
      Bool.random(using: &dice) ? 0 : Double.random(in: 0..<1, using: &dice)
    }
    let total = rates.reduce(0, +)
    let found = shares(rates).shares
    #expect(zip(found, rates).allSatisfy { abs($0 - $1 / total) <= 1_100 * 0x1p-20 })
    #expect(abs(found.reduce(0, +) - 1) <= 1e-12)
  }
}
