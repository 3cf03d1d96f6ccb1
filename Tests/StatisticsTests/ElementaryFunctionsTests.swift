import Foundation
import Testing

@testable import Statistics

/// A spread of `count` numbers over an interval that no period of the functions can match.
private func spread(_ low: Double, _ high: Double, count: Int = 20_000) -> [Double] {
  let golden = 0.618_033_988_749_894_8
  return (1...count).map { index in
    let position = Double(index) * golden
    return low + (high - low) * (position - position.rounded(.down))
  }
}

/// The largest error over `points`, in units of the last place of what the C library says.
///
/// The library itself errs by about half a unit. Over eight million points of each of several intervals
/// the largest were 2 for `log` and `expMinusOne` and 1 for `exp`; points where they occur are tested.
private func worst(
  _ points: [Double], _ ours: (Double) -> Double, _ library: (Double) -> Double
) -> (ulps: Double, at: Double) {
  points.reduce((0, 0)) { worst, x in
    let expected = library(x)
    let ulps = abs(ours(x) - expected) / expected.ulp
    return ulps > worst.0 ? (ulps, x) : worst
  }
}

@Test func `the logarithm is within 2 units in the last place`() {
  var points = spread(0.5, 2) + spread(0, 1) + spread(-1021, 1023).map { exp2($0) }
  for power in 1...52 {
    let distance = exp2(-Double(power))
    points += [1 + distance, 1 - distance / 2]
  }
  points += [.leastNormalMagnitude, .greatestFiniteMagnitude, 2.0.squareRoot(), 0.5.squareRoot()]
  points += [1.0946850903153054, 0.7014368130480494, 0.703099893265042, 1.412442765213363]
  let error = worst(points, Elementary.log, Foundation.log)
  #expect(error.ulps <= 2, "at \(error.at)")
}

@Test func `the exponential is within 2 units in the last place`() {
  var points = spread(-708, 709) + spread(-1, 1) + spread(-40, 0) + [-708, 709]
  for power in 1...60 { points += [exp2(-Double(power)), -exp2(-Double(power))] }
  let error = worst(points, Elementary.exp, Foundation.exp)
  #expect(error.ulps <= 2, "at \(error.at)")
}

@Test func `the exponential less 1 is within 2 units in the last place, near 0 too`() {
  var points = spread(-708, 709) + spread(-1, 1, count: 100_000) + [-708, 709]
  points += spread(-0.4, -0.3) + spread(-1e-6, 1e-6)
  points += [0.37336653281684207, 0.3730547570268603, 0.3870264836334414]
  for power in 1...1_000 { points += [exp2(-Double(power)), -exp2(-Double(power))] }
  let error = worst(points, Elementary.expMinusOne, Foundation.expm1)
  #expect(error.ulps <= 2, "at \(error.at)")
}

@Test func `logarithms and exponentials are exact where they are whole`() {
  #expect(Elementary.log(1) == 0)
  #expect(Elementary.exp(0) == 1)
  #expect(Elementary.exp(-0.0) == 1)
  #expect(Elementary.expMinusOne(0) == 0)
  #expect(Elementary.expMinusOne(-0.0) == 0)
}

@Test func `exponentials beyond their range are 0, -1 and infinite`() {
  #expect(Elementary.exp(-708.000001) == 0)
  #expect(Elementary.exp(-.infinity) == 0)
  #expect(Elementary.exp(709.000001) == .infinity)
  #expect(Elementary.exp(.infinity) == .infinity)
  #expect(Elementary.expMinusOne(-.infinity) == -1)
  #expect(Elementary.expMinusOne(-709) == -1)
  #expect(Elementary.expMinusOne(.infinity) == .infinity)
}

@Test func `eight exponentials have the bits of one by one`() {
  var points = stride(from: -720.0, through: 720, by: 0.37).map { $0 }
  points += [0, -0.0, 1e-300, -1e-300, -708, 709, -708.000001, 709.000001, .infinity, -.infinity]
  points += (1...60).flatMap { [exp2(-Double($0)), -exp2(-Double($0))] }
  for point in points {
    let lanes = SIMD8(point, point / 2, -point, 0, point / 3, point + 1, 1e-3 * point, -1)
    let (power, less) = (Elementary.exp(lanes), Elementary.expMinusOne(lanes))
    for lane in lanes.indices {
      #expect(power[lane] == Elementary.exp(lanes[lane]), "at \(lanes[lane])")
      #expect(less[lane] == Elementary.expMinusOne(lanes[lane]), "at \(lanes[lane])")
    }
  }
}

@Test func `exponential and logarithm undo each other`() {
  for x in spread(-700, 700, count: 2_000) {
    #expect(abs(Elementary.log(Elementary.exp(x)) - x) <= 1e-15 * max(1, abs(x)))
  }
}

@Test func `the results have the same bits on every machine`() {
  #expect(Elementary.log(3) == 0x1.193ea7aad030bp+0)
  #expect(Elementary.log(0.1) == -0x1.26bb1bbb55515p+1)
  #expect(Elementary.exp(1) == 0x1.5bf0a8b14576ap+1)
  #expect(Elementary.exp(-0.5) == 0x1.368b2fc6f960ap-1)
  #expect(Elementary.expMinusOne(1e-3) == 0x1.06466dfb8cf3ap-10)
  #expect(Elementary.expMinusOne(-0.24) == -0x1.b4fc73b4c615ep-3)
}
