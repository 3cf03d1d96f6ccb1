/// What the result knows of an account, by cell of the grid.
extension AccountPlan {
  /// Sentences; none where the result knows nothing.
  func knowledge(_ phase: Phase, _ topic: Topic) -> [String] {
    switch (phase, topic) {
    case (.analyse, .strategy): standing
    case (.analyse, .solutions): [potential]
    case (.analyse, .people): [keyPeople, dependency]
    case (.analyse, .management): attention
    case (.analyse, .measurement): [churn] + stay
    case (.plan, .strategy): worth + reasons
    case (.plan, .solutions): [target]
    case (.plan, .people): events
    case (.plan, .management): [rhythm] + responses
    case (.plan, .measurement): retention + ["Meetings: \(meetings.count) in the year."]
    case (.execute, .strategy): []
    case (.execute, .solutions): wins
    case (.execute, .people): windows
    case (.execute, .management): dates
    case (.execute, .measurement): delivered
    }
  }

  // MARK: - Analyse

  private var standing: [String] {
    let account = planned.account
    let accounts = study.portfolio.accounts
    let revenue = accounts.reduce(0) { $0 + $1.annualRevenue }
    let rank = 1 + accounts.count { $0.annualRevenue > account.annualRevenue }
    let share =
      revenue > 0
      ? ", \(NumberFormat.shortPercent(account.annualRevenue / revenue)) of the portfolio" : ""
    return [
      """
      Revenue \(Amount(account.annualRevenue)) a year\(share): number \(rank) of \
      \(NumberFormat.count(accounts.count, "account")).
      """,
      """
      Margin \(NumberFormat.shortPercent(account.margin)): \
      \(Amount(account.annualRevenue * account.margin)) a year.
      """,
    ]
      + (account.strategicWeight == 1
        ? [] : ["Strategic weight \(NumberFormat.short(account.strategicWeight)) in plans."])
  }

  private var potential: String {
    let account = planned.account
    guard account.potential > 0 else { return "No potential is known." }
    let share =
      account.annualRevenue > 0
      ? ", \(NumberFormat.shortPercent(account.potential / account.annualRevenue)) of today's revenue"
      : ""
    return "Potential not sold yet: \(Amount(account.potential)) a year\(share)."
  }

  private var keyPeople: String {
    "People who matter to the relationship: \(NumberFormat.short(planned.account.keyPeople))."
  }

  private var dependency: String {
    """
    Dependency: \(NumberFormat.shortPercent(planned.account.dependency)) of the relationship sits with one person \
    on our side.
    """
  }

  private var attention: [String] {
    let seat = study.planned?.team.first { $0.kam == planned.plan.kam }
    let today = days(planned.account.currentDays)
    return [
      planned.account.isTodayKnown
        ? "Care today: \(today) days a year."
        : "Care today: not given (an equal share of \(today) days is assumed).",
      "Requests that the customer starts: \(NumberFormat.fixed(planned.account.activity, decimals: 1)) a year.",
    ]
      + (seat?.leaves.map {
        ["Its KAM leaves after \(NumberFormat.years($0)): it needs another one by then."]
      } ?? [])
  }

  private var churn: String {
    "Churn: \(NumberFormat.shortPercent(planned.account.churn)) a year at today's care."
  }

  private var stay: [String] {
    survival.map { ["Still a customer after \(years) under the plan: \($0) (simulated)."] } ?? []
  }

  // MARK: - Plan

  private var worth: [String] {
    planned.plan.value.map { ["Worth under the plan: \(Amount($0)) over \(years)."] } ?? []
  }

  /// Why it gets these days: what days on it are worth, and what holds them.
  private var reasons: [String] {
    let plan = planned.plan
    let today =
      planned.account.isTodayKnown
      ? ", against \(days(planned.account.currentDays)) today" : ""
    var sentences = ["Care: \(days(plan.careDays)) days a year\(today)."]
    if let price = plan.shadowPrice {
      let worths = [
        plan.lastDayValue.map { ", the last care day on it earns \(Amount($0))" },
        plan.nextDayValue.map { ", one more would earn \(Amount($0))" },
      ].compactMap { $0 }
      sentences.append("A day of its KAM is worth \(Amount(price))\(worths.joined()).")
    }
    return sentences + [plan.bound.flatMap { Self.words[$0] }].compactMap { $0 }
  }

