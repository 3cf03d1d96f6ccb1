extension Sheet {
  /// A chart that Excel draws from the columns of a table, which may be on another sheet.
  public struct Chart: Sendable, Equatable {
    /// What the chart shows.
    public var title: String
    /// How it is drawn.
    public var kind: Kind
    /// The name of the table.
    public var table: String
    /// The header of the column along the axis of categories, or of the horizontal numbers.
    public var categories: String
    /// The columns shown.
    ///
    /// An empty cell is a gap; text, and a number that is not finite, is zero to Excel.
    public var series: [Series]
    /// The label of the categories or of the horizontal axis; none if empty.
    public var categoryLabel: String
    /// The label of the values; none if empty.
    public var valueLabel: String
    /// The width in pixels, 100 to 4000.
    public var width: Int
    /// The height in pixels, 100 to 4000.
    public var height: Int

    /// Makes a chart.
    public init(
      title: String, kind: Kind, table: String, categories: String, series: [Series],
      categoryLabel: String = "", valueLabel: String = "", width: Int = 720, height: Int = 360
    ) {
      (self.title, self.kind, self.table) = (title, kind, table)
      (self.categories, self.series) = (categories, series)
      (self.categoryLabel, self.valueLabel) = (categoryLabel, valueLabel)
      (self.width, self.height) = (width, height)
    }

    /// How a chart is drawn.
    public enum Kind: Sendable, Equatable, CaseIterable {
      /// Lines over categories at equal steps.
      case line
      /// Lines over numbers.
      case curve
      /// Upright bars.
      case column
      /// Lying bars, the first row at the top.
      case bar
      /// Points over numbers.
      case scatter
    }

    /// A column of a chart.
    public struct Series: Sendable, Equatable {
      /// The header of the column; it is the name in the legend.
      public var column: String
      /// What it is for.
      public var role: Role

      /// Makes a series.
      public init(_ column: String, _ role: Role = .main) {
        (self.column, self.role) = (column, role)
      }
    }

    /// What a series is for, and so how it looks.
    public enum Role: Sendable, Equatable {
      /// What the chart is about.
      case main
      /// What it is compared with.
      case second
      /// An end of an interval: a thin dashed line.
      case bound
      /// A target or a cost: a dashed line of another colour.
      case reference
    }
  }
}
