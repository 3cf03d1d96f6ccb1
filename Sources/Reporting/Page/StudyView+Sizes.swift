import Charts

extension StudyView {
  private var unit: String {
    study.kind == "headcount" ? "key account managers" : "accounts per KAM"
  }

  /// A size with its unit.
  private func sized(_ size: Int) -> String {
    study.kind == "headcount"
      ? NumberFormat.count(size, "key account manager")
      : "\(NumberFormat.count(size, "account")) per KAM"
  }

  /// Net contribution by size.
  private func curve(_ sizes: StaffingRecord) -> IntervalCurve {
    IntervalCurve(
      points: sizes.sizes.map { size in
        let metric = metric("netContribution", of: "\(size.size)")
        let halfWidth = metric?.halfWidth95
        let mean = metric?.mean ?? .nan
        return IntervalCurve.Estimate(
          x: Double(size.size), mean: mean, low: halfWidth.map { mean - $0 },
          high: halfWidth.map { mean + $0 },
          tooltip: "\(size.size) \(unit): \(Amount(mean, halfWidth: halfWidth)), \(words(on: size))"
        )
      },
      zone: sizes.band.count == 2 && sizes.band[0] < sizes.band[1]
        ? IntervalCurve.Zone(
          Double(sizes.band[0])...Double(sizes.band[1]), label: "as good, or not told apart") : nil,
      marks: marks(sizes), xTitle: unit, yTitle: "Net contribution over \(years)",
      xFormat: PageText.numberAxis, yFormat: PageText.moneyAxis, isWhole: true)
  }

  private func marks(_ sizes: StaffingRecord) -> [IntervalCurve.Mark] {
    [IntervalCurve.Mark(x: Double(sizes.best), label: "best: \(sizes.best)")]
      + (todaySize.map { size in
        size == sizes.best
          ? []
          : [
            IntervalCurve.Mark(
              x: Double(size), label: "\(size) as today, planned anew", isHollow: true)
          ]
      } ?? [])
  }

  /// The size of today, where it is one of those compared.
  private var todaySize: Int? {
    guard study.kind == "headcount" else { return nil }
    let size = study.portfolio.team.count
    return study.recommendation?.sizes.contains { $0.size == size } == true ? size : nil
  }

  /// How a size does beside the best.
  func words(on size: StaffingRecord.SizeRecord) -> String {
    if size.isOverBudget { return "over budget" }
    if size.size == study.recommendation?.best { return "best" }
    if size.isEqual { return "not told apart from the best" }
    return size.isWithinMargin ? "as good as the best" : "worse"
  }

  /// The curve of sizes.
  var sizeCard: ReportCard? {
    guard let sizes = study.recommendation else { return nil }
    let (low, high) = (sizes.band.first ?? sizes.best, sizes.band.last ?? sizes.best)
    let isLimited = sizes.sizes.contains { $0.isOverBudget }
    let verb = sizes.best == 1 && study.kind == "headcount" ? "earns" : "earn"
    let best = "\(sized(sizes.best)) \(verb) most\(isLimited ? " within the budget" : "")"
    return ReportCard(
      title: low == high ? best : "\(best); \(low) to \(high) are as good or not told apart",
      subtitle:
        "Net contribution of all accounts by size, mean and 95 % interval of each, in the same simulated worlds.",
      chart: curve(sizes),
      numbers: ReportCard.Numbers(
        columns: [
          (unit, false), ("KAMs", false), ("days per account", false), ("net contribution", false),
          ("best less this", false), ("verdict", true),
        ],
        rows: sizes.sizes.map { size in
          let metric = metric("netContribution", of: "\(size.size)")
          return [
            "\(size.size)", "\(size.kams)", PageText.days(size.daysPerAccount),
            PageText.estimate(metric, of: "netContribution"),
            size.size == sizes.best
              ? ""
              : "\(Amount(size.shortfall.mean, halfWidth: size.simultaneousHalfWidth, signed: true))",
            words(on: size),
          ]
        },
        note: """
          Best less this is paired: both met the same worlds; its ± is one-sided and holds for all sizes together, \
          so a size is worse if it is more than that behind.
          """))
  }

  /// What the next KAM is worth beside what it costs.
  var stepCard: ReportCard? {
    guard let sizes = study.recommendation, !sizes.steps.isEmpty, study.kind == "headcount" else {
      return nil
    }
    return ReportCard(
      title: stepTitle(sizes.steps),
      subtitle:
        "What the next KAM adds to gross margin over \(years), with its 95 % interval, against what a KAM costs.",
      chart: StepBars(
        bars: sizes.steps.map { step in
          let (low, high) = (step.worth.low, step.worth.high)
          let verdict = PageText.verdict(low.map { $0 - step.cost }, high.map { $0 - step.cost })
          return StepBars.Bar(
            label: "\(step.toKams)", mean: step.worth.mean, low: low, high: high, verdict: verdict,
            tooltip: """
              \(step.fromKams) to \(step.toKams) KAMs: each adds \(PageText.amount(step.worth)), costs \
              \(PageText.money(step.cost)): \(verdict == .better ? "pays" : verdict == .worse ? "does not pay" : "unclear")
              """)
        },
        reference: StepBars.Reference(sizes.steps.map(\.cost), label: "cost of a KAM"),
        xTitle: unit, yTitle: "Worth of the next KAM", yFormat: PageText.moneyAxis),
      numbers: ReportCard.Numbers(
        columns: [
          ("from", false), ("to", false), ("worth of each", false), ("cost", false),
          ("break-even cost a year", false), ("by the price of days", false),
        ],
        rows: sizes.steps.map { step in
          [
            "\(step.fromKams)", "\(step.toKams)", PageText.amount(step.worth),
            PageText.money(step.cost), PageText.amount(step.breakEvenAnnualCost),
            PageText.money(step.pricedWorth),
          ]
        }))
  }

  /// Which steps to a larger team pay for themselves.
  private func stepTitle(_ steps: [StaffingRecord.StepRecord]) -> String {
    func pays(_ step: StaffingRecord.StepRecord) -> Bool {
      step.worth.low.map { $0 > step.cost } ?? false
    }
    let first = steps.prefix(while: pays)
    let count = steps.count(where: pays)
    guard count == first.count else {
      return "\(count) of \(steps.count) steps to a larger team pay for themselves"
    }
    guard let last = first.last, let start = first.first else {
      return "No further KAM is shown to pay for itself"
    }
    let range =
      start.toKams == last.toKams
      ? "KAM \(last.toKams) pays" : "From \(start.fromKams) to \(last.toKams) KAMs each one pays"
    return count == steps.count
      ? "\(range) for itself" : "\(range) for itself; further ones are not shown to"
  }
}
