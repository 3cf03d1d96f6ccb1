#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// How the business with an account rises with the effort spent on it.
///
/// Effort and response are relative to a known point, mostly today's: effort 1 is today's effort, and a
/// curve from a manager's answers has response 1 there.
public struct ResponseCurve: Equatable, Sendable {
  /// The form of a curve, with its parameters; `x` is the effort, not negative.
  public enum Shape: Equatable, Sendable {
    /// `floor + (ceiling - floor) (1 - e^(-rate x))`: concave.
    case exponential(floor: Double, ceiling: Double, rate: Double)
    /// `floor + (ceiling - floor) x^exponent / (divisor + x^exponent)`: concave up to exponent 1, S-shaped
    /// above [J. D. C. Little 1970, Models and managers, Management Science 16(8) B466-485].
    case adbudg(floor: Double, ceiling: Double, exponent: Double, divisor: Double)
    /// `floor + scale x^exponent`: concave up to exponent 1, convex above.
    case power(floor: Double, scale: Double, exponent: Double)
  }

  /// The form with its parameters.
  public let shape: Shape

  /// Creates a rising curve.
  ///
  /// - Parameter shape: All numbers finite; the ceiling above the floor; the others above 0.
  /// - Throws: `ResponseCurveError.parameters` if they are not.
  public init(_ shape: Shape) throws(ResponseCurveError) {
    let (numbers, factors): ([Double], [Double]) =
      switch shape {
      case .exponential(let floor, let ceiling, let rate):
        ([floor, ceiling], [ceiling - floor, rate])
      case .adbudg(let floor, let ceiling, let exponent, let divisor):
        ([floor, ceiling], [ceiling - floor, exponent, divisor])
      case .power(let floor, let scale, let exponent): ([floor], [scale, exponent])
      }
    guard numbers.allSatisfy(\.isFinite), factors.allSatisfy({ $0 > 0 && $0.isFinite }) else {
      throw .parameters(shape)
    }
    self.shape = shape
  }

  /// The response to an effort that is not negative.
  public func value(at effort: Double) -> Double {
    switch shape {
    case .exponential(let floor, let ceiling, let rate):
      return floor - (ceiling - floor) * expm1(-rate * effort)
    case .adbudg(let floor, let ceiling, let exponent, let divisor):
      // Divided by the power, so that a huge effort gives the ceiling.
      return floor + (ceiling - floor) / (divisor * pow(effort, -exponent) + 1)
    case .power(let floor, let scale, let exponent):
      return floor + scale * pow(effort, exponent)
    }
  }

  /// The response per unit of more effort; at effort 0 it may be infinite.
  public func slope(at effort: Double) -> Double {
    switch shape {
    case .exponential(let floor, let ceiling, let rate):
      return (ceiling - floor) * rate * exp(-rate * effort)
    case .adbudg(let floor, let ceiling, let exponent, let divisor):
      let rest = 1 / (1 + pow(effort, exponent) / divisor)
      return (ceiling - floor) * exponent * pow(effort, exponent - 1) / divisor
        * rest * rest
    case .power(_, let scale, let exponent):
      return scale * exponent * pow(effort, exponent - 1)
    }
  }

  /// The relative change of the response per relative change of effort.
  public func elasticity(at effort: Double) -> Double {
    slope(at: effort) * effort / value(at: effort)
  }

  /// The effort up to which the curve is convex, and from which on it is concave: 0 for a concave curve,
  /// infinity for a convex one.
  public var inflection: Double {
    switch shape {
    case .exponential: 0
    case .adbudg(_, _, let exponent, let divisor):
      exponent > 1 ? pow(divisor * (exponent - 1) / (exponent + 1), 1 / exponent) : 0
    case .power(_, _, let exponent): exponent > 1 ? .infinity : 0
    }
  }

  /// Whether every unit of effort adds no more than the one before.
  public var isConcave: Bool { inflection == 0 }
}

// MARK: - Curves from answers

/// A manager's five answers: the business to expect from an account at an effort.
///
/// In any unit, such as money or percent of today.
public struct ResponseAnswers: Equatable, Sendable {
  /// Without any effort.
  public let none: Double
  /// With half of today's effort.
  public let half: Double
  /// With today's effort.
  public let today: Double
  /// With one and a half times today's effort.
  public let oneAndHalf: Double
  /// With all the effort in the world.
  public let saturation: Double

  /// Takes the answers.
  ///
  /// - Parameters:
  ///   - none: Without any effort; not negative.
  ///   - half: With half of today's effort; above `none`.
  ///   - today: With today's effort; above `half`.
  ///   - oneAndHalf: With one and a half times today's effort; above `today`.
  ///   - saturation: With all the effort in the world; above `oneAndHalf`.
  /// - Throws: `ResponseCurveError` that names the first answer that is not above the one before.
  public init(
    none: Double, half: Double, today: Double = 1, oneAndHalf: Double, saturation: Double
  ) throws(ResponseCurveError) {
    guard none >= 0 && none.isFinite else { throw .negativeAnswer(none) }
    let answers = [
      ("no effort", none), ("half of today's effort", half), ("today's effort", today),
      ("one and a half times today's effort", oneAndHalf), ("saturation", saturation),
    ]
    for (lower, upper) in zip(answers, answers.dropFirst()) {
      guard upper.1 > lower.1 && upper.1.isFinite else {
        throw .fallingAnswers(at: upper.0, upper.1, after: lower.0, lower.1)
      }
    }
    (self.none, self.half, self.today) = (none, half, today)
    (self.oneAndHalf, self.saturation) = (oneAndHalf, saturation)
  }

