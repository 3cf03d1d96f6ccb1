extension Sheet {
  /// A table as Excel knows it: a name, a header with filters, rows of cells.
  public struct Table: Sendable, Equatable {
    /// The name that formulas and charts use, unlike every other table's.
    ///
    /// Characters other than letters and digits become `_`.
    public var name: String
    /// The columns, from left to right; at least one.
    public var columns: [Column]
    /// The cells row by row, as many in each as there are columns; nil is an empty cell.
    ///
    /// A table without rows is written with an empty one, since Excel wants one.
    public var rows: [[Cell?]]

    /// Makes a table.
    public init(name: String, columns: [Column], rows: [[Cell?]]) {
      (self.name, self.columns, self.rows) = (name, columns, rows)
    }
  }

  /// A column of a table.
  public struct Column: Sendable, Equatable {
    /// The title; one that comes again in its table gets a number.
    public var header: String
    /// How Excel shows the cells.
    public var style: NumberStyle
    /// Computes the column in Excel.
    ///
    /// The cells of the rows are then the values of the formula, for programs that do not compute.
    public var formula: Formula?
    /// What colours the cells.
    public var emphasis: Emphasis?
    /// The width in characters, or nil for as wide as the content, at most 48.
    public var width: Double?

    /// Makes a column.
    public init(
      _ header: String, _ style: NumberStyle = .text, formula: Formula? = nil,
      emphasis: Emphasis? = nil, width: Double? = nil
    ) {
      (self.header, self.style, self.formula) = (header, style, formula)
      (self.emphasis, self.width) = (emphasis, width)
    }
  }

  /// What colours the cells of a column: a conditional format.
  public enum Emphasis: Sendable, Equatable {
    /// A bar as long as the number is large.
    case bar
    /// Three colours from the smallest number over the median to the largest.
    case scale
    /// Green above zero, red below; numbers carry their sign.
    case sign
  }
}
