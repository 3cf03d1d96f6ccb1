/// What the parts of a page need of a study, found once.
struct StudyView {
  let study: StudyRecord
  /// How many worlds were simulated.
  let replications: Int
  /// What the best alternative plans; empty where nothing does.
  let plan: [PlanRecord]
  /// The accounts by their ids.
  let accounts: [String: PortfolioRecord.AccountRecord]

  init(_ study: StudyRecord, of result: SavedResult) {
    self.study = study
    replications = study.replications ?? result.replications ?? 0
    plan = study.planned?.plan ?? []
    accounts = Dictionary(
      study.portfolio.accounts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  var years: String { NumberFormat.years(study.horizonYears) }

  /// The position of a tier, by which it gets its colour.
  func tier(_ name: String?) -> Int? {
    study.portfolio.tiers.firstIndex { $0.id == name && $0.id != "pooled" }
  }

  /// Under what the plan is made.
  var planWords: String { study.sizeWords ?? "under “\(study.best ?? "")”" }

  /// The name of a KAM, or else its id; of a pooled account the pool.
  func kam(_ id: String?) -> String { id.map(study.portfolio.name(ofKAM:)) ?? "pool" }

  /// A label that is the study's own where there are several.
  func labelled(_ label: String) -> String {
    study.scenario.map { "\(label), \($0)" } ?? label
  }

  /// The name of an account, or else its id.
  func name(of account: String) -> String {
    accounts[account].flatMap { $0.name?.isEmpty == false ? $0.name : nil } ?? account
  }

  func metric(_ name: String, of alternative: String?) -> MetricRecord? {
    study.alternatives.first { $0.name == alternative }?.metrics[name]
  }

  /// The paired difference of an alternative from the baseline.
  func difference(_ metric: String, of alternative: String?) -> ComparisonRecord? {
    study.comparisons.first {
      $0.a == study.baseline && $0.b == alternative && $0.metric == metric
    }
  }

  /// The findings of a study, each with its chart; where one of half the width would stand alone, it is wide.
  var cards: [ReportCard] {
    let halves =
      switch study.kind {
      case "headcount", "portfolio-size": [sizeCard, stepCard, outcomeCard, whaleCard, planCard]
      case "sensitivity": [leverCard]
      case "risk": [outcomeCard, lossCard, whaleCard, planCard]
      default: [forestCard, outcomeCard, whaleCard, planCard]
      }
    var cards = halves.compactMap { $0 }
    if cards.count % 2 == 1 { cards[cards.count - 1].isWide = true }
    return [tornadoCard].compactMap { $0 } + cards + [clockCard].compactMap { $0 }
  }
}
