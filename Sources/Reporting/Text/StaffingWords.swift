import PortfolioModel
import Simulation
import Statistics
import Study

/// What a study of sizes found, in sentences.
struct StaffingWords {
  let study: StaffingStudy
  let finding: StaffingFinding

  init(_ study: StaffingStudy, finding: StaffingFinding) {
    self.study = study
    self.finding = finding
  }

  var years: String { NumberFormat.years(study.design.today.horizonYears) }

  var margin: String { NumberFormat.share(study.design.request.margin) }

  /// The best size with its unit.
  var bestTeam: String { sized(study.alternatives[finding.best].size) }

  /// The sizes from the least to the largest.
  var range: String {
    let sizes = study.alternatives.map(\.size)
    return "\(sizes.first ?? 0) to \(sized(sizes.last ?? 0))"
  }

  private func sized(_ size: Int) -> String {
    study.design.question == .headcount
      ? NumberFormat.count(size, "KAM") : "\(NumberFormat.count(size, "account")) per KAM"
  }

  /// What was simulated.
  var conditions: String {
    let design = study.design
    let team = NumberFormat.count(design.portfolio.team.count, "KAM")
    let replications =
      design.isSampled
      ? """
      \(design.request.sampleCount) sampled portfolios of each size, \
      \(NumberFormat.count(design.replicationsPerSample, "replication")) each
      """
      : NumberFormat.count(
        study.alternatives.map(\.outcome.replications).max() ?? 0, "replication")
    let how =
      switch (design.question, design.request.variation) {
      case (.portfolioSize, .accounts):
        "The team stays; the best accounts stay with it, the rest goes to the pool."
      case (.portfolioSize, .sample):
        "Each portfolio has one KAM; earnings are scaled to all accounts."
      default: "The accounts stay; the team varies, and owners are found for each size."
      }
    return """
      \(NumberFormat.count(design.portfolio.accounts.count, "account")), today \(team), \
      \(years), \(replications), seed \(design.today.seed), policy "\(design.request.policy.rawValue)".
      \(how)
      """
  }

  /// The recommendation and what it is worth.
  var headline: String {
    let best = study.alternatives[finding.best]
    let isOver = finding.ranks.map(\.isOverBudget)
    let within = isOver.contains(true) ? " within the budget" : ""
    let beginning =
      isOver[finding.best]
      ? "No size is within the budget; \(bestTeam) \(best.size == 1 ? "costs" : "cost") least"
      : "\(bestTeam) \(best.size == 1 ? "earns" : "earn") most\(within) over \(years)"
    guard let today = study.today,
      let gain = study.difference(from: today, to: best, in: [.netContribution])
    else { return beginning + "." }
    let team = NumberFormat.count(today.team.portfolio.team.count, "KAM")
    return """
      \(beginning): \(Amount(gain, signed: true)) net contribution against today (\(team), policy \
      "\(study.design.today.baseline.rawValue)").
      """
  }

  /// How sure the recommendation is.
  var certainty: String {
    let others = study.alternatives.count - 1
    if others == 0 { return "How sure: nothing else was compared." }
    if finding.ranks[finding.best].isOverBudget {
      return "How sure: what the sizes earn did not decide; raise the budget or try smaller sizes."
    }
    let equals = finding.ranks.filter {
      $0.isEqual && !$0.isOverBudget && $0.position != finding.best
    }
    var sentences: [String] = []
    if let selection = study.selection {
      let zone = Amount(selection.indifference)
      sentences.append(
        selection.isDecided
          ? """
          selected with at least 95 % confidence if it is ahead by \(zone) or more (procedure KN), \
          after \(NumberFormat.count(selection.replications.max() ?? 0, "replication"))
          """
          : "the limit of replications came before one size was selected (procedure KN, zone \(zone))"
      )
    }
    if equals.isEmpty {
      sentences.append(
        "at least 95 % that it is the best of the sizes compared\(budgetWords), in the model")
    } else {
      let names = equals.map { "\(study.alternatives[$0.position].size)" }
      let percent = Int(100 * finding.probability)
      let probability = percent > 0 ? ", and is best with at least \(percent) %" : ""
      sentences.append(
        """
        it can't be told apart from \(names.joined(separator: ", "))\(probability); more replications (--replications) tell more
        """)
    }
    return "How sure: " + sentences.joined(separator: "; ") + "."
  }