  /// What holds the days of an account, by the name of the bound.
  private static let words = [
    "price": "It has days as long as they earn that price.",
    "noCare": "Even its first day is worth less than that.",
    "minDays": "It has the least days that were asked for; the price alone would give it no more.",
    "maxDays": "It has the most days that its limits allow.",
    "lockedDays": "Its days are fixed by a decision.",
    "maxChange": "It may not move further from its days today.",
    "capacity": "Its KAM has no more days.",
    "share": "A bound on shares of days holds it back.",
    "days": "A bound on days of its group holds it back.",
    "budget": "The budget holds it back.",
    "responseReserve": "The days left are kept for responses.",
  ]

  private var target: String {
    planned.account.potential > 0
      ? "To win: the potential of \(Amount(planned.account.potential)) a year, as far as it can be reached."
      : "Keep what it has: no potential is known."
  }

  private var events: [String] {
    zip(study.portfolio.triggers, planned.account.events).filter { $1 > 0 }.map { trigger, rate in
      """
      \(trigger.name): expect \(NumberFormat.fixed(rate, decimals: 1)) a year, we learn of \
      \(NumberFormat.shortPercent(trigger.detection)).
      """
    }
  }

  private var rhythm: String {
    let cadence =
      planned.tier.map { " Its care model has \(NumberFormat.short($0.cadence)) contacts a year." }
      ?? ""
    let session = NumberFormat.short(study.portfolio.sessionDays)
    return
      "\(NumberFormat.count(meetings.count, "meeting")) of \(session) days, evenly spread.\(cadence)"
  }

  private var responses: [String] {
    let workload = study.workload(of: planned.account).reduce(0, +)
    let planned = planned.plan.responseDays.map { "\(days($0)) days a year planned; " } ?? ""
    return [
      "Responses: \(planned)answering all that we learn of takes \(days(workload)) days a year on average."
    ]
  }

  private var retention: [String] {
    let revenue = planned.account.annualRevenue
    let keep = "Keep the revenue of \(Amount(revenue)) a year"
    guard let stays else { return [keep + "."] }
    let expected = Self.text(stays, of: revenue, scale: .money(for: [revenue]))
    return ["\(keep); expected to remain after \(years): \(expected), without growth."]
  }

  // MARK: - Execute

  private var wins: [String] {
    zip(study.portfolio.triggers, planned.account.events)
      .filter { $1 > 0 && $0.winProbability * $0.captures > 0 && planned.account.potential > 0 }
      .map { trigger, _ in
        """
        \(trigger.name): one that is answered in time wins with a chance of \
        \(NumberFormat.shortPercent(trigger.winProbability)), then \(NumberFormat.shortPercent(trigger.captures)) \
        of what is not sold yet (\(Amount(trigger.captures * planned.account.potential)) a year).
        """
      }
  }

  private var windows: [String] {
    zip(study.portfolio.triggers, planned.account.events).filter { $1 > 0 }.map { trigger, _ in
      """
      Begin to answer \(trigger.name) within \(NumberFormat.short(trigger.window)) working days; mean effort in \
      days: \(NumberFormat.short(trigger.effort)).
      """
    }
  }

  private var dates: [String] {
    guard let first = meetings.first else { return ["No meeting is planned."] }
    let reviews = meetings.filter(\.isReview).map { "\($0.date(from: firstDay))" }
    return ["First meeting: \(when(first))."]
      + (reviews.isEmpty ? [] : ["Quarterly reviews: \(reviews.joined(separator: ", "))."])
      + (study.isShorterThanYear ? ["The horizon is \(years); meetings are of a full year."] : [])
      + (planned.plan.kam.map(study.hires.contains) == true
        ? ["Its KAM is a hire: meetings count from the day on which the hire begins."] : [])
      + ["All meetings are listed below."]
  }

  private var delivered: [String] {
    [("Care", planned.plan.deliveredCareDays), ("Responses", planned.plan.deliveredResponseDays)]
      .compactMap { what, simulated in
        simulated.map {
          let text = Scale.plain.precise(to: [$0.halfWidth95])
            .estimate($0.mean, halfWidth: $0.halfWidth95)
          return "\(what) as simulated: \(text) days a year, also after it may have left."
        }
      }
  }
}
