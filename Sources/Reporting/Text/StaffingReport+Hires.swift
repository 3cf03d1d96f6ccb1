import PortfolioModel
import Simulation
import Statistics
import Study

extension StaffingReport {
  /// The plan by month, closer together at the start and where hires begin.
  var course: [ReportText.Block] {
    guard let months = options?.course.months else { return [] }
    let shown = months.filter { month in
      let step = month.number <= 3 ? 1 : month.number <= 12 ? 3 : 6
      return month.number % step == 0 || month.hires > 0
    }
    let filled = MeasureColumn("filled", [.departures]).cells(for: shown.map(\.filled))
    let gain = MeasureColumn("gain until then", [.netContribution]).cells(
      for: shown.map(\.gain), signed: true)
    let hasGain = shown.contains { $0.gain != nil }
    var table = TextTable(
      [
        (title: "month", alignment: .right), (title: "seats closed", alignment: .right),
        (title: "hires begin", alignment: .right), (title: "seats", alignment: .right),
        (title: filled.header, alignment: .right),
      ] + (hasGain ? [(title: gain.header, alignment: .right)] : []))
    for (row, month) in shown.enumerated() {
      table.add(
        [
          "\(month.number)", month.closed == 0 ? "" : "\(month.closed)",
          month.hires == 0 ? "" : "\(month.hires)", "\(month.seats)", filled.cells[row],
        ] + (hasGain ? [gain.cells[row]] : []), tones: [5: Tone(of: month.gain)])
    }
    return [
      .heading("The plan for \(words.bestTeam), by month"),
      .note(
        """
        Filled: after departures, each replaced when the vacancy ends.\
        \(hasGain ? " Gain: against the team of today, planned alike." : "")
        """),
    ]
      + (hasGain
        ? [
          .curve(
            Sparkline(months.map { $0.gain?.mean ?? .nan }), of: "Gain until then by month",
            over: "\(months.first?.number ?? 0) to \(months.last?.number ?? 0)")
        ] : [])
      + [.table(table)]
  }

  /// What it would bring to give the smallest accounts to the pool.
  var pool: [ReportText.Block] {
    guard let options, !options.pool.isEmpty else { return [] }
    let cells = MeasureColumn("net contribution", [.netContribution]).cells(
      for: options.pool.map(\.difference), signed: true)
    var table = TextTable([
      ("pooled", .right), ("accounts", .right), ("KAM days freed a year", .right),
      (cells.header, .right),
    ])
    for (row, option) in options.pool.enumerated() {
      table.add(
        [
          NumberFormat.share(option.share), "\(option.count)",
          NumberFormat.fixed(option.freedDays, decimals: 0), cells.cells[row],
        ], tones: [3: Tone(of: option.difference)])
    }
    return [
      .heading("If the accounts with the least revenue went to the pool, at \(words.bestTeam)"),
      .table(table),
    ]
  }

  /// What it would cost to hire later.
  var delays: [ReportText.Block] {
    guard let course = options?.course, !course.delays.isEmpty else { return [] }
    let cells = MeasureColumn("net contribution", [.netContribution]).cells(
      for: course.delays.map(\.difference) + [course.staging], signed: true)
    var table = TextTable([("hires begin", .left), (cells.header, .right)])
    for (row, delay) in course.delays.enumerated() {
      table.add(
        ["\(NumberFormat.years(delay.years)) later", cells.cells[row]],
        tones: [1: Tone(of: delay.difference)])
    }
    if course.staging != nil, let rate = study.design.request.hiresPerQuarter {
      table.add(
        ["\(rate) a quarter", cells.cells[course.delays.count]],
        tones: [1: Tone(of: course.staging)])
    }
    return [
      .heading("If not all hires begin at once, at \(words.bestTeam)"),
      .note(
        "Until a hire begins, the team of today goes on; then the hire does what one who begins now does."
      ),
      .table(table),
    ]
  }
}
