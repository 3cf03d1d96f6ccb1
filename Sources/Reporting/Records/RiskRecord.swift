import Allocation

/// How a plan does in bad worlds, as it stands in JSON; money over the horizon.
struct RiskRecord: Codable {
  /// Half the widths of 95 % intervals.
  struct HalfWidths: Codable {
    let mean: Double
    let cvar: Double
    let meanWithout: Double
    let cvarWithout: Double
    let meanDifference: Double
    let cvarDifference: Double
  }

  let weight: Double
  let level: Double
  let worlds: Int
  let mean: Double
  let cvar: Double
  /// Of the plan without risk aversion.
  let meanWithout: Double
  let cvarWithout: Double
  let halfWidths: HalfWidths

  init(_ risk: PlanRisk) {
    weight = risk.aversion.weight
    level = risk.aversion.level
    worlds = risk.aversion.worlds
    mean = risk.plan.mean.value
    cvar = risk.plan.worst.value
    meanWithout = risk.neutral.mean.value
    cvarWithout = risk.neutral.worst.value
    halfWidths = HalfWidths(
      mean: risk.plan.mean.halfWidth, cvar: risk.plan.worst.halfWidth,
      meanWithout: risk.neutral.mean.halfWidth, cvarWithout: risk.neutral.worst.halfWidth,
      meanDifference: risk.difference.mean.halfWidth,
      cvarDifference: risk.difference.worst.halfWidth)
  }
}
