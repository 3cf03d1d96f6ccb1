import Foundation

/// One number that is known without Salkku, and what Salkku computes for it.
public struct PublishedFigure: Equatable, Sendable {
  /// What the number is, with its unit.
  public let quantity: String
  /// The number as known.
  public let published: Double
  /// The digits after its point that are known.
  public let decimals: Int
  /// The number as Salkku computes it.
  public let computed: Double
  /// The greatest difference that rounding, or luck, explains.
  public let tolerance: Double

  /// A number that is known to some digits: it is reproduced if it rounds to them.
  ///
  /// - Parameters:
  ///   - quantity: What the number is, with its unit.
  ///   - published: The number with all digits that are known, such as "272.497".
  ///   - computed: The number as Salkku computes it.
  /// - Precondition: `published` is a decimal number.
  init(_ quantity: String, _ published: String, _ computed: Double) {
    guard let number = Double(published) else { preconditionFailure("\(published) is no number") }
    let decimals = published.split(separator: ".").dropFirst().first?.count ?? 0
    self.init(
      quantity, number, decimals: decimals, computed,
      // Half a unit of the last digit, and what the rounding of the halves themselves may add.
      tolerance: 0.5 * pow(10, -Double(decimals)) + 1e-12 * max(1, abs(number)))
  }

  /// A number that is known exactly, compared with one that is known within a tolerance.
  init(
    _ quantity: String, _ published: Double, decimals: Int, _ computed: Double, tolerance: Double
  ) {
    (self.quantity, self.published, self.decimals) = (quantity, published, decimals)
    (self.computed, self.tolerance) = (computed, tolerance)
  }

  /// Computed less published.
  public var difference: Double { computed - published }

  /// Whether both numbers are the same, for all that is known.
  public var isReproduced: Bool { abs(difference) <= tolerance }
}

/// A worked case: numbers that belong together.
public struct PublishedCase: Equatable, Sendable {
  /// How the numbers came to be known.
  public enum Origin: String, CaseIterable, Sendable {
    /// They are printed in the source.
    case printed
    /// They follow from a formula of the source.
    case formula
    /// They were computed from the source's data by other programs than Salkku.
    case recomputed
  }

  /// A short name.
  public let name: String
  /// What the case shows.
  public let subject: String
  /// Where its data, and its numbers if they are printed, come from.
  public let source: String
  /// How its numbers came to be known.
  public let origin: Origin
  /// The numbers.
  public let figures: [PublishedFigure]

  /// Whether all numbers are reproduced.
  public var isReproduced: Bool { figures.allSatisfy(\.isReproduced) }
}
