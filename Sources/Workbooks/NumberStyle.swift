/// How Excel shows the cells of a column.
///
/// The reader's settings give the separators; dates are year, month, day.
public enum NumberStyle: Sendable, Equatable {
  /// Text, which stays text when it is edited.
  case text
  /// A number with the digits that it has.
  case general
  /// A whole number.
  case integer
  /// A number with so many decimals, 0 to 10.
  case decimal(Int)
  /// A whole amount of money after its symbol; the symbol may be empty.
  case money(symbol: String)
  /// A share as percent with so many decimals, 0 to 10: 0.25 as 25%.
  case percent(Int)
  /// A day.
  case date

  /// Excel's format code; a signed one puts a plus before numbers above zero.
  func code(signed: Bool = false) -> String {
    let plain = plainCode
    return signed && isNumeric ? "+\(plain);-\(plain);\(plain)" : plain
  }

  private var isNumeric: Bool { ![.text, .general, .date].contains(self) }

  private var plainCode: String {
    switch self {
    case .text: return "@"
    case .general: return "General"
    case .integer: return "#,##0"
    case .decimal(let count): return "#,##0" + decimals(count)
    case .money(let symbol):
      let clean = ExcelText.line(symbol, limit: 10).filter { $0 != "\"" && $0 != "\\" }
      return clean.isEmpty ? "#,##0" : "\"\(clean)\"#,##0"
    case .percent(let count): return "0" + decimals(count) + "%"
    case .date: return "yyyy-mm-dd"
    }
  }

  private func decimals(_ count: Int) -> String {
    count > 0 ? "." + String(repeating: "0", count: min(count, 10)) : ""
  }

  /// About how many characters a number takes.
  func width(of number: Double) -> Int {
    guard number.isFinite else { return 3 }
    let size = max(abs(number), 1)
    let digits = size < 1e15 ? String(Int(size)).count : 20
    return switch self {
    case .text: 8
    case .general: min("\(number)".count, 14)
    case .integer: digits + digits / 3 + 1
    case .decimal(let count): digits + digits / 3 + 2 + min(max(count, 0), 10)
    case .money(let symbol): digits + digits / 3 + 2 + symbol.count
    case .percent(let count): digits + 5 + min(max(count, 0), 10)
    case .date: 10
    }
  }
}
