import Workbooks

extension StudySheets {
  /// Where replications end.
  var outcomeBlocks: [Sheet.Block] {
    let names =
      study.risks?.outlooks.map(\.policy) ?? study.outcomes?.alternatives.map(\.name) ?? []
    let counts = study.risks?.histogram.counts ?? study.outcomes?.alternatives.map(\.counts) ?? []
    let edges = study.risks?.histogram.edges ?? study.outcomes?.edges ?? []
    let shown = names.firstIndex { $0 == study.best } ?? 0
    guard names.count == counts.count, shown < names.count else { return [] }
    let columns: [TableColumn<Int>] = names.indices.map { index in
      .count("Worlds, \(names[index])") { $0 < counts[index].count ? counts[index][$0] : nil }
    }
    return section(
      "Where worlds end", "Outcomes", of: Array(edges.indices.dropLast()),
      [.number("From") { edges[$0] }, .number("To") { edges[$0 + 1] }] + columns,
      note: "Simulated worlds by net contribution over \(view.years), luck and all.",
      charts: [
        chart(
          "Where worlds end under “\(names[shown])”", .column, of: "Outcomes", by: "From",
          [.init("Worlds, \(names[shown])")], axis: "net contribution from", values: "worlds")
      ])
  }

  /// How the net contribution of the best alternative adds up month by month.
  var courseBlocks: [Sheet.Block] {
    guard let course = study.course, !course.probabilities.isEmpty else { return [] }
    let headers = course.probabilities.map { "p\(NumberFormat.short(100 * $0))" }
    let columns: [TableColumn<Int>] = headers.indices.map { index in
      .number(headers[index]) { month in
        index < course.quantiles[month].count ? course.quantiles[month][index] : nil
      }
    }
    let shown = ["p5", "p50", "p95"].filter(headers.contains)
    guard !shown.isEmpty else { return [] }
    return section(
      "Month by month", "Course", of: Array(course.quantiles.indices),
      [.count("Month") { $0 + 1 }] + columns,
      note: """
        Net contribution of “\(study.best ?? "")” so far: quantiles of \
        \(NumberFormat.count(course.replications, "world")).
        """,
      charts: [
        chart(
          "Net contribution so far: median, and 90 % of worlds", .line, of: "Course", by: "Month",
          shown.map { .init($0, $0 == "p50" ? .main : .bound) }, axis: "month")
      ])
  }
}
