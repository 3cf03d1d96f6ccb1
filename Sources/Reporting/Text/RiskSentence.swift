import Allocation

/// How a risk-averse plan does in bad worlds, in words.
struct RiskSentence {
  let text: String

  init(of risk: PlanRisk) {
    let outlooks = [risk.plan, risk.neutral]
    let figures =
      outlooks.flatMap { [$0.mean, $0.worst] } + [risk.difference.mean, risk.difference.worst]
    let scale = Scale.money(for: figures.map(\.value)).precise(to: figures.map(\.halfWidth))
    func money(_ figure: PlanRisk.Figure, signed: Bool = false) -> String {
      let number = scale.estimate(figure.value, halfWidth: figure.halfWidth, signed: signed)
      return scale.suffix.isEmpty ? number : "\(number) \(scale.suffix)"
    }
    func sentence(
      _ subject: String, _ plan: PlanRisk.Figure, _ neutral: PlanRisk.Figure,
      _ difference: PlanRisk.Figure
    ) -> String {
      "\(subject) \(money(plan)), without risk aversion \(money(neutral)) (\(money(difference, signed: true)))."
    }
    let aversion = risk.aversion
    let share = NumberFormat.percent(1 - aversion.level)
    var lines = [
      """
      Risk aversion \(NumberFormat.fixed(aversion.weight, decimals: 2)): planned in \
      \(NumberFormat.count(aversion.worlds, "sampled world")), judged in \
      \(NumberFormat.count(PlanRisk.worlds, "other")). Prices count bad worlds. KAMs' accounts are worth
      """,
      "  "
        + sentence(
          "in the worst \(share) of worlds on average", risk.plan.worst, risk.neutral.worst,
          risk.difference.worst),
      "  "
        + sentence(
          "in all worlds on average", risk.plan.mean, risk.neutral.mean, risk.difference.mean),
    ]
    if risk.difference.worst.value < 0 {
      lines.append(
        """
        In bad worlds that it was not made for the plan is no better: raise riskAversion.worlds, or leave \
        riskAversion out; losses of many accounts even out.
        """)
    }
    text = lines.joined(separator: "\n")
  }
}
