import Markup

/// How pages of account plans look, on the screen and on paper; they need no network and run no script.
enum AccountPlanStyle {
  /// A whole document.
  ///
  /// - Parameters:
  ///   - title: Its title.
  ///   - body: What is in it.
  /// - Returns: The document.
  static func page(title: String, body: HTML) -> String {
    let page: HTML = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>\(title)</title>
      <style>
      \(style)
      </style>
      </head>
      <body>
      \(body)
      </body>
      </html>

      """
    return page.markup
  }

  private static let style: HTML = """
    :root { color-scheme: light; --ink: #1c2430; --muted: #5a6676; --line: #cfd6df; --blank: #fff8e1; }
    * { box-sizing: border-box; }
    body { margin: 0 auto; padding: 24px; max-width: 1280px; background: #fff; color: var(--ink);
      font: 14px/1.45 Inter, "Segoe UI", "Helvetica Neue", Arial, sans-serif; }
    h1 { margin: 0 0 4px; font-size: 24px; overflow-wrap: anywhere; }
    h2 { margin: 24px 0 8px; font-size: 16px; }
    a { color: #1f5fbf; }
    .muted { margin: 0 0 16px; color: var(--muted); overflow-wrap: anywhere; }
    dl { display: flex; flex-wrap: wrap; gap: 8px; margin: 0 0 16px; }
    dl div { flex: 1 1 150px; padding: 8px 12px; border: 1px solid var(--line); border-radius: 6px; }
    dt { color: var(--muted); font-size: 12px; }
    dd { margin: 0; font-size: 18px; font-weight: 600; }
    table { width: 100%; border-collapse: collapse; }
    th, td { padding: 8px; border: 1px solid var(--line); text-align: left; vertical-align: top;
      overflow-wrap: anywhere; }
    .grid { table-layout: fixed; }
    .grid thead td, .grid tbody th { width: 86px; }
    ul { margin: 0; padding: 0; list-style: none; }
    li + li { margin-top: 6px; }
    .blank { min-height: 72px; padding: 4px 6px; background: var(--blank); border-left: 3px solid #8a6d00; }
    .meetings { margin: 0 0 16px; columns: 4 260px; column-gap: 40px; padding-left: 28px; }
    .meetings li { margin: 0; break-inside: avoid; }
    @media screen and (max-width: 760px) {
      .grid, .grid tbody, .grid tr, .grid th, .grid td { display: block; }
      .grid tbody th { width: auto; border: 0; padding: 16px 0 4px; font-size: 16px; }
      .grid thead { display: none; }
      .grid td::before { content: attr(data-topic); display: block; margin-bottom: 4px; font-weight: 600; }
    }
    @media print {
      @page { size: A4 landscape; margin: 10mm; }
      * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      body { max-width: none; padding: 0; font-size: 9.5px; }
      tr, dl div { break-inside: avoid; }
      a { color: inherit; text-decoration: none; }
    }
    """
}
