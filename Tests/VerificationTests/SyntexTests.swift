import Allocation
import Foundation
import Testing

@testable import Verification

/// The calibration behind the case: ceiling's divisor, exponents and what follows from them.
struct SyntexTests {
  /// d, c from half, c from 1.5, c, elasticity at 1, tangent point, net slope in USD M a rep.
  private static let calibrations: [[String]] = [
    ["0.9811", "2.0275", "2.6940", "2.3607", "0.6196", "1.1302", "0.77323"],
    ["0.4118", "2.6787", "2.6108", "2.6448", "0.6557", "0.8630", "0.06491"],
    ["0.3623", "2.4189", "2.7450", "2.5819", "0.4738", "0.8061", "0.14994"],
    ["0.1818", "3.1375", "1.9241", "2.5308", "0.2141", "0.6033", "0.66728"],
    ["0.4545", "1.8745", "2.5197", "2.1971", "0.3021", "0.7581", "0.33998"],
    ["0.2683", "2.9399", "2.8837", "2.9118", "0.2525", "0.7951", "0.05488"],
    ["0.8941", "1.4834", "3.3593", "2.4213", "0.9715", "1.1041", "0.03077"],
  ]

  @Test(arguments: zip(Syntex.products.indices, calibrations))
  func `the answers give the published curve`(product index: Int, known: [String]) throws {
    let product = Syntex.products[index]
    let value = try product.value
    let exponents = try ResponseCurve.adbudgExponents(of: product.answers)
    guard case .adbudg(let floor, let ceiling, let exponent, let divisor) = value.curve.shape else {
      Issue.record("an ADBUDG curve")
      return
    }
    #expect(floor == product.none && abs(ceiling - product.saturation) < 1e-15)
    let tangent = pow(divisor * (exponent - 1), 1 / exponent)
    let slope = value.slope(at: tangent * product.representatives) - Syntex.cost
    let computed = [
      divisor, exponents.half, exponents.oneAndHalf, exponent, value.curve.elasticity(at: 1),
      tangent, slope,
    ]
    for (published, number) in zip(known, computed) {
      let figure = PublishedFigure(product.name, published, number)
      #expect(figure.isReproduced, "published \(published), computed \(number)")
    }
    // The chord from no effort touches the curve there.
    let chord = (value.curve.value(at: tangent) - floor) / tangent
    #expect(abs(chord - value.curve.slope(at: tangent)) < 1e-12)
  }
}
