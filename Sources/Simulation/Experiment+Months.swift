extension Experiment {
  /// The same experiment, whose outcomes also say what happened in each month.
  ///
  /// It takes some more time, and memory for a number per replication, month, metric and plan.
  public func byMonth() -> Experiment {
    var experiment = self
    experiment.model.isByMonth = true
    return experiment
  }

  /// The months of a plan's outcome, if they were asked for.
  func months(_ result: Merge.PlanResult) -> MonthlyOutcome? {
    model.isByMonth
      ? MonthlyOutcome(metrics: metrics, lengths: model.calendar.lengths, values: result.months)
      : nil
  }
}
