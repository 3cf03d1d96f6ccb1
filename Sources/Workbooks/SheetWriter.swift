import CXLSXWriter

/// Writes one sheet; the first failure of the library is kept and returned.
struct SheetWriter {
  let layout: SheetLayout
  let book: UnsafeMutablePointer<lxw_workbook>
  let page: UnsafeMutablePointer<lxw_worksheet>?
  let formats: Formats
  let strings: CStrings
  private var failure = LXW_NO_ERROR

  init(
    _ layout: SheetLayout, book: UnsafeMutablePointer<lxw_workbook>, formats: Formats,
    strings: CStrings
  ) {
    (self.layout, self.book, self.formats, self.strings) = (layout, book, formats, strings)
    page = workbook_add_worksheet(book, layout.name)
  }

  /// Writes all of it; charts find their tables in the workbook's layout.
  mutating func write(_ workbook: WorkbookLayout) -> lxw_error {
    guard page != nil else { return LXW_ERROR_MEMORY_MALLOC_FAILED }
    setUp()
    for (column, width) in layout.widths.enumerated() {
      check(worksheet_set_column(page, lxw_col_t(column), lxw_col_t(column), width, nil))
    }
    var tables = layout.tables.makeIterator()
    for (block, row) in zip(layout.sheet.blocks, layout.starts) {
      switch block {
      case .title(let text): write(ExcelText.cell(text), row, Formats.title)
      case .heading(let text): write(ExcelText.cell(text), row, Formats.heading)
      case .lead(let text): writeParagraph(ExcelText.cell(text), row, Formats.lead)
      case .paragraph(let text): writeParagraph(ExcelText.cell(text), row, Formats.paragraph)
      case .table: if let table = tables.next() { write(table) }
      case .chart(let chart):
        if let table = workbook.table(chart.table) { insert(chart, of: table, row) }
      }
    }
    return failure
  }

  mutating func check(_ result: lxw_error) {
    if failure == LXW_NO_ERROR { failure = result }
  }

  private mutating func setUp() {
    worksheet_gridlines(page, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
    if layout.sheet.isLandscape { worksheet_set_landscape(page) }
    worksheet_set_paper(page, 9)  // A4
    worksheet_fit_to_pages(page, 1, 0)
    check(worksheet_set_footer(page, "&L&A&R&P / &N"))
    let columns = lxw_col_t(min(max(layout.sheet.frozenColumnCount, 0), 16_383))
    let header = layout.sheet.freezesHeader ? layout.tables.first?.row : nil
    if let header { check(worksheet_repeat_rows(page, lxw_row_t(header), lxw_row_t(header))) }
    let rows = header.map { lxw_row_t($0 + 1) } ?? 0
    if rows > 0 || columns > 0 { worksheet_freeze_panes(page, rows, columns) }
  }

  private mutating func write(_ text: String, _ row: Int, _ format: Formats.Format) {
    check(worksheet_write_string(page, lxw_row_t(row), 0, text, formats[format]))
  }

  private mutating func writeParagraph(_ text: String, _ row: Int, _ style: Formats.Format) {
    let scale = style.size / Formats.paragraph.size
    let height = Double(min(layout.lineCount(of: text, scale: scale), 27)) * 15 * scale
    check(worksheet_set_row(page, lxw_row_t(row), height, nil))
    let (line, last) = (lxw_row_t(row), lxw_col_t(layout.paragraphSpan - 1))
    let format = formats[style]
    if last > 0 {
      check(worksheet_merge_range(page, line, 0, line, last, text, format))
    } else {
      write(text, row, style)
    }
  }
}
