import Foundation
import Testing

@testable import Allocation

struct ResponseCurveTests {
  private static let shapes: [ResponseCurve.Shape] = [
    .exponential(floor: 0.2, ceiling: 1.5, rate: 0.7),
    .adbudg(floor: 0.2, ceiling: 1.5, exponent: 0.6, divisor: 0.8),
    .adbudg(floor: 0.2, ceiling: 1.5, exponent: 1, divisor: 0.8),
    .adbudg(floor: 0.47, ceiling: 1.52, exponent: 2.36, divisor: 0.98),
    .power(floor: 0.3, scale: 0.7, exponent: 0.4), .power(floor: 0, scale: 2, exponent: 1),
    .power(floor: 0.3, scale: 0.7, exponent: 1.8),
  ]

  @Test(arguments: shapes)
  func `a curve rises, and its slope is that of its values`(shape: ResponseCurve.Shape) throws {
    let curve = try ResponseCurve(shape)
    for effort in [0.01, 0.3, 1, 1.7, 6] {
      let step = 1e-5 * effort
      let rise = curve.value(at: effort + step) - curve.value(at: effort - step)
      let slope = curve.slope(at: effort)
      #expect(slope > 0)
      #expect(abs(rise / (2 * step) - slope) < 1e-7 * max(1, slope))
      #expect(abs(curve.elasticity(at: effort) - slope * effort / curve.value(at: effort)) < 1e-15)
    }
  }

  @Test(arguments: shapes)
  func `a curve is convex up to its inflection and concave from there`(
    shape: ResponseCurve.Shape
  ) throws {
    let curve = try ResponseCurve(shape)
    #expect(curve.isConcave == (curve.inflection == 0))
    for step in 1..<400 {
      let effort = 0.02 * Double(step)
      let change = curve.slope(at: effort + 0.001) - curve.slope(at: effort - 0.001)
      if effort < curve.inflection - 0.002 { #expect(change > -1e-12) }
      if effort > curve.inflection + 0.002 { #expect(change < 1e-12) }
    }
  }

  @Test func `curves have their limits`() throws {
    let steep = try ResponseCurve(.adbudg(floor: 0.2, ceiling: 1.5, exponent: 2, divisor: 0.8))
    #expect(steep.value(at: 0) == 0.2 && steep.slope(at: 0) == 0)
    #expect(steep.value(at: 1e200) == 1.5)
    let flat = try ResponseCurve(.adbudg(floor: 0.2, ceiling: 1.5, exponent: 0.5, divisor: 0.8))
    #expect(flat.value(at: 0) == 0.2 && flat.slope(at: 0) == .infinity)
    let root = try ResponseCurve(.power(floor: 0.1, scale: 1, exponent: 0.5))
    #expect(root.value(at: 0) == 0.1 && root.slope(at: 0) == .infinity)
  }

  @Test(arguments: [
    ResponseCurve.Shape.exponential(floor: 1, ceiling: 1, rate: 1),
    .exponential(floor: 0, ceiling: 1, rate: 0), .exponential(floor: .nan, ceiling: 1, rate: 1),
    .adbudg(floor: 0, ceiling: .infinity, exponent: 1, divisor: 1),
    .adbudg(floor: 0, ceiling: 1, exponent: -1, divisor: 1),
    .adbudg(floor: 0, ceiling: 1, exponent: 1, divisor: 0),
    .power(floor: 0, scale: 0, exponent: 1), .power(floor: 0, scale: 1, exponent: .nan),
  ])
  func `what is no rising curve is refused`(shape: ResponseCurve.Shape) {
    #expect(throws: ResponseCurveError.self) { try ResponseCurve(shape) }
  }

  @Test func `answers are met today, and where they ask for one curve everywhere`() throws {
    let truth = try ResponseCurve(
      .adbudg(floor: 0.4, ceiling: 1.6, exponent: 1.9, divisor: 1))
    let answers = try ResponseAnswers(
      none: 40, half: 100 * truth.value(at: 0.5), today: 100,
      oneAndHalf: 100 * truth.value(at: 1.5), saturation: 160)
    let curve = try ResponseCurve.adbudg(through: answers, weightOfHalf: 0.3)
    for effort in [0, 0.5, 0.8, 1, 1.5, 4] {
      #expect(abs(curve.value(at: effort) - truth.value(at: effort)) < 1e-12)
    }
    let exponential = try ResponseCurve.exponential(through: answers)
    #expect(abs(exponential.value(at: 0) - 0.4) < 1e-15)
    #expect(abs(exponential.value(at: 1) - 1) < 1e-15)
    #expect(abs(exponential.value(at: 1e9) - 1.6) < 1e-15)
    let power = try ResponseCurve.power(through: answers, weightOfHalf: 1)
    #expect(abs(power.value(at: 0.5) - truth.value(at: 0.5)) < 1e-12)
    #expect(power.value(at: 1) == 1)
  }

  @Test func `answers that do not rise are refused by name`() {
    func problem(
      _ none: Double, _ half: Double, _ oneAndHalf: Double, _ saturation: Double
    ) -> String? {
      do throws(ResponseCurveError) {
        _ = try ResponseAnswers(
          none: none, half: half, oneAndHalf: oneAndHalf, saturation: saturation)
        return nil
      } catch {
        return error.description
      }
    }
    #expect(problem(0.3, 0.6, 1.2, 1.5) == nil)
    #expect(
      problem(-0.1, 0.6, 1.2, 1.5) == "The answer for no effort is -0.1: give a number from 0.")
    #expect(
      problem(0.7, 0.6, 1.2, 1.5)
        == "The answer for half of today's effort is 0.6, that for no effort 0.7: "
        + "more effort must bring more.")
    #expect(problem(0.3, 1, 1.2, 1.5)?.contains("today's effort is 1.0") == true)
    #expect(problem(0.3, 0.6, 1, 1.5)?.contains("one and a half times") == true)
    #expect(problem(0.3, 0.6, 1.2, 1.2)?.contains("saturation is 1.2") == true)
    #expect(problem(0.3, .nan, 1.2, 1.5) != nil)
    #expect(problem(0.3, 0.6, 1.2, .infinity) != nil)
  }

  @Test func `a fit finds the curve that made the points`() throws {
    let truth = try ResponseCurve(.adbudg(floor: 5, ceiling: 90, exponent: 3.2, divisor: 40))
    let points = (0...10).map { (effort: Double($0), response: truth.value(at: Double($0))) }
    let curve = try ResponseCurve.adbudg(fitting: points)
    #expect(curve.squaredError(at: points) < 1e-15)
    #expect(abs(curve.value(at: 2.5) - truth.value(at: 2.5)) < 1e-6)
  }

  @Test(arguments: [
    [(0.0, 1.0), (1, 2), (2, 3)], [(0, 1), (1, 2), (1, 3), (2, 4)],
    [(0, 4), (1, 3), (2, 2), (3, 1)],
    [(-1, 1), (1, 2), (2, 3), (3, 4)], [(0, 1), (1, .nan), (2, 3), (3, 4)],
  ])
  func `points that say too little are refused`(points: [(Double, Double)]) {
    #expect(throws: ResponseCurveError.points(count: points.count)) {
      try ResponseCurve.adbudg(fitting: points.map { (effort: $0.0, response: $0.1) })
    }
  }
}
