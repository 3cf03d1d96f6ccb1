import LinearProgramming

/// The variables of one account in a linear program: its care segments and its responses.
struct AccountColumns {
  /// What is planned.
  let subject: AccountCase
  /// All variables of the account, by rising index: each is days a year, of care or of response.
  let variables: [LinearModel.Variable]
  /// What a day a year of each variable is worth on average, money over the horizon, with the strategic
  /// weight.
  let worths: [Double]
  private let segmentCount: Int
  /// Days of each type of response, by group of periods.
  ///
  /// Shape: `[types][groups]`; none for a type without work.
  private let responses: [[LinearModel.Variable]]

  /// Adds the variables of an account to a model.
  ///
  /// The limits of the account's days are folded into the bounds of its segments: segments fill in
  /// order since their slopes fall and they have the same coefficients in every row, so those below the
  /// floor are fixed at their width and those above the ceiling at 0 (left out). A row per account
  /// would say the same and cost time. Each group of periods has variables for what is responded in it.
  ///
  /// - Parameters:
  ///   - subject: The account.
  ///   - calendar: The year of its KAM.
  ///   - horizonYears: The horizon, years.
  ///   - meanShare: What the mean counts in the objective, 0…1.
  ///   - model: What to add to.
  init(
    _ subject: AccountCase, calendar: KAMCalendar, horizonYears: Double, meanShare: Double = 1,
    in model: inout LinearModel
  ) {
    self.subject = subject
    var worths: [Double] = []
    var segments: [LinearModel.Variable] = []
    var start = 0.0
    for segment in subject.envelope.segments {
      let least = min(max(subject.floor - start, 0), segment.width)
      let most = min(max(subject.ceiling - start, 0), segment.width)
      start += segment.width
      guard most > 0 else { break }
      worths.append(subject.weight * segment.slope)
      segments.append(
        model.addVariable(
          objective: meanShare * subject.weight * segment.slope,
          in: LinearModel.Bounds(least, most)))
    }
    segmentCount = segments.count
    responses = subject.responses.map { response in
      guard response.workload > 0 else { return [] }
      let worth = subject.weight * horizonYears * response.perDay
      return calendar.groups.map { group in
        worths.append(worth)
        return model.addVariable(
          objective: meanShare * worth,
          in: LinearModel.Bounds(0, response.workload * group.share))
      }
    }
    variables = segments + responses.joined()
    self.worths = worths
  }

  /// Care days a year on each segment of the envelope.
  var segments: ArraySlice<LinearModel.Variable> { variables[..<segmentCount] }

  /// Response days a year of all types in a group of periods.
  func responses(in group: Int) -> [LinearModel.Variable] {
    responses.compactMap { $0.isEmpty ? nil : $0[group] }
  }

  /// What a day on the account must earn in an optimal solution, over the horizon: the prices of all
  /// rows that it counts in, alike for all its days; `nil` where it has no variables.
  ///
  /// Not for a risk-averse program, in which some rows say what days earn.
  func price(in solution: LinearSolution, of model: LinearModel) -> Double? {
    variables.first.map { model.objective[$0.index] - solution.reducedCosts[$0.index] }
  }

  /// The care days a year in a solution, rid of the solver's rounding beyond the limits.
  func careDays(in solution: LinearSolution) -> Double {
    let days = segments.reduce(0) { $0 + solution.value(of: $1) }
    return min(max(days, subject.floor), subject.ceiling)
  }

  /// The response days a year in a solution, by trigger type.
  func responseDays(in solution: LinearSolution) -> [Double] {
    zip(responses, subject.responses).map { variables, response in
      min(max(variables.reduce(0) { $0 + solution.value(of: $1) }, 0), response.workload)
    }
  }
}
