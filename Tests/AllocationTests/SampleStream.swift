import Foundation
import PortfolioModel

/// A small generator for test cases (SplitMix64), so that a seed names a case on every platform.
struct SampleStream: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func uniform(_ range: ClosedRange<Double>) -> Double {
    Double.random(in: range, using: &self)
  }

  mutating func happens(_ probability: Double) -> Bool { uniform(0...1) < probability }

  /// Lognormal around `median` with a spread of `sigma` in the logarithm.
  mutating func lognormal(median: Double, sigma: Double) -> Double {
    let normal = sqrt(-2 * log(uniform(1e-12...1))) * cos(2 * .pi * uniform(0...1))
    return median * exp(sigma * normal)
  }
}

extension Portfolio {
  /// A portfolio with something of everything: missing and given fields, pooled accounts, weights,
  /// segments, losses and unequal KAMs.
  static func random(
    seed: UInt64, accountCount: Int, careModels: [CareModel] = CareModel.builtIn,
    currentDaysGiven: Bool = false
  ) -> Portfolio {
    var stream = SampleStream(seed: seed)
    let team = (0..<max(1, accountCount / 25)).map { position in
      var kam = KeyAccountManager(id: "kam-\(position)")
      kam.fte = stream.uniform(0.5...1.5)
      return kam
    }
    let accounts = (0..<accountCount).map { position in
      var account = Account(
        id: "account-\(position)", annualRevenue: stream.lognormal(median: 80_000, sigma: 1.2))
      account.margin = stream.happens(0.05) ? -0.1 : stream.uniform(0.2...0.8)
      account.potential = stream.happens(0.2) ? 0 : stream.lognormal(median: 40_000, sigma: 1.4)
      account.activity = stream.uniform(0...20)
      account.keyPeople = stream.uniform(1...15).rounded()
      account.churn = stream.happens(0.5) ? stream.uniform(0.01...0.4) : nil
      account.currentDays = currentDaysGiven || stream.happens(0.3) ? stream.uniform(0...12) : nil
      account.strategicWeight = stream.happens(0.1) ? stream.uniform(0...3) : 1
      account.segment = ["industry", "public", "retail", nil].randomElement(using: &stream) ?? nil
      account.tier = stream.happens(0.05) ? CareModel.pooledID : nil
      return account
    }
    return Portfolio(accounts: accounts, team: team, careModels: careModels)
  }

  /// A portfolio of one account under one KAM, without triggers unless some are given.
  static func single(
    _ account: Account, careModel: CareModel = CareModel(id: "key", maxDays: 40),
    triggers: [TriggerType] = [], parameters: ModelParameters = ModelParameters()
  ) -> Portfolio {
    var account = account
    account.tier = careModel.id
    return Portfolio(
      accounts: [account], team: [KeyAccountManager(id: "kam")], careModels: [careModel],
      triggers: triggers, parameters: parameters)
  }
}

/// The distance of two numbers relative to the second.
func relativeError(_ found: Double, _ expected: Double) -> Double {
  found == expected ? 0 : abs(found - expected) / abs(expected)
}
