import Foundation
import PortfolioModel
import Testing

@testable import Allocation

private let samples = stride(from: 0.0, through: 1.0, by: 1.0 / 997)

private func slopesFall(_ envelope: ConcaveEnvelope) -> Bool {
  zip(envelope.segments, envelope.segments.dropFirst()).allSatisfy { $0.slope > $1.slope }
}

private func totalWidth(_ envelope: ConcaveEnvelope) -> Double {
  envelope.segments.reduce(0) { $0 + $1.width }
}

@Test func `a straight line is one segment, whichever way it goes`() {
  for slope in [-3.0, 0, 5] {
    let envelope = ConcaveEnvelope(upTo: 7, tolerance: 1e-3) { 2 + slope * $0 }
    #expect(envelope.segments == [.init(width: 7, slope: slope)])
    #expect(envelope.start == 2)
    #expect(envelope.largestGapAt == nil)
  }
}

@Test func `no width means no segments`() {
  let envelope = ConcaveEnvelope(upTo: 0, tolerance: 1e-3) { $0 + 4 }
  #expect(envelope.segments.isEmpty)
  #expect(envelope.value(at: 3) == 4)
  let slopes = envelope.slopes(around: 0)
  #expect(slopes.before == nil && slopes.after == nil)
}

@Test(arguments: [0.1, 1e-2, 1e-3, 1e-5], [0.3, 3, 40])
func `a concave function stays within the tolerance above its envelope`(
  tolerance: Double, steepness: Double
) {
  func function(_ x: Double) -> Double { 5 - 2 * exp(-steepness * x) }
  let envelope = ConcaveEnvelope(upTo: 1, tolerance: tolerance, of: function)
  #expect(slopesFall(envelope))
  #expect(abs(totalWidth(envelope) - 1) < 1e-12)
  #expect(envelope.largestGap == 0)
  for x in samples {
    let below = function(x) - envelope.value(at: x)
    #expect(below > -1e-12 && below <= tolerance * envelope.range + 1e-12)
  }
}

@Test func `a hundredth of the tolerance takes ten times the segments`() {
  func count(_ tolerance: Double) -> Int {
    ConcaveEnvelope(upTo: 1, tolerance: tolerance) { 1 - exp(-3 * $0) }.segments.count
  }
  let ratio = Double(count(1e-7)) / Double(count(1e-5))
  #expect(ratio > 5 && ratio < 20)
}

@Test func `the infinite slope of a power curve at 0 is followed as far as a solver can see`() {
  let envelope = ConcaveEnvelope(upTo: 1000, tolerance: 1e-3) { pow($0, 0.2) }
  #expect(slopesFall(envelope))
  #expect(envelope.segments.count < 200)
  #expect(envelope.segments.allSatisfy { $0.width >= 1000 * ConcaveEnvelope.finestShare })
  for x in stride(from: -7.2, through: 0, by: 0.01).map({ 1000 * pow(10, $0) }) {
    let below = pow(x, 0.2) - envelope.value(at: x)
    #expect(below > -1e-12 && below <= 1e-3 * envelope.range + 1e-12)
  }
}

@Test func `a convex function is bridged and the gap is found`() throws {
  for sign in [1.0, -1] {
    let envelope = ConcaveEnvelope(upTo: 1, tolerance: 1e-4) { x in
      sign > 0 ? x * x : exp(-3 * x)
    }
    #expect(envelope.segments.count == 1)
    let expected = sign > 0 ? 0.25 : 0.31908
    #expect(abs(envelope.largestGap - expected) < 1e-3)
  }
}

@Test(arguments: [
  // b = y(0), a = saturation, c, tangent point [evidence A.1]
  ("Naprosyn", 0.47, 1.52, 2.3607, 1.1302), ("Anaprox", 0.15, 1.35, 2.6448, 0.8630),
  ("Norinyl 135", 0.31, 1.25, 2.5819, 0.8061), ("Norinyl 150", 0.45, 1.10, 2.5308, 0.6033),
  ("Lidex", 0.56, 1.20, 2.1971, 0.7581), ("Synalar", 0.59, 1.11, 2.9118, 0.7951),
  ("Nasalide", 0.15, 1.76, 2.4213, 1.1041),
])
func `an S-shaped curve is bridged from 0 to its tangent point`(
  product: String, zero: Double, saturation: Double, exponent: Double, tangent: Double
) throws {
  let d = (saturation - 1) / (1 - zero)
  func response(_ x: Double) -> Double {
    zero + (saturation - zero) * pow(x, exponent) / (d + pow(x, exponent))
  }
  let envelope = ConcaveEnvelope(upTo: 4, tolerance: 1e-7, of: response)
  let bridge = try #require(envelope.segments.first)
  #expect(abs(bridge.width - tangent) < 2e-3)
  #expect(abs(bridge.slope - (response(tangent) - zero) / tangent) < 1e-6)
  let gapAt = try #require(envelope.largestGapAt)
  #expect(gapAt > 0 && gapAt < tangent)
  #expect(abs(envelope.largestGap - (zero + bridge.slope * gapAt - response(gapAt))) < 1e-9)
  for x in samples.map({ 4 * $0 }) {
    #expect(envelope.value(at: x) >= response(x) - 1e-7 * envelope.range)
  }
}

@Test func `a flat function with noise in its last bits does not shatter`() {
  var stream = SampleStream(seed: 3)
  let envelope = ConcaveEnvelope(upTo: 1, tolerance: 1e-3) { _ in
    1e6 * (1 + 1e-16 * stream.uniform(-2...2))
  }
  #expect(envelope.segments.count <= 8)
  #expect(envelope.largestGapAt == nil)
}

@Test func `slopes around a point are those of the segments it lies between`() {
  let envelope = ConcaveEnvelope(upTo: 8, tolerance: 0.1) { min($0, 4) }
  #expect(envelope.segments == [.init(width: 4, slope: 1), .init(width: 4, slope: 0)])
  #expect(envelope.slopes(around: 0) == (nil, 1))
  #expect(envelope.slopes(around: 2) == (1, 1))
  #expect(envelope.slopes(around: 4 - 1e-12) == (1, 0))
  #expect(envelope.slopes(around: 4 + 1e-12) == (1, 0))
  #expect(envelope.slopes(around: 8) == (0, nil))
}

@Test(arguments: 1...20 as ClosedRange<UInt64>)
func `envelopes of care have falling slopes and follow the value of days`(seed: UInt64) {
  let portfolio = Portfolio.random(seed: seed, accountCount: 20)
  let tolerance = portfolio.parameters.pwlTolerance
  for account in portfolio.accounts.indices where portfolio.accounts[account].margin > 0 {
    let value = DayValue(account: account, in: portfolio, horizonYears: 3)
    let upper = portfolio.careModel(of: account).maxDays
    let envelope = ConcaveEnvelope(upTo: upper, tolerance: tolerance, of: value.value(careDays:))
    #expect(slopesFall(envelope))
    #expect(envelope.segments.allSatisfy { $0.slope > 0 })
    for x in stride(from: 0, through: upper, by: max(upper, 1) / 50) {
      let below = value.value(careDays: x) - envelope.value(at: x)
      #expect(below <= tolerance * envelope.range * (1 + 1e-9))
      #expect(-below <= envelope.largestGap + tolerance * envelope.range)
    }
  }
}
