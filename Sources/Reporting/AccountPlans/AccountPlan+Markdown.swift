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

/// Text in Markdown documents.
enum Markdown {
  /// A text on one line that Markdown shows as it is.
  ///
  /// Characters with a meaning are escaped; control characters, and those that turn the direction of the
  /// text around them, become spaces.
  static func text(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "{", "}", "[", "]", "<", ">", "#", "|", "~", "&", "!", "$":
        result += "\\\(scalar)"
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}", "\u{202A}"..."\u{202E}",
        "\u{2066}"..."\u{2069}":
        result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