  /// The answers as multiples of today's.
  fileprivate var relative: (none: Double, half: Double, oneAndHalf: Double, saturation: Double) {
    (none / today, half / today, oneAndHalf / today, saturation / today)
  }
}

extension ResponseCurve {
  /// The exponential curve through the answers for no effort, today and saturation.
  public static func exponential(
    through answers: ResponseAnswers
  ) throws(ResponseCurveError) -> ResponseCurve {
    let (floor, _, _, ceiling) = answers.relative
    return try ResponseCurve(
      .exponential(
        floor: floor, ceiling: ceiling, rate: -log((ceiling - 1) / (ceiling - floor))))
  }

  /// The ADBUDG curve through the answers for no effort, today and saturation.
  ///
  /// Each of the two other answers asks for an exponent, `ln(d (y - floor) / (ceiling - y)) / ln x` with
  /// the divisor `d = (ceiling - 1) / (1 - floor)`; the curve has their weighted mean.
  ///
  /// - Parameters:
  ///   - answers: The five answers.
  ///   - weightOfHalf: The weight of the exponent at half of today's effort, 0 to 1; the other one has
  ///     the rest.
  /// - Returns: A curve with response 1 at effort 1.
  /// - Throws: `ResponseCurveError` if the answers are too far apart for a number.
  public static func adbudg(
    through answers: ResponseAnswers, weightOfHalf: Double = 0.5
  ) throws(ResponseCurveError) -> ResponseCurve {
    let (floor, _, _, ceiling) = answers.relative
    let exponents = adbudgExponents(of: answers)
    return try ResponseCurve(
      .adbudg(
        floor: floor, ceiling: ceiling,
        exponent: weightOfHalf * exponents.half + (1 - weightOfHalf) * exponents.oneAndHalf,
        divisor: (ceiling - 1) / (1 - floor)))
  }

  /// The exponents that the answers at half and at one and a half times today's effort ask for.
  public static func adbudgExponents(
    of answers: ResponseAnswers
  ) -> (half: Double, oneAndHalf: Double) {
    let (floor, half, oneAndHalf, ceiling) = answers.relative
    let divisor = (ceiling - 1) / (1 - floor)
    func exponent(_ effort: Double, _ response: Double) -> Double {
      log(divisor * (response - floor) / (ceiling - response)) / log(effort)
    }
    return (exponent(0.5, half), exponent(1.5, oneAndHalf))
  }

  /// The power curve through the answers for no effort and today.
  ///
  /// Its exponent is the weighted mean of those that the answers at half and at one and a half times
  /// today's effort ask for, `ln((y - floor) / (1 - floor)) / ln x`. It has no saturation.
  ///
  /// - Parameters:
  ///   - answers: The five answers.
  ///   - weightOfHalf: The weight of the exponent at half of today's effort, 0 to 1.
  /// - Returns: A curve with response 1 at effort 1.
  /// - Throws: `ResponseCurveError` if the answers are too far apart for a number.
  public static func power(
    through answers: ResponseAnswers, weightOfHalf: Double = 0.5
  ) throws(ResponseCurveError) -> ResponseCurve {
    let (floor, half, oneAndHalf, _) = answers.relative
    let atHalf = log((half - floor) / (1 - floor)) / log(0.5)
    let atOneAndHalf = log((oneAndHalf - floor) / (1 - floor)) / log(1.5)
    return try ResponseCurve(
      .power(
        floor: floor, scale: 1 - floor,
        exponent: weightOfHalf * atHalf + (1 - weightOfHalf) * atOneAndHalf))
  }
}

// MARK: - Errors

/// Why there is no curve.
public enum ResponseCurveError: Error, Equatable, Sendable {
  /// A parameter is not finite, or not above what it must be above.
  case parameters(ResponseCurve.Shape)
  /// The answer for no effort is negative or not finite.
  case negativeAnswer(Double)
  /// An answer is not above the one for less effort, or not finite.
  case fallingAnswers(at: String, Double, after: String, Double)
  /// Fewer than four different efforts, or responses that do not rise with them.
  case points(count: Int)
}

extension ResponseCurveError: CustomStringConvertible {
  /// What was found and what is allowed.
  public var description: String {
    switch self {
    case .parameters(let shape):
      "\(shape) is no rising curve: give finite numbers, a ceiling above the floor, the rest above 0."
    case .negativeAnswer(let answer):
      "The answer for no effort is \(answer): give a number from 0."
    case .fallingAnswers(let place, let answer, let other, let less):
      "The answer for \(place) is \(answer), that for \(other) \(less): more effort must bring more."
    case .points(let count):
      "The \(count) points fit no ADBUDG curve: give four or more different efforts, rising responses."
    }
  }
}
