import LinearProgramming

/// The assignment as a program with whole numbers, for a solver of such programs.
///
///     maximise    sum_ik preference_ik y_ik + sum_iks slope_iks x_iks - penalty sum_k over_k
///     subject to  sum_k y_ik = 1                                            one owner each
///                 sum_i ( least_ik y_ik + sum_s x_iks ) <= C_k + over_k     one row per KAM
///                 sum_i y_ik <= places_k                                    one row per KAM
///                 0 <= x_iks <= width_iks y_ik                              a row for each where `y` is free
///                 y whole
///
/// Its relaxation is worth as much as the best prices prove.
struct AssignmentModel {
  /// The program.
  let model: IntegerModel
  private let ownership: [[(kam: Int, variable: LinearModel.Variable)]]

  /// How many whole variables the program of a case has.
  static func size(of subject: AssignmentCase) -> Int {
    subject.choices.reduce(0) { $0 + ($1.count > 1 ? $1.count : 0) }
  }

  /// Builds the program of a case.
  init(_ subject: AssignmentCase) {
    var model = LinearModel(.maximise)
    var ownership: [[(kam: Int, variable: LinearModel.Variable)]] = []
    var days = subject.team.map { _ in [(variable: LinearModel.Variable, coefficient: Double)]() }
    var places = days
    for account in subject.accounts.indices {
      var owners: [(kam: Int, variable: LinearModel.Variable)] = []
      for kam in subject.choices[account] {
        let work = subject.work(of: account, for: kam)
        let isFixed = subject.choices[account].count == 1
        let owns = model.addVariable(
          objective: subject.preference[account][kam] + work.leastWorth,
          in: isFixed ? .exactly(1) : LinearModel.Bounds(0, 1))
        owners.append((kam, owns))
        days[kam].append((owns, work.leastDays))
        places[kam].append((owns, 1))
        for piece in work.pieces {
          let taken = model.addVariable(
            objective: piece.slope, in: LinearModel.Bounds(0, piece.width))
          days[kam].append((taken, 1))
          if !isFixed {
            _ = model.addRow([(taken, 1), (owns, -piece.width)], in: .atMost(0))
          }
        }
      }
      _ = model.addRow(owners.map { ($0.variable, 1) }, in: .exactly(1))
      ownership.append(owners)
    }
    for kam in subject.team {
      let over = model.addVariable(objective: -subject.penalty, in: .atLeast(0))
      _ = model.addRow(days[kam] + [(over, -1)], in: .atMost(subject.capacity[kam]))
      _ = model.addRow(places[kam], in: .atMost(Double(subject.places[kam])))
    }
    self.ownership = ownership
    self.model = IntegerModel(
      model, wholeVariables: ownership.filter { $0.count > 1 }.joined().map(\.variable))
  }

  /// The owners in a solution.
  func owners(in solution: IntegerSolution) -> [Int] {
    ownership.map { owners in
      owners.first { solution.value(of: $0.variable) > 0.5 }?.kam ?? owners[0].kam
    }
  }
}
