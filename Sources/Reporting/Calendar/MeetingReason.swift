/// Why an account is met as often as it is, in sentences, from what the plan knows of it.
struct MeetingReason {
  private let planned: PlannedAccount
  private let meetingCount: Int
  private let study: StudyRecord

  /// Prepares the reason.
  ///
  /// - Parameters:
  ///   - planned: The account.
  ///   - meetingCount: How many meetings the schedule has with it.
  ///   - study: The study.
  init(_ planned: PlannedAccount, meetingCount: Int, in study: StudyRecord) {
    (self.planned, self.meetingCount, self.study) = (planned, meetingCount, study)
  }

  /// The sentences, one after the other.
  var text: String {
    [rhythm, worth, risks, triggers, potential].compactMap { $0 }.joined(separator: " ")
  }

  private var account: PortfolioRecord.AccountRecord { planned.account }
  private var years: String { NumberFormat.years(study.horizonYears) }

  /// Tier, planned days and meetings.
  var rhythm: String {
    let cadence = planned.tier.map { $0.cadence }.flatMap { $0 > 0 ? $0 : nil }
    let tier =
      "Tier \(planned.tierID)"
      + (cadence.map { ", whose care model has \(NumberFormat.short($0)) contacts a year" } ?? "")
    let today = account.isTodayKnown ? " (\(days(account.currentDays)) today)" : ""
    return """
      \(tier). Planned: \(days(planned.plan.careDays)) care days a year\(today), \
      \(NumberFormat.count(meetingCount, "meeting")).
      """
  }

  /// What it earns, and what it is worth under the plan.
  var worth: String {
    let margin = NumberFormat.shortPercent(account.margin)
    let revenue = "Revenue \(Amount(account.annualRevenue)) a year at a margin of \(margin)"
    return revenue
      + (planned.plan.value.map { "; worth \(Amount($0)) over \(years) by the plan" } ?? "") + "."
  }

  /// What may be lost, and how.
  var risks: String {
    let dependency =
      account.dependency > 0
      ? """
      ; \(NumberFormat.shortPercent(account.dependency)) of the relationship sits with one person on our side
      """ : ""
    return
      "Risk: churn \(NumberFormat.shortPercent(account.churn)) a year at today's care\(dependency)."
  }

  /// Events to expect.
  var triggers: String? {
    let events = zip(study.portfolio.triggers, account.events).filter { $1 > 0 }
    guard !events.isEmpty else { return nil }
    let words = events.map { trigger, rate in
      """
      \(trigger.name) \(NumberFormat.fixed(rate, decimals: 1)) \
      (noticed: \(NumberFormat.shortPercent(trigger.detection)))
      """
    }
    return "Expect a year: " + words.joined(separator: ", ") + "."
  }

  /// What could be sold.
  var potential: String? {
    account.potential > 0 ? "Potential not sold yet: \(Amount(account.potential)) a year." : nil
  }

  private func days(_ days: Double) -> String { NumberFormat.fixed(days, decimals: 1) }
}
