import PortfolioModel
import Statistics
import Study

/// What may happen and what hangs on few, for JSON; money over the horizon.
struct RiskStudyRecord: Codable {
  let target: Double?
  let require: Double?
  let isMet: Bool?
  let outlooks: [OutlookRecord]
  let histogram: HistogramRecord
  let concentration: ConcentrationRecord
  let exposures: [ExposureRecord]

  init(_ study: RiskStudy) {
    let portfolio = study.policies.design.portfolio
    target = study.request.target
    require = study.request.requiredChance
    isMet = study.isMet
    outlooks = study.outlooks.map(OutlookRecord.init)
    histogram = HistogramRecord(study)
    concentration = ConcentrationRecord(study.concentration, portfolio: portfolio)
    exposures = study.exposures.map { ExposureRecord($0, portfolio: portfolio) }
  }

  /// A chance with its 95 % interval.
  struct ChanceRecord: Codable {
    let share: Double
    let lower: Double
    let upper: Double

    init(_ chance: Proportion) {
      share = chance.share
      lower = chance.interval().lowerBound
      upper = chance.interval().upperBound
    }
  }

  struct OutlookRecord: Codable {
    let policy: String
    let mean: StaffingRecord.AmountRecord
    let worstShare: Double?
    let valueAtRisk: ThresholdRecord?
    let cvar: AmountRecord?
    let quantiles: [QuantileRecord]
    let reachesTarget: ChanceRecord?
    let loss: ChanceRecord
    let nrrBelow1: ChanceRecord?

    init(_ outlook: Outlook) {
      policy = outlook.policy.rawValue
      mean = StaffingRecord.AmountRecord(outlook.mean)
      worstShare = outlook.worst?.share
      valueAtRisk = outlook.worst.map(ThresholdRecord.init)
      cvar = outlook.worst.map { AmountRecord(mean: $0.mean, halfWidth95: $0.halfWidth) }
      quantiles = outlook.quantiles.map {
        QuantileRecord(probability: $0.probability, value: $0.value)
      }
      reachesTarget = outlook.reaching.map(ChanceRecord.init)
      loss = ChanceRecord(outlook.loss)
      nrrBelow1 = outlook.shrinking.map(ChanceRecord.init)
    }
  }

  struct AmountRecord: Codable {
    let mean: Double
    let halfWidth95: Double?
  }

  struct QuantileRecord: Codable {
    let probability: Double
    let value: Double
  }

  /// The value at risk with its 95 % interval; an end that takes more replications is left out.
  struct ThresholdRecord: Codable {
    let value: Double
    let lower: Double?
    let upper: Double?

    init(_ risk: TailRisk) {
      value = risk.threshold
      lower = risk.thresholdInterval.lower.isFinite ? risk.thresholdInterval.lower : nil
      upper = risk.thresholdInterval.upper.isFinite ? risk.thresholdInterval.upper : nil
    }
  }

  struct HistogramRecord: Codable {
    /// One more than there are bins.
    let edges: [Double]
    /// How many replications of each outlook end in each bin.
    let counts: [[Int]]

    init(_ study: RiskStudy) {
      edges = (0...study.histogram.binCount).map(study.histogram.edge)
      counts = study.outlooks.map { study.histogram.counts(of: $0.outcomes) }
    }
  }

  struct ConcentrationRecord: Codable {
    let largestAccount: String
    let largestShare: Double
    let topFiveShare: Double
    let topFifthShare: Double
    let herfindahl: Double
    let topKam: String?
    let largestAccountKam: String?

    init(_ concentration: Concentration, portfolio: Portfolio) {
      largestAccount = portfolio.accounts[concentration.largest].id
      largestShare = concentration.largestShare
      topFiveShare = concentration.topFiveShare
      topFifthShare = concentration.topFifthShare
      herfindahl = concentration.herfindahl
      topKam = concentration.topKAM.map { portfolio.team[$0].id }
      largestAccountKam = concentration.largestOwner.map { portfolio.team[$0].id }
    }
  }

  struct ExposureRecord: Codable {
    let policy: String
    /// Left out where there is one account.
    let customerLoss: StaffingRecord.AmountRecord?
    let departures: [DepartureRecord]

    init(_ exposure: RiskStudy.Exposure, portfolio: Portfolio) {
      policy = exposure.policy.rawValue
      customerLoss = exposure.customerLoss.map(StaffingRecord.AmountRecord.init)
      departures = exposure.departures.map {
        DepartureRecord(
          kam: portfolio.team[$0.kam].id,
          difference: StaffingRecord.AmountRecord($0.difference),
          sharedDifference: StaffingRecord.AmountRecord($0.sharedDifference),
          saved: StaffingRecord.AmountRecord($0.saved))
      }
    }
  }

  struct DepartureRecord: Codable {
    let kam: String
    let difference: StaffingRecord.AmountRecord
    let sharedDifference: StaffingRecord.AmountRecord
    let saved: StaffingRecord.AmountRecord
  }
}
