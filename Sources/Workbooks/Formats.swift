import CXLSXWriter

/// The formats of a workbook, each made once.
final class Formats {
  struct Format: Hashable {
    var code = "General"
    var size = 11.0
    var isBold = false
    var wraps = false
    var isRight = false
  }

  static let title = Format(size: 18, isBold: true)
  static let heading = Format(size: 13, isBold: true)
  static let lead = Format(size: 13, isBold: true, wraps: true)
  static let paragraph = Format(wraps: true)
  static let header = Format(isBold: true, wraps: true)
  static let missing = Format(isRight: true)

  private let book: UnsafeMutablePointer<lxw_workbook>
  private var made: [Format: UnsafeMutablePointer<lxw_format>] = [:]
  private var fonts: [Int: UnsafeMutablePointer<lxw_format>] = [:]

  init(_ book: UnsafeMutablePointer<lxw_workbook>) {
    self.book = book
  }

  subscript(_ format: Format) -> UnsafeMutablePointer<lxw_format>? {
    if let known = made[format] { return known }
    guard let new = workbook_add_format(book) else { return nil }
    format_set_num_format(new, format.code)
    if format.size != 11 { format_set_font_size(new, format.size) }
    if format.isBold { format_set_bold(new) }
    if format.wraps { format_set_text_wrap(new) }
    if format.wraps { format_set_align(new, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue)) }
    if format.isRight { format_set_align(new, UInt8(LXW_ALIGN_RIGHT.rawValue)) }
    made[format] = new
    return new
  }

  /// The colour of a font, for conditional formats.
  func font(_ colour: Int) -> UnsafeMutablePointer<lxw_format>? {
    if let known = fonts[colour] { return known }
    guard let new = workbook_add_format(book) else { return nil }
    format_set_font_color(new, lxw_color_t(colour))
    fonts[colour] = new
    return new
  }

  /// Text that stays text when it is edited, up to the 255 characters that Excel shows of such text.
  static func text(_ text: String) -> Format {
    Format(code: text.utf16.count > 255 ? "General" : "@")
  }
}

/// The colours of a workbook, as red, green and blue.
enum Colour {
  static let accent = 0x1F5FBF
  static let muted = 0x7A8594
  static let better = 0x0B7A5E
  static let worse = 0xC2410C
  static let grid = 0xE3E7EC
  /// Behind black numbers: bars, and the ends and the middle of a scale.
  static let bar = 0xA9C4EC
  static let barBelow = 0xF0B79E
  static let low = 0xF4C7B5
  static let middle = 0xFFFFFF
  static let high = 0xB5DDCF
}
