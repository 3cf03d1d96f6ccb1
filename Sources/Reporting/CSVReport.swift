import Allocation
import PortfolioModel
import Simulation
import Statistics
import Study

/// The result of a run as CSV tables: UTF-8, comma, RFC 4180 quoting.
public struct CSVReport {
  /// A file: its name, and its text.
  public struct Table {
    /// The name of the file.
    public let name: String
    /// The whole text.
    public let text: String

    init(_ name: String, header: [String], rows: [[String]]) {
      self.name = name
      text = ([header] + rows).map { $0.joined(separator: ",") + "\r\n" }.joined()
    }
  }

  /// The names that files may have.
  public static let names = [
    "metrics.csv", "comparisons.csv", "plan.csv", "calendar.csv", "months.csv", "sizes.csv",
    "tornado.csv", "outcomes.csv", "forest.csv",
  ]

  /// The files.
  public let tables: [Table]

  /// The table that says most of a study, if others say more: `forest.csv` where policies are compared, else
  /// the first.
  public static func main(of tables: [Table]) -> Table? {
    tables.first { $0.name == "forest.csv" } ?? tables.first
  }

  /// The tables of a study of policies: `metrics.csv`, `comparisons.csv`, `plan.csv`, and `months.csv` if
  /// months were asked for.
  public init(_ study: PolicyStudy) {
    let triggers = study.design.portfolio.triggers.map(\.name)
    let baseline = study.design.baseline
    let metrics = study.alternatives.flatMap {
      Self.rows(of: $0.outcome, alternative: $0.policy.rawValue, triggers: triggers)
    }
    let comparisons = study.alternatives.filter { $0.policy != baseline }.flatMap { alternative in
      alternative.outcome.metrics.map { metric -> [String] in
        let difference = study.difference(from: baseline, to: alternative.policy, in: [metric])
        return [
          baseline.rawValue, alternative.policy.rawValue,
          Self.field(metric.name(triggers: triggers)),
          number(difference?.mean), number(difference?.halfWidth()),
        ]
      }
    }
    let plans = study.alternatives.flatMap { alternative in
      Self.rows(
        of: PlanRecord.all(
          of: study.design.portfolio, alternative.plan.careDays, alternative.allocation,
          delivered: alternative.outcome.accounts, replications: study.replications),
        alternative: alternative.policy.rawValue)
    }
    var tables = [
      Table("metrics.csv", header: Self.metricsHeader, rows: metrics),
      Table(
        "comparisons.csv", header: ["a", "b", "metric", "meanDifference", "halfWidth95"],
        rows: comparisons),
      Table("plan.csv", header: Self.planHeader, rows: plans),
    ]
    let months = study.alternatives.flatMap { Self.monthRows(of: $0, triggers: triggers) }
    if !months.isEmpty {
      tables.append(
        Table(
          "months.csv",
          header: ["alternative", "month", "metric", "mean", "halfWidth95", "p5", "p50", "p95"],
          rows: months))
    }
    self.tables = tables
  }

  /// The tables of policies on scenarios, at least one: those of the study and `forest.csv`; of several
  /// scenarios `forest.csv` alone.
  public init(_ results: [ScenarioResult]) {
    let rows = results.flatMap { result in
      ForestRecord.all(of: result).map { record in
        [
          Self.field(result.name), record.policy, number(record.gain), number(record.low),
          number(record.high), number(record.level), record.verdict,
        ]
      }
    }
    let forest = Table(
      "forest.csv", header: ["scenario", "policy", "gain", "low", "high", "level", "verdict"],
      rows: rows)
    tables = (results.count == 1 ? CSVReport(results[0].study).tables : []) + [forest]
  }

  /// The tables of a study of sizes: `sizes.csv`, `metrics.csv`, and the best `plan.csv`.
  public init(_ study: StaffingStudy, finding: StaffingFinding) {
    let triggers = study.design.portfolio.triggers.map(\.name)
    let sizes = StaffingRecord(study, finding, nil).sizes.map { size in
      [
        "\(size.size)", "\(size.kams)", "\(size.ownedAccounts)", number(size.annualCost),
        number(size.daysPerAccount), number(size.shortfall.mean),
        number(size.shortfall.halfWidth95), number(size.simultaneousHalfWidth), "\(size.isEqual)",
        "\(size.isWithinMargin)", "\(size.isOverBudget)",
      ]
    }
    let metrics = study.alternatives.flatMap {
      Self.rows(of: $0.outcome, alternative: "\($0.size)", triggers: triggers)
    }
    let best = study.alternatives[finding.best]
    // Of sampled portfolios none is the best.
    let plan =
      study.design.isSampled
      ? []
      : PlanRecord.all(
        of: best.team.portfolio, best.team.planned.plan.careDays, best.team.planned.allocation,
        delivered: best.outcome.accounts, replications: best.outcome.replications)
    tables =
      [
        Table(
          "sizes.csv",
          header: [
            "size", "kams", "ownedAccounts", "annualCost", "daysPerAccount", "shortfall",
            "shortfallHalfWidth95", "simultaneousHalfWidth", "isEqual", "isWithinMargin",
            "isOverBudget",
          ], rows: sizes),
        Table("metrics.csv", header: Self.metricsHeader, rows: metrics),
      ]
      + (plan.isEmpty
        ? []
        : [
          Table(
            "plan.csv", header: Self.planHeader,
            rows: Self.rows(of: plan, alternative: "\(best.size)"))
        ])
  }

  /// The table of a study of sensitivity: `tornado.csv`, a row for each input and value.
  public init(_ study: SensitivityStudy) {
    let rows = study.effects.flatMap { effect in
      effect.points.map { point in
        [
          Self.field(effect.input.name), number(point.value), number(point.gain.mean),
          number(point.gain.halfWidth()), number(effect.information.value),
        ]
      }
    }
    tables = [
      Table(
        "tornado.csv",
        header: ["input", "value", "gain", "gainHalfWidth95", "informationValue"], rows: rows)
    ]
  }

