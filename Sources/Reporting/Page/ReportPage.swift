/// A saved result as one page to read and to forward.
public struct ReportPage {
  private let result: SavedResult

  /// Prepares the page of a result.
  public init(_ result: SavedResult) {
    self.result = result
  }

  /// The HTML document.
  public var text: String { "" }
}
