/// One self-contained HTML page: it needs no network, and no script to be read.
public struct Page {
  /// The title of the window.
  public var title: String
  /// What the page is about, above the headline.
  public var eyebrow: String
  /// The decision.
  public var headline: HTML
  /// How sure it is, and what was looked at; paragraphs.
  public var leads: [String]
  /// What else to know.
  public var reasons: [String]
  /// The numbers to begin with.
  public var figures: [Figure]
  /// All else.
  public var content: [HTML]
  /// The last line.
  public var footer: String

  /// Takes what the page shows.
  public init(
    title: String, eyebrow: String, headline: HTML, leads: [String], reasons: [String],
    figures: [Figure], content: [HTML], footer: String
  ) {
    (self.title, self.eyebrow, self.headline) = (title, eyebrow, headline)
    (self.leads, self.reasons, self.figures) = (leads, reasons, figures)
    (self.content, self.footer) = (content, footer)
  }

  /// What the page may do: show itself, and run the one script that it has.
  private static var policy: String {
    """
    default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-\(Resources.scriptDigest)'; \
    img-src data: blob:; base-uri 'none'; form-action 'none'
    """
  }

  /// The document.
  public var document: HTML {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>\(title)</title>
    <style>\(Resources.style)</style>
    </head>
    <body>
    <main>
    <header>
    <div>
    <p class="eyebrow">\(eyebrow)</p>
    <h1>\(headline)</h1>
    \(leads.map { "<p class=\"lead\">\($0)</p>\n" as HTML })\(HTML.list(reasons))</div>
    <div class="scripted"><button type="button" class="theme">Dark</button>\
    <button type="button" class="print">Print / PDF</button></div>
    </header>
    \(Figure.row(figures))\(content)<footer>\(footer)</footer>
    <div class="tooltip" role="status"></div>
    </main>
    <script>\(Resources.script)</script>
    </body>
    </html>

    """
  }
}

extension HTML {
  /// Reasons as a list; nothing of none.
  public static func list(_ reasons: [String]) -> HTML {
    reasons.isEmpty
      ? "" : "<ul class=\"reasons\">\(reasons.map { "<li>\($0)</li>" as HTML })</ul>\n"
  }
}

/// A number that a page begins with.
public struct Figure {
  /// How a number is meant.
  public enum Tone: String, Sendable {
    case better
    case worse
    case plain
  }

  var label: String
  var value: String
  var note: String
  var tone: Tone

  /// Takes a number with its name and its uncertainty.
  public init(label: String, value: String, note: String, tone: Tone = .plain) {
    (self.label, self.value, self.note, self.tone) = (label, value, note, tone)
  }

  /// Numbers side by side.
  public static func row(_ figures: [Figure]) -> HTML {
    let cells = figures.map { figure in
      """
      <div class="figure \(figure.tone.rawValue)"><p class="label">\(figure.label)</p>\
      <p class="value">\(figure.value)</p><p class="note">\(figure.note)</p></div>

      """ as HTML
    }
    return figures.isEmpty ? "" : "<div class=\"figures\">\n\(cells)</div>\n"
  }
}
