/// A finding on a page: its sentence, its chart, its numbers.
public struct Card {
  /// The finding.
  public var title: String
  /// What is shown.
  public var subtitle: String
  /// The chart at several widths, of which the page shows the one that fits.
  public var drawings: [Drawing]
  /// The numbers behind the chart.
  public var numbers: NumbersTable?
  /// Whether it takes the whole width.
  public var isWide: Bool

  /// A chart at one width.
  public struct Drawing {
    /// For which screens it is.
    public enum Size: String, Sendable {
      case wide
      /// Of cards as wide as the page alone: between the others.
      case middle
      case narrow
    }

    var size: Size
    var svg: HTML

    /// Takes a chart that was drawn for a size.
    public init(_ size: Size, svg: HTML) {
      (self.size, self.svg) = (size, svg)
    }
  }

  /// Takes what the card shows.
  public init(
    title: String, subtitle: String, drawings: [Drawing], numbers: NumbersTable?,
    isWide: Bool = false
  ) {
    (self.title, self.subtitle, self.drawings) = (title, subtitle, drawings)
    (self.numbers, self.isWide) = (numbers, isWide)
  }

  /// The card as an element.
  public var html: HTML {
    """
    <section class="card\(isWide ? " wide" as HTML : "")">
    <h2>\(title)</h2>
    <p class="subtitle">\(subtitle)</p>
    \(drawings.map { "<div class=\"chart-\($0.size.rawValue)\">\($0.svg)</div>\n" as HTML })<div class="tools">\
    \(numbers.map { "<details class=\"numbers\"><summary>Show the numbers</summary>\($0.html)</details>" as HTML })\
    <span class="scripted"><button type="button" class="png">Save as PNG</button></span></div>
    </section>

    """
  }

  /// Cards in columns.
  public static func grid(_ cards: [HTML]) -> HTML {
    cards.isEmpty ? "" : "<div class=\"cards\">\n\(cards)</div>\n"
  }
}
