/// A formula for a column of a table, in Excel's English: `"\(column: "Value") * 0.5"`.
///
/// A column is named by its header; the table is the formula's own, and the row the cell's own. Whole columns,
/// also of other tables, are `\(all: "Days", of: "Plan")`.
public struct Formula: Sendable, Equatable, ExpressibleByStringInterpolation {
  enum Piece: Sendable, Equatable {
    case code(String)
    case column(String)
    case whole(column: String, table: String)
  }

  let pieces: [Piece]

  /// A formula without columns.
  public init(stringLiteral value: StaticString) {
    pieces = [.code(value.description)]
  }

  /// A formula with columns.
  public init(stringInterpolation interpolation: StringInterpolation) {
    pieces = interpolation.pieces
  }

  /// Takes code from literals alone.
  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var pieces: [Piece] = []

    /// Begins a formula.
    public init(literalCapacity: Int, interpolationCount: Int) {}

    /// Adds code.
    public mutating func appendLiteral(_ literal: StaticString) {
      pieces.append(.code(literal.description))
    }

    /// Adds the cell of a column.
    public mutating func appendInterpolation(column header: String) {
      pieces.append(.column(header))
    }

    /// Adds all cells of a column of a table, whose header no other column of it has.
    public mutating func appendInterpolation(all header: String, of table: String) {
      pieces.append(.whole(column: header, table: table))
    }

    /// Adds a number in brackets; one that is not finite becomes `NA()`.
    public mutating func appendInterpolation(_ number: Double) {
      pieces.append(.code(number.isFinite ? "(\(number))".uppercased() : "NA()"))
    }
  }

  /// Headers of the columns that the formula reads.
  var headers: [String] {
    pieces.compactMap { if case .column(let header) = $0 { header } else { nil } }
  }

  /// The whole columns that it reads, with the names of their tables.
  var wholeColumns: [(table: String, column: String)] {
    pieces.compactMap {
      if case .whole(let column, let table) = $0 { (table, column) } else { nil }
    }
  }

  /// The formula for Excel; `written` gives the header as it stands in the table.
  func text(table: String, written: (String) -> String) -> String {
    let parts = pieces.map { piece in
      switch piece {
      case .code(let code): code
      case .column(let header): "\(table)[[#This Row],[\(Formula.escaped(written(header)))]]"
      case .whole(let header, let table):
        "\(ExcelName.table(table))[\(Formula.escaped(header))]"
      }
    }
    return "=" + parts.joined()
  }

  private static func escaped(_ header: String) -> String {
    header.map { "[]#'".contains($0) ? "'\($0)" : String($0) }.joined()
  }
}
