import PortfolioModel
import Statistics
import Study

/// What a decision rests on, for JSON.
struct SensitivityRecord: Codable {
  let decisions: [DecisionRecord]
  let baseline: String
  let best: String
  let gain: StaffingRecord.AmountRecord
  let inputs: [InputRecord]
  /// What it would be worth to know all inputs first, money over the horizon.
  let informationValue: Double
  /// The 5th, 50th and 95th percentile of the gain that draws of all inputs expect.
  let expectedGain: [Double]
  /// The standard deviation of the gain by luck.
  let luck: Double
  let gainSplit: SplitRecord?
  let levers: [LeverRecord]

  init(_ study: SensitivityStudy, levers: LeverStudy) {
    let names = study.design.decisions.map(\.name)
    decisions = zip(names, study.central).map {
      DecisionRecord(name: $0, netContribution: StaffingRecord.AmountRecord($1))
    }
    baseline = names[0]
    best = names[study.best]
    gain = StaffingRecord.AmountRecord(study.gain)
    inputs = study.effects.map { InputRecord($0, names: names) }
    informationValue = study.information.value
    let gains = study.expectedGains.sorted()
    expectedGain = [0.05, 0.5, 0.95].map(gains.quantile)
    luck = study.luck
    gainSplit = study.gainSplit.map(SplitRecord.init)
    self.levers = levers.effects.map(LeverRecord.init)
  }

  struct DecisionRecord: Codable {
    let name: String
    let netContribution: StaffingRecord.AmountRecord
  }

  struct InputRecord: Codable {
    let input: String
    let unit: String
    let low: Double
    let central: Double
    let high: Double
    let grade: String?
    let source: String
    let swing: Double
    let points: [PointRecord]
    let switches: [SwitchRecord]
    let informationValue: Double

    init(_ effect: SensitivityStudy.Effect, names: [String]) {
      input = effect.input.name
      unit = effect.input.unit
      (low, central, high) = (effect.input.low, effect.input.central, effect.input.high)
      grade = effect.input.grade?.rawValue
      source = effect.input.source
      swing = effect.swing
      points = effect.points.map {
        PointRecord(value: $0.value, gain: StaffingRecord.AmountRecord($0.gain))
      }
      switches = effect.switches.map {
        SwitchRecord(
          value: $0.value, side: $0.isAbove ? "above" : "below", decision: names[$0.decision])
      }
      informationValue = effect.information.value
    }
  }

  struct PointRecord: Codable {
    let value: Double
    let gain: StaffingRecord.AmountRecord
  }

  struct SwitchRecord: Codable {
    let value: Double
    let side: String
    let decision: String
  }

  /// Standard deviations between draws of all inputs and within them, money over the horizon.
  struct SplitRecord: Codable {
    let between: Double
    let within: Double

    init(_ split: VarianceSplit) {
      between = split.between.squareRoot()
      within = split.within.squareRoot()
    }
  }

  struct LeverRecord: Codable {
    let lever: String
    let netContribution: StaffingRecord.AmountRecord
    let worthPerYear: StaffingRecord.AmountRecord

    init(_ effect: LeverStudy.Effect) {
      lever = effect.lever.rawValue
      netContribution = StaffingRecord.AmountRecord(effect.difference)
      worthPerYear = StaffingRecord.AmountRecord(effect.worthPerYear)
    }
  }
}