  /// The table of a study of risk: `outcomes.csv`, a row for each policy and replication.
  public init(_ study: RiskStudy) {
    let metrics: [Metric] = [.netContribution, .grossMargin, .nrr, .churnedRevenue]
    let rows = study.policies.alternatives.flatMap { alternative in
      let columns = metrics.map(alternative.outcome.observations(of:))
      return (0..<alternative.outcome.replications).map { replication in
        [alternative.policy.rawValue, "\(replication + 1)"]
          + columns.map { number($0[replication]) }
      }
    }
    tables = [
      Table(
        "outcomes.csv",
        header: ["policy", "replication"] + metrics.map { $0.name(triggers: []) }, rows: rows)
    ]
  }

  private static let metricsHeader = [
    "alternative", "metric", "mean", "standardError", "halfWidth95", "p5", "p50", "p95",
  ]

  private static func rows(
    of outcome: Outcome, alternative: String, triggers: [String]
  ) -> [[String]] {
    outcome.metrics.map { metric in
      let estimate = outcome.estimate(of: [metric])
      return [alternative, field(metric.name(triggers: triggers))]
        + [
          estimate?.mean, estimate?.standardError, estimate?.halfWidth(),
          estimate?.percentiles.p5, estimate?.percentiles.p50, estimate?.percentiles.p95,
        ].map(number)
    }
  }

  /// The tables of an optimised plan: `plan.csv`, and with periods `calendar.csv`.
  public init(_ allocation: AllocationResult, design: PolicyStudy.Design) {
    let records = PlanRecord.all(
      of: design.portfolio, allocation.accounts.map(\.careDays), allocation, delivered: nil,
      replications: design.replications)
    var tables = [
      Table(
        "plan.csv", header: Self.planHeader,
        rows: Self.rows(of: records, alternative: Policy.optimal.rawValue))
    ]
    if let calendar = allocation.calendar {
      tables.append(Self.table(of: calendar, portfolio: design.portfolio))
    }
    self.tables = tables
  }

  /// The months of an alternative, a row for each month and measure; none if they were not asked for.
  private static func monthRows(
    of alternative: PolicyStudy.Alternative, triggers: [String]
  ) -> [[String]] {
    guard let months = alternative.outcome.months else { return [] }
    let series = MonthRecord.series(of: months, triggers: triggers)
    return (0..<months.count).flatMap { month in
      series.map { name, records in
        let record = records[month]
        return [alternative.policy.rawValue, "\(month + 1)", field(name)]
          + [record?.mean, record?.halfWidth95, record?.p5, record?.p50, record?.p95].map(number)
      }
    }
  }

  /// The calendar of a plan, a row for each account with an owner and each period.
  private static func table(of calendar: PlanCalendar, portfolio: Portfolio) -> Table {
    let rows = portfolio.accounts.indices.filter { portfolio.owner[$0] != nil }.flatMap { account in
      calendar.names.indices.map { period in
        [
          field(portfolio.accounts[account].id), field(portfolio.accounts[account].kam ?? ""),
          calendar.names[period], number(calendar.careDays[account][period]),
          "\(calendar.meetings[account][period])",
        ]
      }
    }
    return Table(
      "calendar.csv", header: ["account", "kam", "period", "careDays", "meetings"], rows: rows)
  }

  /// The table of assumptions, `assumptions.csv`.
  static func table(of assumptions: [Assumption]) -> Table {
    Table(
      "assumptions.csv",
      header: ["name", "value", "unit", "isDefault", "low", "high", "grade", "source"],
      rows: assumptions.map {
        [
          field($0.path.name), number($0.value), field($0.unit), "\($0.isDefault)",
          number($0.range?.lowerBound), number($0.range?.upperBound), $0.grade?.rawValue ?? "",
          field($0.source),
        ]
      })
  }

  private static let planHeader = [
    "alternative", "account", "kam", "tier", "segment", "currentDays", "careDays", "responseDays",
    "value", "potential", "activity", "lastDayValue", "nextDayValue", "bound", "shadowPrice",
    "deliveredCareDays", "deliveredCareDaysHalfWidth95", "deliveredResponseDays",
    "deliveredResponseDaysHalfWidth95", "survival", "survivalHalfWidth95",
  ]

  private static func rows(of records: [PlanRecord], alternative: String) -> [[String]] {
    records.map { record in
      let simulated = [record.deliveredCareDays, record.deliveredResponseDays, record.survival]
      return [
        alternative, field(record.account), field(record.kam ?? ""), field(record.tier ?? ""),
        field(record.segment ?? ""), number(record.currentDays), number(record.careDays),
        number(record.responseDays), number(record.value), number(record.potential),
        number(record.activity), number(record.lastDayValue), number(record.nextDayValue),
        record.bound ?? "", number(record.shadowPrice),
      ] + simulated.flatMap { [number($0?.mean), number($0?.halfWidth95)] }
    }
  }
}

/// A number in full precision; empty where there is none.
private func number(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }

extension CSVReport {
  /// A text field: quoted where needed, and defused where a spreadsheet would take it for a formula.
  static func field(_ text: String) -> String {
    // By scalars: a spreadsheet does not see that a mark behind the sign makes another character of it.
    let first = text.unicodeScalars.first
    let isFormula = "=+-@\t\r\n".unicodeScalars.contains { $0 == first }
    let defused = isFormula ? "'" + text : text
    guard defused.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else {
      return defused
    }
    return "\"" + defused.replacing("\"", with: "\"\"") + "\""
  }
}
