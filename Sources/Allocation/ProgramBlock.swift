import LinearProgramming
import PortfolioModel

/// The linear program of some KAMs: all of them, or one where nothing couples them.
struct ProgramBlock {
  /// One KAM within the program.
  struct Seat {
    /// Its position in the team.
    let kam: Int
    /// The row of its capacity.
    let capacityRow: LinearModel.Row
    /// The variables of its accounts.
    let columns: [AccountColumns]
  }

  /// The rows of a share bound.
  struct Share {
    /// The bound.
    let bound: ShareBound
    /// `minimum * total <= days of the group`; `nil` where it says nothing.
    let minimumRow: LinearModel.Row?
    /// `days of the group <= maximum * total`; `nil` where it says nothing.
    let maximumRow: LinearModel.Row?
  }

  /// The program.
  private(set) var model = LinearModel(.maximise)
  /// The KAMs in it.
  private(set) var seats: [Seat] = []
  /// The share bounds in it.
  private(set) var shares: [Share] = []

  /// Builds the program.
  ///
  /// - Parameters:
  ///   - kams: Positions in the team.
  ///   - casesOfKAM: The cases of each KAM's accounts, for the whole team.
  ///   - bounds: Bounds on shares of all days in this program.
  ///   - portfolio: The portfolio.
  ///   - horizonYears: The horizon, years.
  init(
    kams: [Int], casesOfKAM: [[AccountCase]], bounds: [ShareBound], portfolio: Portfolio,
    horizonYears: Double
  ) {
    for kam in kams {
      let columns = casesOfKAM[kam].map {
        AccountColumns($0, horizonYears: horizonYears, in: &model)
      }
      let capacityRow = model.addRow(
        columns.flatMap(\.variables).map { ($0, 1) }, in: .atMost(portfolio.capacity(of: kam)))
      seats.append(Seat(kam: kam, capacityRow: capacityRow, columns: columns))
    }
    for bound in bounds { add(bound, of: portfolio) }
  }

  /// Whether some work is worth doing and there is someone to do it.
  var hasWork: Bool {
    seats.contains { seat in
      model.rowBounds[seat.capacityRow.index].upper > 0
        && seat.columns.flatMap(\.variables).contains { model.objective[$0.index] > 0 }
    }
  }

  /// Adds `minimum * total <= days of the group` and `days of the group <= maximum * total`, each where
  /// it says something.
  private mutating func add(_ bound: ShareBound, of portfolio: Portfolio) {
    func terms(less share: Double) -> [(variable: LinearModel.Variable, coefficient: Double)] {
      seats.flatMap(\.columns).flatMap { columns in
        let isMember = bound.group.contains(columns.subject.account, of: portfolio)
        return columns.variables.map { ($0, (isMember ? 1 : 0) - share) }
      }
    }
    let minimumRow =
      bound.minimum > 0 ? model.addRow(terms(less: bound.minimum), in: .atLeast(0)) : nil
    let maximumRow =
      bound.maximum < 1 ? model.addRow(terms(less: bound.maximum), in: .atMost(0)) : nil
    shares.append(Share(bound: bound, minimumRow: minimumRow, maximumRow: maximumRow))
  }
}

extension ShareBound.Group {
  /// Whether the account at a position of `portfolio.accounts` belongs to the group.
  func contains(_ account: Int, of portfolio: Portfolio) -> Bool {
    switch self {
    case .tier(let id): portfolio.careModel(of: account).id == id
    case .segment(let segment): portfolio.accounts[account].segment == segment
    }
  }
}
