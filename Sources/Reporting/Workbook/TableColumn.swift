import Workbooks

/// A column of a table on a sheet, with what each row has in it; nothing is an empty cell.
struct TableColumn<Row> {
  let column: Sheet.Column
  let cell: (Row) -> Cell?

  static func text(
    _ header: String, width: Double? = nil, _ text: @escaping (Row) -> String?
  ) -> Self {
    Self(column: Sheet.Column(header, width: width)) { row in text(row).map { .text($0) } }
  }

  static func number(
    _ header: String, _ style: NumberStyle = .money(symbol: ""), formula: Formula? = nil,
    emphasis: Sheet.Emphasis? = nil, _ number: @escaping (Row) -> Double?
  ) -> Self {
    Self(column: Sheet.Column(header, style, formula: formula, emphasis: emphasis)) { row in
      number(row).map { .number($0) }
    }
  }

  static func count(_ header: String, _ count: @escaping (Row) -> Int?) -> Self {
    number(header, .integer) { row in count(row).map(Double.init) }
  }
}

extension Array {
  /// A mean and the ends of its 95 % interval.
  static func interval<Row>(
    _ header: String, _ style: NumberStyle = .money(symbol: ""), emphasis: Sheet.Emphasis? = nil,
    _ estimate: @escaping (Row) -> IntervalEstimate?
  ) -> [TableColumn<Row>] where Element == TableColumn<Row> {
    [
      .number(header, style, emphasis: emphasis) { estimate($0)?.mean },
      .number("\(header) low", style) { estimate($0)?.low },
      .number("\(header) high", style) { estimate($0)?.high },
    ]
  }
}

extension Sheet.Table {
  /// A table with a row for each of these.
  init<Row>(_ name: String, of rows: [Row], _ columns: [TableColumn<Row>]) {
    self.init(
      name: name, columns: columns.map(\.column),
      rows: rows.map { row in columns.map { $0.cell(row) } })
  }
}

extension [Sheet.Chart.Series] {
  /// A mean between the ends of its interval.
  static func interval(_ header: String) -> Self {
    [.init("\(header) low", .bound), .init(header), .init("\(header) high", .bound)]
  }
}

/// A mean with the ends of its 95 % interval, which are not known of one replication.
struct IntervalEstimate {
  let mean: Double
  var low, high: Double?

  init(_ mean: Double, low: Double?, high: Double?) {
    (self.mean, self.low, self.high) = (mean, low, high)
  }

  init(_ mean: Double, halfWidth: Double?) {
    self.init(mean, low: halfWidth.map { mean - $0 }, high: halfWidth.map { mean + $0 })
  }

  init(_ amount: StaffingRecord.AmountRecord) {
    self.init(amount.mean, halfWidth: amount.halfWidth95)
  }

  init(_ metric: MetricRecord) {
    self.init(metric.mean, halfWidth: metric.halfWidth95)
  }

  init(_ chance: RiskStudyRecord.ChanceRecord) {
    self.init(chance.share, low: chance.lower, high: chance.upper)
  }

  /// The words of a gain.
  var verdict: String { PageText.verdict(low, high).rawValue }
}
