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
  /// Where the default comes from, with its evidence grade (A measured … C judgement); empty where
  /// the user must decide.
  public let source: String
  /// Reads the field; `nil` where the record leaves it open.
  public let value: @Sendable (Record) -> Double?
  /// Writes the field.
  public let set: @Sendable (inout Record, Double) -> Void

  /// Creates the description of a field that always has a value.
  package init(
    _ name: String, _ path: any WritableKeyPath<Record, Double> & Sendable, unit: String,
    in allowed: ClosedRange<Double>, source: String = ""
  ) {
    self.init(
      name: name, unit: unit, allowed: allowed, source: source,
      value: { $0[keyPath: path] }, set: { $0[keyPath: path] = $1 })
  }

  /// Creates the description of a field that a record may leave open.
  package init(
    _ name: String, optional path: any WritableKeyPath<Record, Double?> & Sendable, unit: String,
    in allowed: ClosedRange<Double>, source: String = ""
  ) {
    self.init(
      name: name, unit: unit, allowed: allowed, source: source,
      value: { $0[keyPath: path] }, set: { $0[keyPath: path] = $1 })
  }

  private init(
    name: String, unit: String, allowed: ClosedRange<Double>, source: String,
    value: @escaping @Sendable (Record) -> Double?,
    set: @escaping @Sendable (inout Record, Double) -> Void
  ) {
    self.name = name
    self.unit = unit
    self.allowed = allowed
    self.source = source
    self.value = value
    self.set = set
  }

  /// Whether the field is a share, so that 12 was probably meant as 0.12.
  public var isShare: Bool { unit.hasPrefix("share") }
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
