/// The plan as Markdown.
extension AccountPlan {
  /// The page.
  var markdown: String {
    var lines = ["# \(Markdown.text(title))", "", Markdown.text(subtitle), ""]
    lines += figures.map { "- \(Markdown.text($0.label)): **\(Markdown.text($0.value))**" }
    for phase in Phase.allCases {
      lines += ["", "## \(phase.rawValue)"]
      for topic in Topic.allCases {
        lines += ["", "### \(topic.rawValue)", ""]
        lines += self.lines(phase, topic).map { line in
          switch line {
          case .known(let text): "- \(Markdown.text(text))"
          case .blank(let text): "- **To fill in:** \(Markdown.text(text)) ______"
          }
        }
      }
    }
    if !meetings.isEmpty {
      lines += ["", "## Meetings", ""]
      lines += meetings.map { "- \(when($0))\($0.isReview ? ": quarterly review" : "")" }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
