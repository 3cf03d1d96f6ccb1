import Charts
import Markup

/// A saved result as one page to read and to forward.
public struct ReportPage {
  private let result: SavedResult

  /// Prepares the page of a result.
  public init(_ result: SavedResult) {
    self.result = result
  }

  /// The HTML document: the same bytes for the same result.
  public var text: String {
    let views = result.studies.map { StudyView($0, of: result) }
    let isSingle = views.count == 1
    let first = views.first
    let finding = first?.study.finding
    return Page(
      title: isSingle ? "\(result.scenario): \(finding?.headline ?? "")" : result.scenario,
      eyebrow: isSingle ? result.scenario : "Policies on \(views.count) scenarios",
      headline: isSingle
        ? finding.map(Self.headline) ?? ""
        : "\(NumberFormat.count(views.count, "scenario")), and what each found",
      leads: isSingle ? first?.leads(of: result) ?? [] : [],
      reasons: isSingle ? finding?.reasons.map(PageText.prose) ?? [] : [],
      figures: isSingle ? first?.figures ?? [] : [],
      content: views.flatMap { sections(of: $0, isSingle: isSingle) } + [provenance],
      footer: """
        Made by Salkku \(result.salkku) from \(inputs.isEmpty ? "its input" : inputs.map(\.file).joined(separator: ", ")). \
        No data leaves this file.
        """
    ).document.markup
  }

  /// What was found, with its amount in colour.
  private static func headline(of finding: FindingRecord) -> HTML {
    guard let amount = finding.amount, let place = finding.headline.range(of: amount) else {
      return HTML(text: PageText.prose(finding.headline))
    }
    return """
      \(PageText.prose(String(finding.headline[..<place.lowerBound])))<b class="\((finding.gain?.tone ?? .plain).rawValue)">\
      \(amount.replacing(" ", with: "\u{A0}"))</b>\(PageText.prose(String(finding.headline[place.upperBound...])))
      """
  }

  private func sections(of view: StudyView, isSingle: Bool) -> [HTML] {
    let study = view.study
    let head: [HTML] =
      isSingle
      ? []
      : [
        """
        <h2 class="study">\(study.scenario ?? ""): \(Self.headline(of: study.finding))</h2>
        \(view.leads(of: result).map { "<p class=\"lead\">\($0)</p>\n" as HTML })\(HTML.list(study.finding.reasons.map(PageText.prose)))
        """, Figure.row(view.figures),
      ]
    let cards =
      view.cards.map { $0.html(labelled: view.labelled) }
      + [view.accountTable?.html].compactMap { $0 }
    return head + [Card.grid(cards + [view.appendix])]
  }

  /// The files that the result was made from.
  private var inputs: [InputRecord] {
    (result.inputs ?? []) + result.studies.flatMap { $0.inputs ?? [] }
  }

  /// How to make the result again.
  private var provenance: HTML {
    let seeds = [result.seed].compactMap { $0 } + result.studies.compactMap(\.seed)
    let rows: [(String, HTML)] =
      (result.command.map { [("Command", "<code>\($0)</code>")] } ?? [])
      + [
        ("Seed", "\(Set(seeds).sorted().map(String.init).joined(separator: ", "))"),
        ("Version", "Salkku \(result.salkku)"),
      ] + inputs.map { ("Input \($0.file)", "<code>sha256 \($0.sha256)</code>") }
    return """
      <div class="cards"><section class="card wide">
      <h2>How to make it again</h2>
      <p class="subtitle">Run in the folder of the scenario; the same input and seed give the same numbers on any machine.</p>
      <dl>\(rows.map { "<dt>\($0.0)</dt><dd>\($0.1)</dd>\n" as HTML })</dl>
      </section></div>

      """
  }
}

extension ReportCard {
  /// Of a card of half the width, and of one of the whole.
  private static let (halfWidth, wholeWidth, middleWidth, narrowWidth) = (
    560.0, 1180.0, 700.0, 330.0
  )

  /// The card with its chart drawn for every screen.
  ///
  /// - Parameter labelled: Makes a label the study's own.
  /// - Returns: The element.
  func html(labelled: (String) -> String) -> HTML {
    let label = "\(title). \(subtitle)"
    func drawing(_ size: Card.Drawing.Size, _ width: Double) -> Card.Drawing {
      Card.Drawing(size, svg: chart.drawing(width: width, label: label))
    }
    let whole = [drawing(.wide, Self.wholeWidth), drawing(.middle, Self.middleWidth)]
    return Card(
      title: title, subtitle: subtitle,
      drawings: (isWide ? whole : [drawing(.wide, Self.halfWidth)])
        + [drawing(.narrow, Self.narrowWidth)],
      numbers: NumbersTable(
        label: labelled("\(title): the numbers"),
        columns: numbers.columns.map { NumbersTable.Column($0.title, isText: $0.isText) },
        rows: numbers.rows, note: numbers.note), isWide: isWide
    ).html
  }
}
