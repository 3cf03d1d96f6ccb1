import Charts

/// One finding of a page: a chart under the sentence that it shows, with its numbers.
struct ReportCard {
  /// The numbers behind a chart.
  struct Numbers {
    /// The titles of the columns; those of text are flush left.
    var columns: [(title: String, isText: Bool)]
    var rows: [[String]]
    /// How to read them.
    var note: String?
  }

  /// The finding.
  var title: String
  /// What is shown, and how sure it is.
  var subtitle: String
  var chart: any Chart
  var numbers: Numbers
  /// Whether it takes the whole width of the page.
  var isWide = false
}
