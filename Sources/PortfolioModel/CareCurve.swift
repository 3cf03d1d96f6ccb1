#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#endif

/// How care acts on an account: the share `c(E)` of its full effect at an engagement `E`, in days.
///
/// Rises from 0 without engagement, never above 1.
public enum CareCurve: Equatable, Sendable {
  /// `1 - e^(-E / kappa)`: concave, 63 % at `kappa` days.
  case exponential(kappa: Double)
  /// `E^exponent / (half^exponent + E^exponent)`: 50 % at `half` days; S-shaped for exponents above 1
  /// [J. D. C. Little 1970, Models and managers, Management Science 16(8) B466-485].
  case adbudg(half: Double, exponent: Double)
  /// `(E / full)^exponent` up to `full` days, 1 from there on: convex up to there for exponents above 1.
  case power(full: Double, exponent: Double)

  /// The exponents that make sense: below, a minute of care is most of it; above, all hangs on one day.
  public static let exponents = 0.2...10.0
  /// The days of engagement that make sense for `kappa`, `half` and `full`.
  public static let scales = 0.01...1000.0

  /// The share of care's full effect at an engagement, days, that is not negative.
  public func response(to engagement: Double) -> Double {
    switch self {
    case .exponential(let kappa): -expm1(-engagement / kappa)
    // Divided by the power, so that a huge engagement gives 1.
    case .adbudg(let half, let exponent): 1 / (1 + pow(half / engagement, exponent))
    case .power(let full, let exponent): engagement >= full ? 1 : pow(engagement / full, exponent)
    }
  }
}

/// What is known of how care acts on the accounts of a tier.
public enum CareJudgement: Equatable, Sendable {
  /// The same curve of engagement for all accounts.
  case curve(CareCurve)
  /// Answers about an account's care today: one curve for each, of the same shape.
  case answers(CareAnswers)
}

/// A manager's five answers: the business to expect from an account at a share of today's care.
///
/// In any unit, such as money or per cent of today: only where an answer stands between the one for no
/// care and the one for saturation counts. How much full care is worth are parameters of the model.
public struct CareAnswers: Equatable, Sendable {
  /// The forms that a curve through answers can have.
  public enum Shape: String, CaseIterable, Sendable {
    case exponential, adbudg, power
  }

  /// The form of the curve.
  public let shape: Shape
  /// The share of care's full effect at half of today's care, today's, and one and a half times today's.
  private let effects: (half: Double, today: Double, oneAndHalf: Double)

  /// Takes the answers; each is above the one before.
  ///
  /// - Parameters:
  ///   - shape: The form of the curve.
  ///   - none: Without any care.
  ///   - half: With half of today's care.
  ///   - today: With today's care.
  ///   - oneAndHalf: With one and a half times today's care.
  ///   - saturation: With all the care in the world.
  public init(
    shape: Shape = .adbudg, none: Double, half: Double, today: Double = 1, oneAndHalf: Double,
    saturation: Double
  ) {
    precondition(
      none < half && half < today && today < oneAndHalf && oneAndHalf < saturation,
      "more care brings more")
    func effect(_ answer: Double) -> Double { (answer - none) / (saturation - none) }
    self.shape = shape
    effects = (effect(half), effect(today), effect(oneAndHalf))
  }

  /// The exponent of the curve: the mean of those that the answers at half and at one and a half times
  /// today's care ask for, each together with today's; 1 for the exponential curve, which has none.
  public var exponent: Double {
    func logarithm(_ effect: Double) -> Double {
      shape == .power ? log(effect) : log(effect / (1 - effect))
    }
    let today = logarithm(effects.today)
    return shape == .exponential
      ? 1
      : ((logarithm(effects.half) - today) / log(0.5)
        + (logarithm(effects.oneAndHalf) - today) / log(1.5)) / 2
  }

  /// The engagement at which the exponential curve has 63 % of its effect, ADBUDG half of it, and the power
  /// curve all of it, as a multiple of today's.
  public var scale: Double {
    switch shape {
    case .exponential: -1 / log1p(-effects.today)
    case .adbudg: pow(1 / effects.today - 1, 1 / exponent)
    case .power: pow(effects.today, -1 / exponent)
    }
  }

  /// The curve through the answers for no care, today's and saturation, of an account.
  ///
  /// - Parameter today: Its engagement today, days, above 0.
  /// - Returns: The curve.
  public func curve(today: Double) -> CareCurve {
    switch shape {
    case .exponential: .exponential(kappa: scale * today)
    case .adbudg: .adbudg(half: scale * today, exponent: exponent)
    case .power: .power(full: scale * today, exponent: exponent)
    }
  }

  /// Whether the form and all answers are the same, but for their unit.
  public static func == (left: Self, right: Self) -> Bool {
    left.shape == right.shape && left.effects == right.effects
  }
}
