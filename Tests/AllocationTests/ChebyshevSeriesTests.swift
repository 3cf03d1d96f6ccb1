import Foundation
import PortfolioModel
import Testing

@testable import Allocation

@Test func `a series gives back polynomials and the values at its ends`() throws {
  let points = ChebyshevPoints(degree: 8)
  let cubic = { (x: Double) in 3 - 2 * x + 0.5 * x * x - 0.01 * x * x * x }
  let series = try #require(ChebyshevSeries(through: points, upTo: 40, of: cubic))
  for x in stride(from: 0.0, through: 40, by: 0.5) {
    #expect(abs(series.value(at: x) - cubic(x)) < 1e-11)
  }
  #expect(series.value(at: 0) == 3)
}

@Test func `a series that does not follow the function is none`() {
  let points = ChebyshevPoints(degree: 16)
  #expect(ChebyshevSeries(through: points, upTo: 1) { abs($0 - 0.3) } == nil)
  #expect(ChebyshevSeries(through: points, upTo: 1) { exp(-200 * $0) } == nil)
  #expect(ChebyshevSeries(through: points, upTo: 1) { exp(-2 * $0) } != nil)
}

@Test(arguments: 1...20 as ClosedRange<UInt64>)
func `envelopes from a series are those of the value itself`(seed: UInt64) {
  let portfolio = Portfolio.random(seed: seed, accountCount: 5)
  let tolerance = portfolio.parameters.pwlTolerance
  for account in portfolio.accounts.indices {
    let value = DayValue(account: account, in: portfolio, horizonYears: 3)
    for upper in [0, 4, portfolio.careModel(of: account).maxDays, 90, 400] {
      let quick = value.envelope(upTo: upper, tolerance: tolerance)
      let direct = ConcaveEnvelope(upTo: upper, tolerance: tolerance, of: value.value(careDays:))
      #expect(abs(quick.range - direct.range) <= 1e-9 * direct.range)
      #expect(abs(quick.start - direct.start) <= 1e-9 * direct.range)
      #expect(quick.segments.map(\.width) == direct.segments.map(\.width))
      for x in stride(from: 0, through: upper, by: max(upper, 1) / 40) {
        #expect(abs(quick.value(at: x) - direct.value(at: x)) <= 1e-8 * direct.range)
      }
    }
  }
}
