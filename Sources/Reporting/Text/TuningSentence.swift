import Allocation

/// How the simulation tuned a plan, in words.
struct TuningSentence {
  let text: String

  init(of tuning: Tuning) {
    let scale = Scale.money(for: [tuning.price, tuning.dayWorth])
      .precise(to: [tuning.dayWorthHalfWidth])
    func money(_ number: String) -> String {
      scale.suffix.isEmpty ? number : "\(number) \(scale.suffix)"
    }
    text = """
      Tuned: the plan of "optimal-tuned" shares out \(NumberFormat.fixed(tuning.factor, decimals: 2)) days \
      for each day that there is. A day more is worth \
      \(money(scale.estimate(tuning.dayWorth, halfWidth: tuning.dayWorthHalfWidth))) in the simulation; \
      its price in the program is \(money(NumberFormat.fixed(tuning.price / scale.divisor, decimals: scale.decimals))).
      """
  }
}
