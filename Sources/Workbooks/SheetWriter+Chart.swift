import CXLSXWriter

extension SheetWriter {
  /// Puts a chart at a row.
  mutating func insert(_ chart: Sheet.Chart, of table: PlacedTable, _ row: Int) {
    guard let drawn = workbook_add_chart(book, UInt8(chart.kind.type.rawValue)) else { return }
    let first = chart.series.first.flatMap { table.index(of: $0.column) }
    for series in chart.series { add(series, of: chart, table, to: drawn) }
    chart_title_set_name(drawn, ExcelText.chart(chart.title))
    var font = lxw_chart_font()
    (font.size, font.bold) = (12, 1)
    chart_title_set_name_font(drawn, &font)
    setAxes(of: drawn, chart, format: first.map { table.table.columns[$0].style.code() })
    let place = chart.series.count > 1 ? LXW_CHART_LEGEND_BOTTOM : LXW_CHART_LEGEND_NONE
    chart_legend_set_position(drawn, UInt8(place.rawValue))
    // Charts are made for 480 by 288 pixels.
    var options = lxw_chart_options()
    options.x_scale = Double(chart.pixelWidth) / 480
    options.y_scale = Double(chart.pixelHeight) / 288
    options.object_position = UInt8(LXW_OBJECT_MOVE_DONT_SIZE.rawValue)
    options.description = strings.keep(ExcelText.line(chart.title, limit: 255))
    check(worksheet_insert_chart_opt(page, lxw_row_t(row), 0, drawn, &options))
  }

  private func setAxes(
    of drawn: UnsafeMutablePointer<lxw_chart>, _ chart: Sheet.Chart, format: String?
  ) {
    let (x, y) = (drawn.pointee.x_axis, drawn.pointee.y_axis)
    let (categories, values) = chart.kind == .bar ? (y, x) : (x, y)
    if !chart.categoryLabel.isEmpty {
      chart_axis_set_name(categories, ExcelText.chart(chart.categoryLabel))
    }
    if !chart.valueLabel.isEmpty { chart_axis_set_name(values, ExcelText.chart(chart.valueLabel)) }
    if let format { chart_axis_set_num_format(values, format) }
    if chart.kind == .bar {
      // The first row at the top, the values below the last.
      chart_axis_set_reverse(categories)
      chart_axis_set_crossing_max(categories)
    }
    var grid = lxw_chart_line()
    grid.color = lxw_color_t(Colour.grid)
    grid.width = 0.75
    chart_axis_major_gridlines_set_line(values, &grid)
  }

  private func add(
    _ series: Sheet.Chart.Series, of chart: Sheet.Chart, _ placed: PlacedTable,
    to drawn: UnsafeMutablePointer<lxw_chart>
  ) {
    guard let column = placed.index(of: series.column),
      let categories = placed.index(of: chart.categories),
      let line = chart_add_series(drawn, nil, nil)
    else { return }
    let (first, last) = (lxw_row_t(placed.row + 1), lxw_row_t(placed.lastRow))
    let (x, y) = (lxw_col_t(categories), lxw_col_t(column))
    chart_series_set_categories(line, placed.sheet, first, x, last, x)
    chart_series_set_values(line, placed.sheet, first, y, last, y)
    chart_series_set_name_range(line, placed.sheet, lxw_row_t(placed.row), y)
    switch chart.kind {
    case .line, .curve: series.role.draw(line)
    case .column, .bar: series.role.fill(line)
    case .scatter: series.role.mark(line)
    }
  }
}

extension Sheet.Chart.Kind {
  fileprivate var type: lxw_chart_type {
    switch self {
    case .line: LXW_CHART_LINE
    case .curve: LXW_CHART_SCATTER_STRAIGHT
    case .column: LXW_CHART_COLUMN
    case .bar: LXW_CHART_BAR
    case .scatter: LXW_CHART_SCATTER
    }
  }
}

extension Sheet.Chart.Role {
  private var colour: lxw_color_t {
    switch self {
    case .main, .bound: lxw_color_t(Colour.accent)
    case .second: lxw_color_t(Colour.muted)
    case .reference: lxw_color_t(Colour.worse)
    }
  }

  fileprivate func draw(_ series: UnsafeMutablePointer<lxw_chart_series>) {
    var line = lxw_chart_line()
    line.color = colour
    line.width = self == .main || self == .second ? 2.25 : 1
    if self == .bound || self == .reference {
      line.dash_type = UInt8(LXW_CHART_LINE_DASH_DASH.rawValue)
    }
    chart_series_set_line(series, &line)
    chart_series_set_marker_type(series, UInt8(LXW_CHART_MARKER_NONE.rawValue))
  }

  fileprivate func fill(_ series: UnsafeMutablePointer<lxw_chart_series>) {
    var fill = lxw_chart_fill()
    fill.color = self == .bound ? lxw_color_t(Colour.bar) : colour
    chart_series_set_fill(series, &fill)
  }

  fileprivate func mark(_ series: UnsafeMutablePointer<lxw_chart_series>) {
    var fill = lxw_chart_fill()
    fill.color = colour
    let type = self == .main ? LXW_CHART_MARKER_CIRCLE : LXW_CHART_MARKER_DIAMOND
    chart_series_set_marker_type(series, UInt8(type.rawValue))
    chart_series_set_marker_size(series, 6)
    chart_series_set_marker_fill(series, &fill)
  }
}
