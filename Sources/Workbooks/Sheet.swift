/// A sheet: blocks below each other from the first cell.
public struct Sheet: Sendable, Equatable {
  /// The name on the tab.
  ///
  /// Characters that Excel refuses are replaced, what is longer than 31 is cut, and a name that comes
  /// again gets a number.
  public var name: String
  /// What the sheet holds, from top to bottom.
  public var blocks: [Block]
  /// Whether the rows down to the first table's header stay in view; so do they on printed pages.
  public var freezesHeader: Bool
  /// How many columns at the left stay in view.
  public var frozenColumnCount: Int
  /// Whether it is printed in landscape; print is always as wide as one page.
  public var isLandscape: Bool

  /// Makes a sheet.
  public init(
    name: String, blocks: [Block], freezesHeader: Bool = false, frozenColumnCount: Int = 0,
    isLandscape: Bool = true
  ) {
    (self.name, self.blocks) = (name, blocks)
    (self.freezesHeader, self.frozenColumnCount) = (freezesHeader, frozenColumnCount)
    self.isLandscape = isLandscape
  }

  /// A part of a sheet.
  public enum Block: Sendable, Equatable {
    /// The title of the sheet.
    case title(String)
    /// The title of what follows.
    case heading(String)
    /// Text in bold that wraps as a paragraph does.
    case lead(String)
    /// Text that wraps at about 100 characters.
    case paragraph(String)
    /// A table.
    case table(Table)
    /// A chart of a table's columns.
    case chart(Chart)
  }
}
