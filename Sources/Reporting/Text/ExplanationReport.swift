import Allocation
import PortfolioModel

/// Why accounts get the days that they get, as text: a section for each.
public struct ExplanationReport {
  private let accounts: [Int]
  private let result: AllocationResult
  private let portfolio: Portfolio
  private let horizonYears: Double
  private let title: String
  private let style: TextStyle

  /// Prepares the report.
  ///
  /// - Parameters:
  ///   - accounts: Positions in `portfolio.accounts`, in the order of the report.
  ///   - result: The plan with its prices.
  ///   - portfolio: The portfolio that it is for.
  ///   - horizonYears: The horizon of the plan, years.
  ///   - title: The name of the scenario.
  ///   - style: How to emphasise.
  public init(
    of accounts: [Int], in result: AllocationResult, portfolio: Portfolio, horizonYears: Double,
    title: String, style: TextStyle
  ) {
    self.accounts = accounts
    self.result = result
    self.portfolio = portfolio
    self.horizonYears = horizonYears
    self.title = title
    self.style = style
  }

  /// The whole report.
  public var text: ReportText {
    ReportText([header] + accounts.flatMap(sections), style: style)
  }

  private var header: [ReportText.Block] {
    [.title(title)]
      + (result.hasWeights
        ? [.sentence("Prices of days count strategicWeight; all other money does not.")] : [])
  }

  private func sections(_ index: Int) -> [[ReportText.Block]] {
    let account = portfolio.accounts[index]
    let heading = ReportText.Block.heading(
      "Why \(account.id)" + (account.name.map { ": \($0)" } ?? ""))
    guard let kam = portfolio.owner[index],
      let explanation = AccountExplanation(
        of: index, in: result, portfolio: portfolio, horizonYears: horizonYears)
    else { return [[heading, .note("No KAM owns it: it gets no days.")]] }
    let lines = daysLines(explanation) + boundLines(explanation) + [priceLine(of: kam)]
    return [
      [heading] + lines.map { .note($0) }, [.table(worthTable(explanation))],
      responseTable(index), rangeTable(explanation),
    ]
  }

  // MARK: - Days, bound, price

  private func daysLines(_ explanation: AccountExplanation) -> [String] {
    let account = portfolio.accounts[explanation.account]
    let planned = result.accounts[explanation.account]
    let limits = "minDays \(days(explanation.leastDays)), maxDays \(days(explanation.mostDays))"
    return [
      TextTable.printable("KAM \(account.kam ?? ""), tier \(account.tier ?? ""), \(limits)."),
      """
      Days a year: care \(days(account.currentDays ?? 0)) today, \(days(planned.careDays)) planned; \
      responses \(days(planned.totalResponseDays)) planned.
      """,
    ]
  }

  private func boundLines(_ explanation: AccountExplanation) -> [String] {
    let planned = result.accounts[explanation.account]
    let weight = portfolio.accounts[explanation.account].strategicWeight
    var worths: [String] = []
    if let last = planned.lastDayValue { worths.append("the last care day \(money(last))") }
    if let next = planned.nextDayValue { worths.append("one more \(money(next))") }
    if let beyond = explanation.dayBeyondMaxDays {
      worths.append("one more than maxDays \(money(beyond))")
    }
    let weighted = weight == 1 ? "" : ", times its strategicWeight \(plain(weight))"
    return [
      "What a day is worth: \(worths.joined(separator: ", "))\(weighted).",
      "What a day on it must earn: \(money(explanation.price)). \(words(for: explanation))",
    ]
  }

  /// What holds the account's care where it is.
  private func words(for explanation: AccountExplanation) -> String {
    let planned = result.accounts[explanation.account]
    let weight = portfolio.accounts[explanation.account].strategicWeight
    func earnsPrice(_ worth: Double?) -> Bool {
      worth.map { weight * $0 >= explanation.price * (1 - 1e-6) } ?? false
    }
    return switch planned.bound {
    case .price where earnsPrice(planned.nextDayValue):
      "It sets that price: the least change moves its days."
    case .price: "The price holds it: its next day is worth less."
    case .noCare: "The price holds it: even its first day is worth less."
    case .minDays: "minDays holds it: the price alone would give it no more."
    case .maxDays where earnsPrice(explanation.dayBeyondMaxDays ?? planned.nextDayValue):
      "maxDays holds it: with more it would get more."
    case .maxDays: "maxDays holds it, and beyond that the price would."
    case .capacity: "The capacity of its KAM holds it: there are no more days."
    case .lockedDays: "lockedDays holds it: its days are fixed."
    case .maxChange: "maxChange holds it: it may not move further from its days today."
    case .share: "A share bound holds it: its next day is worth more than a day of its KAM."
    case .days: "A bound on days holds it: its next day is worth more than a day of its KAM."
    case .budget: "The budget holds it: its next day is worth more than a day of its KAM."
    case .responseReserve: "responseReserve holds it: the days left are kept for responses."
    case .pooled: "No KAM owns it."
    }
  }

