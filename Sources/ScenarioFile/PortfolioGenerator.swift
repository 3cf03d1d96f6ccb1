import PortfolioModel
import Statistics

/// A synthetic portfolio: accounts whose sizes are drawn instead of read.
///
/// The draws of an account depend on the seed and on its id alone, so a larger portfolio begins
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
    return zip(ids, owners).map { named in
      let stream = RandomStream(
        seed: seed, replication: 0, entity: RandomStream.entity(named.0), purpose: .generate)
      func uniform(_ purpose: Purpose) -> Double {
        Statistics.uniform(stream.block(purpose.rawValue)[0])
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
}
