import Simulation
import Statistics
import Study

/// The recommendation of a study of sizes, with the numbers behind it.
struct StaffingRecord: Codable {
  /// What a size counts: `headcount` KAMs, or `portfolio-size` accounts per KAM.
  let kind: String
  let best: Int
  /// A lower bound on the probability that it is.
  let probabilityBest: Double
  /// The smallest and the largest size that are as good.
  let band: [Int]
  /// The share of the best that counts as good as the best.
  let margin: Double
  let sizes: [SizeRecord]
  let steps: [StepRecord]
  /// What days and owners add to today's, and what the size adds to that.
  let allocationGain: AmountRecord?
  let sizeGain: AmountRecord?
  let selection: SelectionRecord?
  let pool: [OptionRecord]?
  let delays: [DelayRecord]?
  /// What it costs that hires come quarter by quarter.
  let staging: AmountRecord?
  let months: [MonthRecord]?
  /// The month in which the hires have paid for themselves.
  let paybackMonth: Int?
  /// Sizes whose KAMs have too few places.
  let impossibleSizes: [Int]
  /// Sizes whose bounds no plan keeps.
  let infeasibleSizes: [Int]

  init(_ study: StaffingStudy, _ finding: StaffingFinding, _ options: StaffingOptions?) {
    let alternatives = study.alternatives
    kind = study.design.question.rawValue
    best = alternatives[finding.best].size
    probabilityBest = finding.probability
    band = [alternatives[finding.band.lowerBound].size, alternatives[finding.band.upperBound].size]
    margin = study.design.request.margin
    sizes = finding.ranks.map { SizeRecord($0, in: study) }
    steps = finding.steps.map { StepRecord($0, in: study) }
    allocationGain = finding.gains.map { AmountRecord($0.allocation) }
    sizeGain = finding.gains.map { AmountRecord($0.size) }
    selection = study.selection.map { SelectionRecord($0, in: study) }
    pool = options?.pool.map(OptionRecord.init)
    delays = options?.course.delays.map {
      DelayRecord(years: $0.years, netContribution: AmountRecord($0.difference))
    }
    staging = (options?.course.staging).map { AmountRecord($0) }
    months = options?.course.months.map(MonthRecord.init)
    paybackMonth = options?.course.payback?.mean
    impossibleSizes = study.impossibleSizes
    infeasibleSizes = study.infeasibleSizes
  }

  /// An amount with its uncertainty.
  struct AmountRecord: Codable {
    let mean: Double
    let halfWidth95: Double?

    init(_ estimate: Estimate) {
      mean = estimate.mean
      halfWidth95 = estimate.halfWidth()
    }
  }

  /// A size beside the best.
  struct SizeRecord: Codable {
    let size: Int
    let kams: Int
    let ownedAccounts: Int
    let annualCost: Double
    let daysPerAccount: Double?
    let eventsPerWorkingDay: [String: Double]
    /// Best less this, net contribution of all accounts.
    let shortfall: AmountRecord
    /// One-sided, for all sizes together.
    let simultaneousHalfWidth: Double?
    let isEqual: Bool
    let isWithinMargin: Bool
    let isOverBudget: Bool

    init(_ rank: StaffingFinding.Rank, in study: StaffingStudy) {
      let team = study.alternatives[rank.position].team
      let arithmetic = TeamArithmetic(team.portfolio)
      size = team.size
      kams = team.portfolio.team.count
      ownedAccounts = team.ownedAccountCount
      annualCost = team.annualCost
      daysPerAccount = arithmetic.daysPerAccount
      eventsPerWorkingDay = Dictionary(
        uniqueKeysWithValues: zip(
          team.portfolio.triggers.map(\.name), arithmetic.eventsPerWorkingDay))
      shortfall = AmountRecord(rank.shortfall)
      simultaneousHalfWidth = rank.halfWidth.isFinite ? rank.halfWidth : nil
      isEqual = rank.isEqual
      isWithinMargin = rank.isWithinMargin
      isOverBudget = rank.isOverBudget
    }
  }

  /// What the next KAM is worth.
  struct StepRecord: Codable {
    let fromKams: Int
    let toKams: Int
    let worth: AmountRecord
    let cost: Double
    let breakEvenAnnualCost: AmountRecord?
    let pricedWorth: Double?

    init(_ step: StaffingFinding.Step, in study: StaffingStudy) {
      fromKams = study.alternatives[step.from].team.portfolio.team.count
      toKams = study.alternatives[step.to].team.portfolio.team.count
      worth = AmountRecord(step.worth)
      cost = step.cost
      breakEvenAnnualCost = step.breakEvenCost.map(AmountRecord.init)
      pricedWorth = step.pricedWorth
    }
  }

  /// How the best was selected.
  struct SelectionRecord: Codable {
    var procedure = "KN"
    let confidence: Double
    let indifference: Double
    let isDecided: Bool
    let survivors: [Int]
    let replications: [Int]

    init(_ selection: Selection, in study: StaffingStudy) {
      confidence = selection.confidence
      indifference = selection.indifference
      isDecided = selection.isDecided
      survivors = selection.survivors.map { study.alternatives[$0].size }
      replications = selection.replications
    }
  }

  /// Hires who begin later.
  struct DelayRecord: Codable {
    let years: Double
    let netContribution: AmountRecord
  }

  /// Accounts that go to the pool.
  struct OptionRecord: Codable {
    let share: Double
    let accounts: Int
    let freedDays: Double
    let netContribution: AmountRecord

    init(_ option: StaffingOptions.Option) {
      share = option.share
      accounts = option.count
      freedDays = option.freedDays
      netContribution = AmountRecord(option.difference)
    }
  }

  /// A month of the plan.
  struct MonthRecord: Codable {
    let month: Int
    let closedSeats: Int
    let hires: Int
    let seats: Int
    let filledSeats: AmountRecord
    let gain: AmountRecord?

    init(_ month: StaffingCourse.Month) {
      self.month = month.number
      closedSeats = month.closed
      hires = month.hires
      seats = month.seats
      filledSeats = AmountRecord(month.filled)
      gain = month.gain.map { AmountRecord($0) }
    }
  }
}
