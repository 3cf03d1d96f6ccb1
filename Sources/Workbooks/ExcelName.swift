/// Names as Excel takes them.
enum ExcelName {
  /// Names for the tabs of sheets: at most 31 UTF-16 units, each another, upper and lower case alike.
  ///
  /// Excel refuses `[ ] : * ? / \`, an apostrophe at an end, and the name History. A name like a cell or
  /// a number would need quotes in references, which the library leaves out: it gets a word before.
  static func sheets(_ names: [String]) -> [String] {
    let clean = names.map { name in
      let safe = name.map { character in
        if character == "'" { return "’" as Character }
        return "[]:*?/\\".contains(character) ? "-" : character
      }
      let line = ExcelText.line(String(safe), limit: 31)
      return needsWord(line) ? ExcelText.line("Sheet \(line)", limit: 31) : line
    }
    return unique(clean, limit: 31)
  }

  /// Headers of a table: on one line, each another.
  static func headers(_ columns: [Sheet.Column]) -> [String] {
    let lines = columns.map { column in
      let line = ExcelText.escaped(ExcelText.line(column.header, limit: 200))
      return line.isEmpty ? "Column" : line
    }
    return unique(lines, limit: 250)
  }

  /// The name of a table: letters, digits and `_`, and not like a cell.
  static func table(_ name: String) -> String {
    let safe = String(
      name.prefix(200).map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    return safe.first?.isLetter == true && !isLikeCell(safe) ? safe : "Table_\(safe)"
  }

  private static func needsWord(_ name: String) -> Bool {
    name.isEmpty || name.lowercased() == "history" || name.first?.isNumber == true
      || name.first == "." || isLikeCell(name)
  }

  /// `A1`, `XFD12`, `R1C1`, `R`, `C`: whatever Excel could read as the place of a cell.
  private static func isLikeCell(_ name: String) -> Bool {
    name.wholeMatch(of: #/[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*([Cc][0-9]*)?|[Cc][0-9]*/#) != nil
  }

  private static func unique(_ names: [String], limit: Int) -> [String] {
    var taken: Set<String> = []
    return names.map { name in
      var (candidate, count) = (name, 1)
      while !taken.insert(candidate.lowercased()).inserted {
        count += 1
        let suffix = " (\(count))"
        candidate = ExcelText.line(name, limit: limit - suffix.utf16.count) + suffix
      }
      return candidate
    }
  }
}
