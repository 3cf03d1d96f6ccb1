import PortfolioModel
import Simulation
import Statistics
import Study

/// A column of a table of policies: one measure with its uncertainty.
struct MeasureColumn {
  let title: String
  /// The measure, or several whose sum is shown.
  let metrics: [Metric]
  /// What the numbers count in.
  let unit: Metric.Unit

  init(_ title: String, _ metrics: [Metric]) {
    self.title = title
    self.metrics = metrics
    unit = metrics.first?.unit ?? .count
  }

  /// The unit and the digits in which these estimates are shown.
  func scale(for estimates: [Estimate?], level: Double = 0.95) -> Scale {
    let scale: Scale =
      switch unit {
      case .money, .moneyPerYear: .money(for: estimates.compactMap { $0?.mean })
      case .share: .percent
      case .count, .days: .plain
      }
    return scale.precise(to: estimates.map { $0?.halfWidth(level: level) })
  }

  /// The header and the cells of the column.
  func cells(
    for estimates: [Estimate?], signed: Bool = false, level: Double = 0.95
  ) -> (header: String, cells: [String]) {
    let scale = scale(for: estimates, level: level)
    return (
      header(scale),
      estimates.map { estimate in
        estimate.map {
          scale.estimate($0.mean, halfWidth: $0.halfWidth(level: level), signed: signed)
        } ?? "none"
      }
    )
  }

  /// The title with the unit of the numbers.
  private func header(_ scale: Scale) -> String {
    let unit = unit == .moneyPerYear ? scale.suffix : unitText(scale)
    return unit.isEmpty ? title : "\(title), \(unit)"
  }

  /// What the numbers count in, in words.
  func unitText(_ scale: Scale) -> String {
    switch unit {
    case .money: scale.suffix
    case .moneyPerYear: scale.suffix.isEmpty ? "a year" : scale.suffix + " a year"
    case .share: "%"
    case .days: "days"
    case .count: ""
    }
  }

  /// The measures of the table on money.
  static let money = [
    MeasureColumn("net contribution", [.netContribution]), MeasureColumn("NRR", [.nrr]),
    MeasureColumn("GRR", [.grr]), MeasureColumn("churned revenue", [.churnedRevenue]),
    MeasureColumn("won revenue", [.careWon, .triggerWon]),
  ]

  /// The measures of the table on work.
  static func work(triggerCount: Int) -> [MeasureColumn] {
    [
      MeasureColumn("events handled", Metric.events(.handled, triggerCount: triggerCount)),
      MeasureColumn("events missed", Metric.events(.missed, triggerCount: triggerCount)),
      MeasureColumn("response time", [.responseTime]),
      MeasureColumn("utilisation", [.utilisation]),
      MeasureColumn("care delivered", [.careDays]),
    ]
  }
}
