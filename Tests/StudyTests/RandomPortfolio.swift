import PortfolioModel

/// Random numbers for test cases (SplitMix64), so that a seed names a case on every platform.
private struct SampleStream {
  var state: UInt64

  mutating func uniform(_ low: Double, _ high: Double) -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    mixed ^= mixed >> 31
    return low + (high - low) * Double(mixed >> 11) * 0x1p-53
  }
}

extension Portfolio {
  /// A portfolio of two KAMs in which everything varies that a bound on earnings has to cover: scarce and
  /// ample days, dangerous and harmless events, departures, S-shaped curves, accounts that lose money.
  static func varied(seed: UInt64) -> Portfolio {
    var stream = SampleStream(state: seed)
    var parameters = ModelParameters()
    parameters.careEffect = stream.uniform(0.1, 0.9)
    parameters.expansionRate = stream.uniform(0, 4)
    parameters.follow = stream.uniform(0, 0.5)
    parameters.departureRiskFactor = stream.uniform(1, 3)
    parameters.engagementHalfLife = stream.uniform(20, 150)
    var triggers = TriggerType.builtIn
    for type in triggers.indices {
      triggers[type].detection = stream.uniform(0.2, 1)
      triggers[type].lag = stream.uniform(0, 20)
      triggers[type].riskFactor = stream.uniform(1, 4)
      triggers[type].riskDays = stream.uniform(5, 120)
      triggers[type].winProbability = stream.uniform(0, 0.5)
      triggers[type].window = stream.uniform(2, 60)
    }
    var careModels = CareModel.builtIn
    if stream.uniform(0, 1) < 0.3 {
      for tier in careModels.indices {
        careModels[tier].judgement = .curve(
          .adbudg(half: stream.uniform(0.5, 4), exponent: stream.uniform(1, 5)))
      }
    }
    let departure = stream.uniform(0, 0.4)
    let team = ["K1", "K2"].map { id in
      var kam = KeyAccountManager(id: id)
      kam.fte = stream.uniform(0.1, 1.5)
      kam.departure = departure
      return kam
    }
    let accounts = (0..<Int(stream.uniform(4, 40))).map { position in
      var account = Account(id: "A\(position)", annualRevenue: stream.uniform(10_000, 400_000))
      account.margin = stream.uniform(0, 1) < 0.05 ? -0.1 : stream.uniform(0.2, 0.8)
      account.potential = max(0, stream.uniform(-100_000, 300_000))
      account.activity = stream.uniform(0, 20)
      account.keyPeople = stream.uniform(1, 15)
      account.churn = stream.uniform(0.01, 0.5)
      account.ownDays = stream.uniform(0, 12)
      account.tier = stream.uniform(0, 1) < 0.1 ? CareModel.pooledID : nil
      return account
    }
    return Portfolio(
      accounts: accounts, team: team, careModels: careModels, triggers: triggers,
      parameters: parameters)
  }
}
