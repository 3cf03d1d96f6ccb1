import PortfolioModel

/// A synthetic portfolio: accounts whose sizes are drawn instead of read.
///
/// The draws of an account depend on the seed and on its number alone, so a larger portfolio begins
/// with the accounts of a smaller one.
struct PortfolioGenerator {
  /// What a draw is for; a new purpose moves no existing draw.
  private enum Purpose: Int {
    case revenue, potential, activity, keyPeople, segment
  }

  /// The owner of each account, if owners are given; else their number counts.
  var owners: [String?]
  /// Annual revenue, money/year.
  var revenue = GeneratedQuantity.constant(0)
  /// Potential as a multiple of the account's own revenue.
  var potential = GeneratedQuantity.constant(0)
  /// Requests a year; the default of accounts if `nil`.
  var activity: GeneratedQuantity?
  /// Key people, rounded, at least 1; the default of accounts if `nil`.
  var keyPeople: GeneratedQuantity?
  /// The segments, each as likely as the others.
  var segments: [String] = []
  /// Fields that are the same for all accounts.
  var constants: [(field: Field<Account>, value: Double)] = []

  /// The accounts for a seed.
  func accounts(seed: UInt64) -> [Account] {
    let ids = numberedIDs("A", count: owners.count, digits: 3)
    return zip(ids, owners).enumerated().map { index, named in
      func uniform(_ purpose: Purpose) -> Double {
        Self.uniform(account: index, purpose: purpose.rawValue, seed: seed)
      }
      func draw(_ quantity: GeneratedQuantity, for purpose: Purpose) -> Double {
        // The largest amount that fields allow: the tail of a wide distribution goes beyond it.
        min(quantity.quantile(uniform(purpose)), 1e12)
      }
      var account = Account(id: named.0, annualRevenue: draw(revenue, for: .revenue))
      account.kam = named.1
      account.potential = min(account.annualRevenue * draw(potential, for: .potential), 1e12)
      if let activity { account.activity = min(draw(activity, for: .activity), 10_000) }
      if let keyPeople {
        account.keyPeople = min(max(1, draw(keyPeople, for: .keyPeople).rounded()), 10_000)
      }
      if !segments.isEmpty {
        account.segment = segments[Int(uniform(.segment) * Double(segments.count))]
      }
      for constant in constants { constant.field.set(&account, constant.value) }
      return account
    }
  }

  /// A uniform number in (0, 1) for one purpose of one account: all randomness comes from here.
  static func uniform(account: Int, purpose: Int, seed: UInt64) -> Double {
    var state = seed
    for word in [UInt64(account), UInt64(purpose)] {
      // SplitMix64's step and finalizer.
      state = (state ^ word) &+ 0x9E37_79B9_7F4A_7C15
      state = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      state = (state ^ (state >> 27)) &* 0x94D0_49BB_1331_11EB
      state ^= state >> 31
    }
    return (Double(state >> 11) + 0.5) * 0x1p-53
  }
}
