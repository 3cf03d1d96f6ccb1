import Markup

/// The plan as a page to print.
extension AccountPlan {
  /// The page.
  var html: String {
    let body: HTML = """
      <h1>\(title)</h1>
      <p class="muted">\(subtitle)</p>
      <dl>\(figures.map(Self.item))</dl>
      <table class="grid">
      <thead><tr><td></td>\(Topic.allCases.map(Self.head))</tr></thead>
      <tbody>\(Phase.allCases.map(row))</tbody>
      </table>
      \(meetings.isEmpty ? nil : meetingList)
      <p class="muted"><a href="index.html">All account plans</a></p>
      """
    return AccountPlanStyle.page(title: title, body: body)
  }

  private static func item(_ figure: Figure) -> HTML {
    "<div><dt>\(figure.label)</dt><dd>\(figure.value)</dd></div>"
  }

  private static func head(_ topic: Topic) -> HTML { "<th scope=\"col\">\(topic.rawValue)</th>" }

  private func row(_ phase: Phase) -> HTML {
    let cells: [HTML] = Topic.allCases.map { topic in
      "<td data-topic=\"\(topic.rawValue)\"><ul>\(lines(phase, topic).map(Self.entry))</ul></td>"
    }
    return "<tr><th scope=\"row\">\(phase.rawValue)</th>\(cells)</tr>\n"
  }

  private static func entry(_ line: Line) -> HTML {
    switch line {
    case .known(let text): "<li>\(text)</li>"
    case .blank(let text): "<li class=\"blank\"><b>To fill in:</b> \(text)</li>"
    }
  }

  private var meetingList: HTML {
    let rows: [HTML] = meetings.map {
      "<li>\(when($0))\($0.isReview ? ": quarterly review" as HTML : nil)</li>"
    }
    return "<h2>Meetings</h2>\n<ol class=\"meetings\">\(rows)</ol>"
  }
}
