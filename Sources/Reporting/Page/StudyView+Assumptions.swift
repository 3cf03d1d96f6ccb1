import Markup

extension StudyView {
  /// Every assumption with its source and grade.
  var appendix: HTML {
    let given = study.assumptions.count { !$0.isDefault }
    let table = NumbersTable(
      label: labelled("Assumptions"),
      columns: [
        NumbersTable.Column("assumption", isText: true), NumbersTable.Column("value"),
        NumbersTable.Column("unit", isText: true), NumbersTable.Column("plausible range"),
        NumbersTable.Column("grade", isText: true), NumbersTable.Column("rests on", isText: true),
      ],
      rows: study.assumptions.map {
        [
          $0.name, NumberFormat.short($0.value), $0.unit,
          $0.range.map { NumberFormat.range($0.low...max($0.low, $0.high)) } ?? "", $0.grade ?? "",
          $0.source ?? "yours to decide",
        ]
      })
    return """
      <section class="card wide appendix">
      <h2>What it rests on</h2>
      <p class="subtitle">\(study.assumptions.count) values, \(given) of them set in the scenario; what single accounts and KAMs give \
      is not listed. Grades of \
      evidence: A measured, B published or a large survey, C judgement. A number holds in the model and by these \
      assumptions; ± is luck alone.</p>
      <details><summary>The assumptions</summary>\(table.html)</details>
      </section>

      """
  }
}