  private var budgetWords: String {
    finding.ranks.contains(where: \.isOverBudget) ? " and within the budget" : ""
  }

  /// The band, the next KAM, and where the gain comes from.
  var reasons: [String] {
    [band, edge, budget, nextKAM, gains, skipped, infeasible].compactMap { $0 }
  }

  private var band: String? {
    let (low, high) = (
      study.alternatives[finding.band.lowerBound].size,
      study.alternatives[finding.band.upperBound].size
    )
    guard low != high else {
      return "No size next to it is shown to be as good, or within \(margin) of it."
    }
    return """
      As good as the best: \(low) to \(sized(high)), not to be told from it or shown to be within \
      \(margin). The optimum is flat: choose in this range by what the model leaves out.
      """
  }

  /// Where the best lies at an end of what was compared, there may be a better size beyond.
  private var edge: String? {
    let sizes = study.alternatives.indices.filter { !finding.ranks[$0].isOverBudget }
    guard sizes.count > 1, finding.best != 0 || study.alternatives[0].size > 1 else { return nil }
    if finding.best == study.alternatives.count - 1 {
      return "It is the largest size compared: a larger one may be better (--to)."
    }
    return finding.best == 0
      ? "It is the smallest size compared: a smaller one may be better (--from)." : nil
  }

  private var budget: String? {
    guard let budget = study.design.request.budget else { return nil }
    let over = finding.ranks.filter(\.isOverBudget)
    let limit = Amount(budget)
    if over.count == finding.ranks.count {
      return "Every size costs more than the budget of \(limit) a year."
    }
    let sizes = over.map { "\(study.alternatives[$0.position].size)" }.joined(separator: ", ")
    return sizes.isEmpty
      ? "Every size is within the budget of \(limit) a year."
      : "The budget of \(limit) a year rules out \(sizes)."
  }

  /// What the KAM beyond the best size would add, and what the last one adds.
  private var nextKAM: String? {
    func sentence(_ step: StaffingFinding.Step, _ verb: String) -> String {
      let team = study.alternatives[step.to].team.portfolio.team.count
      return """
        \(step.kamCount == 1 ? "The \(ordinal(team)) KAM" : "Each KAM up to the \(ordinal(team))") \
        \(verb) \(Amount(step.worth)) to gross margin over \(years) and costs \(Amount(step.cost)).
        """
    }
    let last = finding.steps.first { $0.to == finding.best }
    let next = finding.steps.first { $0.from == finding.best }
    let sentences = [last.map { sentence($0, "adds") }, next.map { sentence($0, "would add") }]
      .compactMap { $0 }
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }

  private var gains: String? {
    guard let (allocation, size) = finding.gains else { return nil }
    return """
      Of the gain over today, \(Amount(allocation, signed: true)) is allocation (days and owners with the \
      team of today), \(Amount(size, signed: true)) is size.\
      \(size.mean + (size.halfWidth() ?? .infinity) < 0 ? " The team of today, planned anew, is better than every size compared." : "")
      """
  }

  /// When the hires have paid for themselves.
  func payback(of course: StaffingCourse?) -> String? {
    guard let payback = course?.payback else { return nil }
    func month(_ number: Int?) -> String { number.map { "month \($0)" } ?? "after the horizon" }
    guard payback.mean != nil else { return "The hires do not pay for themselves within \(years)." }
    return """
      The hires have paid for themselves by \(month(payback.mean)) (95 %: \(month(payback.earliest)) to \
      \(month(payback.latest))).
      """
  }

  private var skipped: String? {
    guard !study.impossibleSizes.isEmpty else { return nil }
    let sizes = study.impossibleSizes.map(String.init).joined(separator: ", ")
    return study.design.isSampled
      ? "Left out, for there are fewer accounts: \(sizes)."
      : "Left out, for the KAMs have too few places (maxAccounts) for the accounts: \(sizes)."
  }

  private var infeasible: String? {
    let sizes = study.infeasibleSizes.map(String.init).joined(separator: ", ")
    return sizes.isEmpty ? nil : "Left out, for no plan keeps the bounds: \(sizes)."
  }

  // MARK: - Numbers

  private func ordinal(_ number: Int) -> String {
    let suffix =
      (11...13).contains(number % 100)
      ? "th" : [1: "st", 2: "nd", 3: "rd"][number % 10] ?? "th"
    return "\(number)\(suffix)"
  }
}
