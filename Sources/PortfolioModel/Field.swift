/// A numeric field of a record, with what a reader needs to check it and to explain it.
///
/// One table of these per record (`Account.fields`, `ModelParameters.fields`, …) is the single place
/// for names, units, allowed ranges and sources: readers, checks and reports walk the table.
public struct Field<Record>: Sendable {
  /// The name in YAML, CSV headers and JSON, in camelCase.
  public let name: String
  /// The unit in words, such as days, share or money/year.
  public let unit: String
  /// The values that make sense; both ends included.
  public let allowed: ClosedRange<Double>
  /// Where the default comes from; empty where the user must decide.
  public let source: String
  /// How well the default is known; `nil` where the user must decide and for conventions.
  public let grade: Evidence?
  /// How far from the default the truth may lie; `nil` for what is decided rather than known.
  let spread: Spread?
  /// Reads the field; `nil` where the record leaves it open.
  public let value: @Sendable (Record) -> Double?
  /// Writes the field.
  public let set: @Sendable (inout Record, Double) -> Void

  /// Creates the description of a field that always has a value.
  package init(
    _ name: String, _ path: any WritableKeyPath<Record, Double> & Sendable, unit: String,
    in allowed: ClosedRange<Double>, source: String = "",
    grade: Evidence? = nil, spread: Spread? = nil
  ) {
    self.init(
      name: name, unit: unit, allowed: allowed, source: source, grade: grade, spread: spread,
      value: { $0[keyPath: path] }, set: { $0[keyPath: path] = $1 })
  }

  /// Creates the description of a field that a record may leave open.
  package init(
    _ name: String, optional path: any WritableKeyPath<Record, Double?> & Sendable, unit: String,
    in allowed: ClosedRange<Double>, source: String = "",
    grade: Evidence? = nil, spread: Spread? = nil
  ) {
    self.init(
      name: name, unit: unit, allowed: allowed, source: source, grade: grade, spread: spread,
      value: { $0[keyPath: path] }, set: { $0[keyPath: path] = $1 })
  }

  private init(
    name: String, unit: String, allowed: ClosedRange<Double>, source: String, grade: Evidence?,
    spread: Spread?, value: @escaping @Sendable (Record) -> Double?,
    set: @escaping @Sendable (inout Record, Double) -> Void
  ) {
    self.name = name
    self.unit = unit
    self.allowed = allowed
    self.source = source
    self.grade = grade
    self.spread = spread
    self.value = value
    self.set = set
  }

  /// Whether the field is a share, so that 12 was probably meant as 0.12.
  public var isShare: Bool { unit.hasPrefix("share") }

  /// Whether the field says how the program works rather than how the world does.
  public var isConvention: Bool { grade == nil && !source.isEmpty }

  /// The values among which the truth may plausibly lie if the default is `value`.
  ///
  /// - Parameter value: The default of a record.
  /// - Returns: The range, within `allowed`; `nil` where none is known, and where the default is an end
  ///   of `allowed`: that is a definition (requests are always noticed), no estimate.
  public func plausible(around value: Double) -> ClosedRange<Double>? {
    guard allowed.lowerBound < value, value < allowed.upperBound else { return nil }
    return switch spread {
    case .between(let range): range
    case .times(let factors):
      (value * factors.lowerBound...value * factors.upperBound).clamped(to: allowed)
    case nil: nil
    }
  }
}

/// Ranges that many fields share.
enum Allowed {
  /// A share of something whole.
  static let share = 0.0...1.0
  /// A probability whose hazard `-ln(1 - p)` must stay finite.
  static let hazardShare = 0.0...0.99
  /// An amount of money or days, or a factor, that can't be negative.
  static let notNegative = 0.0...1e12
  /// A length of time that must not vanish.
  static let positive = 1e-6...1e9
}
