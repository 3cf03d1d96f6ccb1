import Study

extension PolicyReport {
  /// How much of what is possible the best policy adds to doing nothing: with these days, and without limit.
  var possible: [ReportText.Block] {
    guard let bounds else { return [] }
    let best = study.alternative(finding.best)
    var lines: [String] = []
    if let share = bounds.shareOfFluid(best) {
      let scale = Scale.money(for: [bounds.fluid.gain])
      lines.append(
        """
        "\(finding.best.rawValue)" adds at least \(Self.text(share)) % of what these days can add to doing \
        nothing (at most \(Self.amount(bounds.fluid.gain, scale)), a fluid bound).
        """)
    }
    if let share = bounds.shareOfClairvoyant(best), let most = bounds.clairvoyantGain {
      let scale = Scale.money(for: [most.mean]).precise(to: [most.halfWidth()])
      let unit = scale.suffix.isEmpty ? "" : " " + scale.suffix
      lines.append(
        """
        It adds \(Self.text(share)) % of what days without limit and knowing of every event at once would add \
        (\(scale.estimate(most.mean, halfWidth: most.halfWidth()))\(unit)).
        """)
    }
    return lines.map { .sentence($0) }
  }

  /// The column of what each policy adds, best first, as a share of what these days can add.
  var sharesOfPossible: (header: String, cells: [String])? {
    guard let bounds, bounds.fluid.gain > 0 else { return nil }
    let shares = finding.ranking.map { bounds.shareOfFluid(study.alternative($0)) }
    let scale = Scale.percent.precise(to: shares.map { $0?.halfWidth })
    return (
      "share of possible, %",
      shares.map { share in
        share.map { scale.estimate($0.mean, halfWidth: $0.halfWidth) } ?? "none"
      }
    )
  }

  private static func text(_ share: PolicyBounds.Share) -> String {
    Scale.percent.precise(to: [share.halfWidth]).estimate(share.mean, halfWidth: share.halfWidth)
  }

  private static func amount(_ money: Double, _ scale: Scale) -> String {
    NumberFormat.fixed(money / scale.divisor, decimals: 2)
      + (scale.suffix.isEmpty ? "" : " " + scale.suffix)
  }
}
