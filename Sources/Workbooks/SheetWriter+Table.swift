import CXLSXWriter

extension SheetWriter {
  /// Writes a table: its frame with header and filters, its cells, its conditional formats.
  mutating func write(_ placed: PlacedTable) {
    let formulas = placed.table.columns.map { $0.formula.map { placed.text(of: $0) } }
    addFrame(placed, formulas)
    for (offset, row) in placed.table.rows.enumerated() {
      for (index, column) in placed.table.columns.enumerated() {
        let place = (lxw_row_t(placed.row + 1 + offset), lxw_col_t(index))
        write(row[index]?.content, place, column, formulas[index])
      }
    }
    for (index, column) in placed.table.columns.enumerated() {
      if let emphasis = column.emphasis { add(emphasis, to: placed, lxw_col_t(index)) }
    }
  }

  /// The frame of the table; the library also writes the header, and the formulas once.
  private mutating func addFrame(_ placed: PlacedTable, _ formulas: [String?]) {
    let last = lxw_col_t(placed.headers.count - 1)
    let isEmpty = placed.table.rows.isEmpty
    var columns = placed.headers.indices.map { index in
      var frame = lxw_table_column()
      frame.header = strings.keep(placed.headers[index])
      frame.header_format = formats[Formats.header]
      frame.format = formats[placed.table.columns[index].format]
      // The library takes every `@` for a reference to the row, even in a column's name.
      if let formula = formulas[index], !isEmpty, !formula.contains("@") {
        frame.formula = strings.keep(formula)
      }
      return frame
    }
    columns.withUnsafeMutableBufferPointer { buffer in
      var pointers = buffer.indices.map { index in buffer.baseAddress.map { $0 + index } }
      pointers.append(nil)
      pointers.withUnsafeMutableBufferPointer { list in
        var options = lxw_table_options()
        options.name = strings.keep(placed.name)
        options.columns = list.baseAddress
        options.style_type = UInt8(LXW_TABLE_STYLE_TYPE_LIGHT.rawValue)
        options.style_type_number = 1
        check(
          worksheet_add_table(
            page, lxw_row_t(placed.row), 0, lxw_row_t(placed.lastRow), last, &options))
      }
    }
  }

  private mutating func write(
    _ content: Cell.Content?, _ place: (lxw_row_t, lxw_col_t), _ column: Sheet.Column,
    _ formula: String?
  ) {
    let (row, index) = place
    let format = formats[column.format]
    switch (formula, content) {
    case (let formula?, .number(let number)):
      check(worksheet_write_formula_num(page, row, index, formula, format, number))
    case (let formula?, .text(let text)):
      check(worksheet_write_formula_str(page, row, index, formula, format, text))
    case (let formula?, nil):
      check(worksheet_write_formula_str(page, row, index, formula, format, ""))
    case (nil, .number(let number)):
      let plain = column.style == .text ? formats[Formats.Format()] : format
      check(worksheet_write_number(page, row, index, number, plain))
    case (nil, .text(let text)):
      let format = column.style == .text ? Formats.text(text) : Formats.missing
      check(worksheet_write_string(page, row, index, text, formats[format]))
    case (nil, nil): break
    }
  }

  private mutating func add(_ emphasis: Sheet.Emphasis, to placed: PlacedTable, _ column: lxw_col_t)
  {
    for var format in emphasis.conditions(formats) {
      check(
        worksheet_conditional_format_range(
          page, lxw_row_t(placed.row + 1), column, lxw_row_t(placed.lastRow), column, &format))
    }
  }
}

extension Sheet.Column {
  var format: Formats.Format {
    Formats.Format(code: style.code(signed: emphasis == .sign))
  }
}

extension Sheet.Emphasis {
  fileprivate func conditions(_ formats: Formats) -> [lxw_conditional_format] {
    var format = lxw_conditional_format()
    switch self {
    case .bar:
      format.type = UInt8(LXW_CONDITIONAL_DATA_BAR.rawValue)
      format.bar_color = lxw_color_t(Colour.bar)
      format.bar_negative_color = lxw_color_t(Colour.barBelow)
      format.bar_solid = 1
      format.data_bar_2010 = 1
    case .scale:
      format.type = UInt8(LXW_CONDITIONAL_3_COLOR_SCALE.rawValue)
      format.min_color = lxw_color_t(Colour.low)
      format.mid_color = lxw_color_t(Colour.middle)
      format.max_color = lxw_color_t(Colour.high)
    case .sign:
      format.type = UInt8(LXW_CONDITIONAL_TYPE_CELL.rawValue)
      format.value = 0
      var below = format
      // Not "greater than 0": to Excel every text is greater than every number.
      format.criteria = UInt8(LXW_CONDITIONAL_CRITERIA_BETWEEN.rawValue)
      format.min_value = 1e-300
      format.max_value = 1e300
      format.format = formats.font(Colour.better)
      below.criteria = UInt8(LXW_CONDITIONAL_CRITERIA_LESS_THAN.rawValue)
      below.format = formats.font(Colour.worse)
      return [format, below]
    }
    return [format]
  }
}
