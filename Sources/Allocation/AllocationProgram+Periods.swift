import LinearProgramming
import PortfolioModel

extension AllocationProgram {
  /// The same program with the days of every account in every period as variables: large and slow, but
  /// without the argument that a row for each set of scarce periods says as much (`KAMCalendar`).
  ///
  ///     x_i = sum_s x_is = sum_p x_ip,   (1 - s) w_p x_i <= x_ip <= (1 + s) w_p x_i,   y_iep <= workload_ie w_p
  ///     sum over accounts of k (x_ip + sum_e y_iep) <= C_kp      one row per KAM and period
  ///
  /// Its optimum is that of the program; bounds are kept as there.
  ///
  /// - Precondition: The portfolio has periods.
  public func modelByPeriod() -> LinearModel {
    precondition(!portfolio.parameters.periods.isEmpty, "the portfolio has periods")
    var model = LinearModel(.maximise)
    var days: [(account: Int, variable: LinearModel.Variable)] = []
    for (kam, cases) in casesOfKAM.enumerated() {
      let calendar = KAMCalendar(of: kam, in: portfolio)
      let capacities = portfolio.periodCapacities(of: kam)
      let periods = calendar.shares.indices.filter { calendar.shares[$0] > 0 }
      var inPeriod = periods.map { _ in [(variable: LinearModel.Variable, coefficient: Double)]() }
      var care: [(variable: LinearModel.Variable, coefficient: Double)] = []
      for subject in cases {
        let total = model.addVariable(
          objective: 0, in: LinearModel.Bounds(subject.floor, max(subject.floor, subject.ceiling)))
        care.append((total, 1))
        days.append((subject.account, total))
        let segments = subject.envelope.segments.map {
          model.addVariable(
            objective: subject.weight * $0.slope, in: LinearModel.Bounds(0, $0.width))
        }
        _ = model.addRow([(total, -1)] + segments.map { ($0, 1) }, in: .exactly(0))
        let spread = calendar.spread(of: portfolio.careModel(of: subject.account))
        let parts = periods.map { _ in model.addVariable(objective: 0, in: .atLeast(0)) }
        _ = model.addRow([(total, -1)] + parts.map { ($0, 1) }, in: .exactly(0))
        for (position, period) in periods.enumerated() {
          let even = calendar.shares[period]
          _ = model.addRow([(total, -(1 + spread) * even), (parts[position], 1)], in: .atMost(0))
          if spread < 1 {
            _ = model.addRow(
              [(total, -(1 - spread) * even), (parts[position], 1)], in: .atLeast(0))
          }
          inPeriod[position].append((parts[position], 1))
          for response in subject.responses where response.workload > 0 {
            let answered = model.addVariable(
              objective: subject.weight * horizonYears * response.perDay,
              in: LinearModel.Bounds(0, response.workload * even))
            inPeriod[position].append((answered, 1))
            days.append((subject.account, answered))
          }
        }
      }
      for (position, period) in periods.enumerated() {
        _ = model.addRow(inPeriod[position], in: .atMost(capacities[period]))
      }
      if periods.isEmpty { _ = model.addRow(care, in: .atMost(0)) }
      if responseReserve > 0 {
        _ = model.addRow(care, in: .atMost((1 - responseReserve) * portfolio.capacity(of: kam)))
      }
    }
    for coupling in couplings {
      _ = model.addRow(
        days.map { (variable: $0.variable, coefficient: coupling.coefficient($0.account)) },
        in: coupling.limits)
    }
    return model
  }
}
