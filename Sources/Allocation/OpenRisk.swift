import PortfolioModel
import Statistics

/// How much the risk of a trigger type raises the hazard of an account that a KAM owns.
struct OpenRisk {
  /// The mean factor where nobody answers.
  let factor: Double
  /// The mean factor where every event that we learn of is answered at once.
  let answeredFactor: Double

  private let raised: Double
  /// Events per working day.
  private let rate: Double
  private let days: Double
  private let resolvedDays: Double
  private let resolved: Double

  init(_ trigger: TriggerType, on account: Account, parameters: ModelParameters) {
    raised = trigger.riskFactor - 1
    rate = trigger.rate(on: account) / parameters.workingDaysPerYear
    days = trigger.riskDays
    resolvedDays = trigger.resolvedRiskDays
    resolved = trigger.resolvedShare(isPooled: false)
    let open = -Elementary.expMinusOne(-rate * days)
    // The latest event decides: its risk is open while it is younger than the risk and not yet learnt of.
    let unknown =
      trigger.lag > 0 && rate > 0
      ? rate / (rate + 1 / trigger.lag)
        * -Elementary.expMinusOne(-(rate + 1 / trigger.lag) * days) : 0
    factor = 1 + raised * open
    answeredFactor = 1 + raised * ((1 - resolved) * open + resolved * unknown)
  }

  /// The mean factor at a moment after the start, days, where nobody answers from then on.
  private func factor(at time: Double) -> Double {
    func earlier(_ days: Double) -> Double { -Elementary.expMinusOne(-rate * max(0, days - time)) }
    let open = (1 - resolved) * earlier(days) + resolved * earlier(resolvedDays)
    let isNew = -Elementary.expMinusOne(-rate * min(time, days))
    return 1 + raised * (isNew + (1 - isNew) * open)
  }

  /// By how much the product of factors falls short of its steady state, added up over days.
  static func missing(_ risks: [OpenRisk], upTo horizon: Double) -> Double {
    let steady = risks.reduce(1) { $0 * $1.factor }
    let longest = min(horizon, risks.reduce(0) { max($0, $1.days) })
    return Integral.sum(longest) { time in
      max(0, steady - risks.reduce(1) { $0 * $1.factor(at: time) })
    }
  }
}

/// Integrals from 0 to an end.
enum Integral {
  /// Of a smooth function, by Simpson's rule.
  static func sum(_ end: Double, _ function: (Double) -> Double) -> Double {
    let steps = 64
    let sum = (0...steps).reduce(0.0) { sum, step in
      let weight = step == 0 || step == steps ? 1.0 : step.isMultiple(of: 2) ? 2 : 4
      return sum + weight * function(end * Double(step) / Double(steps))
    }
    return end <= 0 ? 0 : sum * end / Double(3 * steps)
  }
}
