import Markup

/// A year in columns: workload against capacity above, a heat grid of rows below.
///
/// Columns are weeks or months. Where cells would be narrower than 4 pixels, neighbours are summed up.
/// Bars above capacity change colour and carry a marker. The heat of a cell is its share of its row's
/// largest value. Numbers that are negative or not finite count as zero.
public struct AnnualClock: Chart {
  /// One value a column.
  public struct Row: Sendable, Equatable {
    /// What the values are.
    public var name: String
    /// The values, one a column; missing ones are zero.
    public var values: [Double]

    /// Takes a name and values.
    public init(name: String, values: [Double]) {
      (self.name, self.values) = (name, values)
    }
  }

  /// What fills the columns, against what there is room for.
  public struct Workload: Sendable, Equatable {
    /// The heading of the upper panel.
    public var name: String
    /// What is stacked, from the bottom; one or two read best.
    public var parts: [Row]
    /// What a column has room for; empty draws no line.
    public var capacity: [Double]
    /// The label of the line of capacity.
    public var capacityText: String
    /// The share of its capacity by which a column may exceed it before it stands out.
    public var tolerance: Double

    /// Takes a heading, parts and capacity.
    public init(
      name: String, parts: [Row], capacity: [Double], capacityText: String, tolerance: Double = 0
    ) {
      (self.name, self.parts, self.tolerance) = (name, parts, tolerance)
      (self.capacity, self.capacityText) = (capacity, capacityText)
    }
  }

  /// The month of each column; its number is the number of columns.
  public var months: [String]
  /// The upper panel.
  public var workload: Workload?
  /// The rows of the lower panel.
  public var rows: [Row]
  /// The text on hover of a bar: the columns it sums up, the values of its parts, its capacity.
  public var workloadTooltip:
    @Sendable (_ columns: Range<Int>, _ parts: [Double], _ capacity: Double) -> String
  /// The text on hover of a cell: its row, the columns it sums up, its value.
  public var cellTooltip: @Sendable (_ row: Int, _ columns: Range<Int>, _ value: Double) -> String

  /// Takes columns, both panels and their tooltips.
  public init(
    months: [String], workload: Workload?, rows: [Row],
    workloadTooltip:
      @escaping @Sendable (
        _ columns: Range<Int>, _ parts: [Double], _ capacity: Double
      ) -> String,
    cellTooltip: @escaping @Sendable (_ row: Int, _ columns: Range<Int>, _ value: Double) -> String
  ) {
    (self.months, self.workload, self.rows) = (months, workload, rows)
    (self.workloadTooltip, self.cellTooltip) = (workloadTooltip, cellTooltip)
  }

  /// The chart as one `svg` element.
  public func drawing(width: Double, label: String) -> HTML {
    guard !months.isEmpty, workload != nil || !rows.isEmpty else {
      return SVGFrame.empty(width: width, label: label)
    }
    var frame = SVGFrame(width: width)
    let columns = Columns(count: months.count, left: nameRoom(frame.width), right: frame.width)
    var y = Self.headingHeight
    drawMonths(columns, on: &frame)
    if let workload {
      drawWorkload(workload, columns, top: y, on: &frame)
      y += Self.workloadHeight + 12
    }
    let top = y
    let largest = rows.flatMap { columns.sums($0.values) }.max() ?? 0
    for index in rows.indices {
      drawRow(index, columns, largest: largest, top: y, on: &frame)
      y += Self.rowHeight
    }
    if !rows.isEmpty { drawMonthLines(columns, from: top, to: y, on: &frame) }
    return frame.svg(height: y + 4, label: label)
  }

  static let headingHeight = 26.0
  static let workloadHeight = 96.0
  static let rowHeight = 24.0

  /// The room for names at the left: what they need, at most a part of the width.
  private func nameRoom(_ width: Double) -> Double {
    var names = rows.map { TextWidth.of($0.name, "strong small") }
    if let workload {
      names.append(TextWidth.of(workload.name, "strong small"))
      names += workload.parts.map { TextWidth.of($0.name, "muted small") + Self.keyWidth }
    }
    return min(names.max() ?? 0, width * 0.33, 190) + 10
  }

  /// What a small square and its gap take beside a name.
  static let keyWidth = 14.0

  private func drawMonths(_ columns: Columns, on frame: inout SVGFrame) {
    let headings = monthRanges.map { range in
      (text: months[range.lowerBound], x: columns.middle(of: range))
    }
    frame.tickLabels(headings, y: 14, "muted small")
  }

  private func drawMonthLines(
    _ columns: Columns, from top: Double, to bottom: Double, on frame: inout SVGFrame
  ) {
    for range in monthRanges.dropFirst() where months.count > monthRanges.count {
      let x = columns.left + columns.pitch * Double(range.lowerBound) - 0.5
      frame.line(Point(x: x, y: top), Point(x: x, y: bottom), "grid")
    }
  }

  /// Columns in a row that share a month.
  private var monthRanges: [Range<Int>] {
    var ranges: [Range<Int>] = []
    for index in months.indices {
      if index > 0, months[index] == months[index - 1], let last = ranges.last {
        ranges[ranges.count - 1] = last.lowerBound..<index + 1
      } else {
        ranges.append(index..<index + 1)
      }
    }
    return ranges
  }

  private func drawRow(
    _ index: Int, _ columns: Columns, largest: Double, top: Double, on frame: inout SVGFrame
  ) {
    let row = rows[index]
    frame.text(
      row.name, x: columns.left - 10, y: top + Self.rowHeight / 2 + 4, anchor: .end,
      within: columns.left - 10, "strong small")
    let values = columns.sums(row.values)
    for (range, value) in zip(columns.ranges, values) {
      var box = columns.box(of: range)
      (box.top, box.bottom) = (top + 1, top + Self.rowHeight - 1)
      let share = largest > 0 ? value / largest : 0
      frame.rect(
        box, share > 0 ? "heat" : "stripe", radius: 2,
        opacity: share > 0 ? 0.12 + 0.88 * share : nil,
        tooltip: cellTooltip(index, range, value))
    }
  }
}
