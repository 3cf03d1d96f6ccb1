import PortfolioModel
import Statistics
import Study

/// What hangs on one customer and on one KAM: in words for the first policy, in a table for all.
struct LossSection {
  let study: RiskStudy

  private var portfolio: Portfolio { study.policies.design.portfolio }
  private var years: String { NumberFormat.years(study.policies.design.horizonYears) }

  /// What hangs on one customer and on one KAM, under the first policy.
  var words: [ReportText.Block] {
    let concentration = study.concentration
    let largest = name(portfolio.accounts[concentration.largest].id)
    let fifth = NumberFormat.count(concentration.topFifthCount, "account")
    let policies = study.exposures.map(\.policy.rawValue)
    let under = policies.count > 1 ? ", under \"\(policies[0])\"" : ""
    let heading = ReportText.Block.heading("What hangs on one customer, and on one KAM\(under)")
    var lines = [
      """
      \(largest), the largest customer, brings \(NumberFormat.percent(concentration.largestShare)) of annual \
      revenue, the five largest \(NumberFormat.percent(concentration.topFiveShare)), the largest fifth \
      (\(fifth)) \(NumberFormat.percent(concentration.topFifthShare)).
      """
    ]
    guard let exposure = study.exposures.first else {
      return [heading] + lines.map { .sentence($0) }
    }
    if let loss = exposure.customerLoss {
      let share = loss.mean / abs(study.outlooks[0].mean.mean)
      let part = share.isFinite ? " (\(NumberFormat.signed(100 * share, decimals: 1)) %)" : ""
      lines.append(
        """
        Without it from the start, with days planned anew: \(Amount(loss, signed: true)) net contribution over \
        \(years)\(part).
        """)
    }
    for departure in exposure.departures {
      lines.append(
        """
        If \(who(departure.kam)) leaves at the start, unplanned: \(Amount(departure.difference, signed: true)); \
        where customers depend half as much on one person: \(Amount(departure.sharedDifference, signed: true)), \
        so sharing knowledge first saves \(Amount(departure.saved)) of it.
        """)
    }
    return [heading] + lines.map { .sentence($0) }
  }

  /// A KAM, and what hangs on it.
  private func who(_ kam: Int) -> String {
    let concentration = study.concentration
    let reasons =
      (kam == concentration.topKAM ? ["whose accounts earn most"] : [])
      + (kam == concentration.largestOwner
        ? ["who owns \(name(portfolio.accounts[concentration.largest].id))"] : [])
    return "\(name(portfolio.team[kam].id)), \(reasons.joined(separator: " and ")),"
  }

  /// What losses cost every policy; with one policy the words say it all.
  var table: [ReportText.Block] {
    guard study.exposures.count > 1 else { return [] }
    let rows = study.exposures.flatMap(losses)
    guard !rows.isEmpty else { return [] }
    let costs = MeasureColumn("net contribution", [.netContribution])
      .cells(for: rows.map(\.difference), signed: true)
    let saved = MeasureColumn("saved by half the dependency", [.netContribution])
      .cells(for: rows.map(\.saved), signed: true)
    var table = TextTable([
      ("policy", .left), ("at the start", .left), (costs.header, .right), (saved.header, .right),
    ])
    for (row, loss) in rows.enumerated() {
      table.add(
        [
          loss.policy, loss.event, costs.cells[row], loss.saved == nil ? "-" : saved.cells[row],
        ], tones: [2: Tone(of: loss.difference), 3: Tone(of: loss.saved)])
    }
    return [.heading("What losses cost each policy, over \(years)"), .table(table)]
  }

  /// What may be lost under a policy, and what that costs.
  private func losses(
    _ exposure: RiskStudy.Exposure
  ) -> [(policy: String, event: String, difference: Estimate, saved: Estimate?)] {
    let policy = exposure.policy.rawValue
    let customer = portfolio.accounts[study.concentration.largest].id
    var losses: [(policy: String, event: String, difference: Estimate, saved: Estimate?)] = []
    if let loss = exposure.customerLoss {
      losses.append((policy, "\(customer) is lost", loss, nil))
    }
    for departure in exposure.departures {
      let event = "\(portfolio.team[departure.kam].id) leaves"
      losses.append((policy, event, departure.difference, departure.saved))
    }
    return losses
  }

  private func name(_ id: String) -> String { "\"\(TextTable.printable(id))\"" }
}