  private func priceLine(of kam: Int) -> String {
    let planned = result.team[kam]
    let id = TextTable.printable(planned.id)
    let cost = portfolio.dayCost(of: kam, horizonYears: horizonYears)
    return """
      A day of \(id) is worth \(money(planned.shadowPrice)), costs \(cost.map(money) ?? "n/a"). \
      \(planned.priceSentence)
      """
  }

  // MARK: - Tables

  private func worthTable(_ explanation: AccountExplanation) -> TextTable {
    var table = TextTable([
      ("worth over \(NumberFormat.years(horizonYears))", .left), ("without work", .right),
      ("under the plan", .right), ("the work adds", .right),
    ])
    func add(_ part: String, _ path: KeyPath<AccountExplanation.Worth, Double>) {
      let (without, with) = (
        explanation.withoutWork[keyPath: path], explanation.planned[keyPath: path]
      )
      table.add([
        part, money(without), money(with), NumberFormat.signed(with - without, decimals: 0),
      ])
    }
    add("retention: today's revenue", \.retention)
    add("growth: potential that care wins", \.growth)
    add("responses to events", \.responses)
    add("all", \.total)
    return table
  }

  private func responseTable(_ index: Int) -> [ReportText.Block] {
    let planned = result.accounts[index]
    guard !planned.responses.isEmpty else { return [] }
    var table = TextTable([
      ("response", .left), ("days planned", .right), ("days of work", .right),
      ("worth of a day", .right),
    ])
    for (trigger, response) in planned.responses.enumerated() {
      table.add([
        portfolio.triggers[trigger].name, days(planned.responseDays[trigger]),
        days(response.workload), money(response.perDay),
      ])
    }
    return [.table(table)]
  }

  private func rangeTable(_ explanation: AccountExplanation) -> [ReportText.Block] {
    var table = TextTable([
      ("field", .left), ("now", .right), ("from", .right), ("to", .right),
      ("days below", .right), ("days above", .right),
    ])
    for range in explanation.ranges {
      func value(_ value: Double) -> String {
        NumberFormat.fixed(value, decimals: range.field == "churn" ? 4 : 0)
      }
      table.add([
        range.field, value(range.value), range.from.map { value($0.value) } ?? "no end",
        range.to.map { value($0.value) } ?? "no end", plan(range.from), plan(range.to),
      ])
    }
    return [
      .note(
        "How far each can move alone before the days change; the price of a day and all else stay."),
      .note("days below, days above: care + responses of the next plan beyond the end."),
      .table(table),
    ]
  }

  private func plan(_ end: AccountExplanation.End?) -> String {
    end.map { "\(days($0.careDays)) + \(days($0.responseDays))" } ?? "-"
  }

  private func days(_ days: Double) -> String { NumberFormat.fixed(days, decimals: 1) }

  private func money(_ amount: Double) -> String { NumberFormat.fixed(amount, decimals: 0) }

  private func plain(_ number: Double) -> String {
    let decimals = (0...3).first { abs(number - NumberFormat.rounded(number, decimals: $0)) < 1e-9 }
    return NumberFormat.fixed(number, decimals: decimals ?? 3)
  }
}

extension KAMAllocation {
  /// Over which capacities the worth of a day holds, in a sentence.
  var priceSentence: String {
    guard let dayPrice else {
      return "At which capacities is not known: minDays take them all, or the program is too large."
    }
    return dayPrice.stepsSentence ?? "Worth so at \(dayPrice.nextDay.capacities) days of capacity."
  }
}

extension DayPrice {
  /// The worth of the last and of the next day where they differ.
  var stepsSentence: String? {
    guard isDegenerate else { return nil }
    let next = "the next is worth \(nextDay.worth)"
    return lastDay.map { "Its last day is worth \($0.worth), \(next)." }
      ?? "minDays take all its days; \(next)."
  }
}

extension DayPrice.Step {
  /// The capacities over which the price holds: `138.2 to 151.0`.
  var capacities: String {
    let least = NumberFormat.fixed(from, decimals: 1)
    return to.map { "\(least) to \(NumberFormat.fixed($0, decimals: 1))" } ?? "\(least) or more"
  }

  /// What a day is worth, and where: `97 (at 113.0 to 115.5)`.
  var worth: String { "\(NumberFormat.fixed(price, decimals: 0)) (at \(capacities))" }
}
