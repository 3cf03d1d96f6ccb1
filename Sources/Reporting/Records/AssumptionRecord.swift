import PortfolioModel

/// One assumption.
struct AssumptionRecord: Codable {
  /// Where the truth may lie.
  struct Range: Codable {
    let low: Double
    let high: Double
  }

  let name: String
  let value: Double
  let unit: String
  let isDefault: Bool
  let range: Range?
  let grade: String?
  let source: String?

  init(_ assumption: Assumption) {
    name = assumption.path.name
    value = assumption.value
    unit = assumption.unit
    isDefault = assumption.isDefault
    range = assumption.range.map { Range(low: $0.lowerBound, high: $0.upperBound) }
    grade = assumption.grade?.rawValue
    source = assumption.source.isEmpty ? nil : assumption.source
  }
}
