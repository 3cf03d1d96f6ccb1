import Statistics
import Testing

struct IndifferenceZoneTests {
  @Test(arguments: [
    (2, 20, 0.137137, 5.211225), (5, 20, 0.237238, 9.015056), (10, 10, 0.859083, 15.463502),
  ])
  func `the constants are those of Kim and Nelson`(
    count: Int, firstStage: Int, eta: Double, hSquared: Double
  ) {
    let zone = IndifferenceZone(
      alternativeCount: count, firstStage: firstStage, confidence: 0.95, smallestDifference: 1)
    #expect(abs(zone.eta - eta) < 0.5e-6)
    #expect(abs(zone.hSquared - hSquared) < 0.5e-6)
  }

  @Test func `the allowance shrinks to 0 just when a pair must be decided`() {
    let zone = IndifferenceZone(
      alternativeCount: 5, firstStage: 20, confidence: 0.95, smallestDifference: 0.5)
    let most = zone.mostReplications(variance: 3)
    // 9.015056 * 3 / 0.25 = 108.18.
    #expect(most == 109)
    #expect(zone.allowance(variance: 3, replications: most) == 0)
    #expect(zone.allowance(variance: 3, replications: most - 1) > 0)
    let atFirst = 0.25 * (9.015056 * 3 / 0.25 / 20 - 1)
    #expect(abs(zone.allowance(variance: 3, replications: 20) - atFirst) < 1e-5)
    let allowances = (20...most).map { zone.allowance(variance: 3, replications: $0) }
    #expect(zip(allowances, allowances.dropFirst()).allSatisfy { $0 > $1 })
    #expect(zone.mostReplications(variance: 0) == 20)
    #expect(zone.mostReplications(variance: 1e300) == .max)
  }

  @Test func `more confidence, more alternatives and less difference take more replications`() {
    func most(_ count: Int, _ confidence: Double, _ difference: Double) -> Int {
      IndifferenceZone(
        alternativeCount: count, firstStage: 64, confidence: confidence,
        smallestDifference: difference
      ).mostReplications(variance: 100)
    }
    #expect(most(2, 0.95, 1) < most(3, 0.95, 1))
    #expect(most(3, 0.95, 1) < most(3, 0.99, 1))
    #expect(most(3, 0.95, 1) < most(3, 0.95, 0.5))
  }

  @Test func `a zone refuses what can't be asked`() async {
    await #expect(processExitsWith: .failure) {
      _ = IndifferenceZone(
        alternativeCount: 1, firstStage: 20, confidence: 0.95, smallestDifference: 1)
    }
    await #expect(processExitsWith: .failure) {
      _ = IndifferenceZone(
        alternativeCount: 2, firstStage: 20, confidence: 0.5, smallestDifference: 1)
    }
    await #expect(processExitsWith: .failure) {
      _ = IndifferenceZone(
        alternativeCount: 2, firstStage: 20, confidence: 0.95, smallestDifference: 0)
    }
  }
}
