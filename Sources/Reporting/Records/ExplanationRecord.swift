import Allocation
import PortfolioModel

/// Why an account gets its days, as it stands in JSON.
struct ExplanationRecord: Codable {
  let account: String
  /// What a day on it must earn; nothing of a pooled account.
  let price: Double?
  let dayBeyondMaxDays: Double?
  let withoutWork: WorthRecord?
  let planned: WorthRecord?
  let responses: [ResponseRecord]?
  let ranges: [RangeRecord]?

  init(
    of index: Int, in result: AllocationResult, portfolio: Portfolio, horizonYears: Double
  ) {
    let explanation = AccountExplanation(
      of: index, in: result, portfolio: portfolio, horizonYears: horizonYears)
    account = portfolio.accounts[index].id
    price = explanation?.price
    dayBeyondMaxDays = explanation?.dayBeyondMaxDays
    withoutWork = explanation.map { WorthRecord($0.withoutWork) }
    planned = explanation.map { WorthRecord($0.planned) }
    responses = explanation.map { _ in
      let planned = result.accounts[index]
      return planned.responses.enumerated().map { trigger, response in
        ResponseRecord(
          trigger: portfolio.triggers[trigger].name, days: planned.responseDays[trigger],
          workload: response.workload, dayValue: response.perDay)
      }
    }
    ranges = explanation?.ranges.map(RangeRecord.init)
  }

  /// The worth of the account in its parts, money over the horizon.
  struct WorthRecord: Codable {
    let retention: Double
    let growth: Double
    let responses: Double

    init(_ worth: AccountExplanation.Worth) {
      (retention, growth, responses) = (worth.retention, worth.growth, worth.responses)
    }
  }

  /// Responses of one type, days a year and money per day.
  struct ResponseRecord: Codable {
    let trigger: String
    let days: Double
    let workload: Double
    let dayValue: Double
  }

  /// Over which values of a field the days stay.
  struct RangeRecord: Codable {
    let field: String
    let value: Double
    let from: EndRecord?
    let to: EndRecord?

    init(_ range: AccountExplanation.Range) {
      (field, value) = (range.field, range.value)
      (from, to) = (range.from.map(EndRecord.init), range.to.map(EndRecord.init))
    }
  }

  /// The end of a range and the plan beyond it.
  struct EndRecord: Codable {
    let value: Double
    let careDays: Double
    let responseDays: Double

    init(_ end: AccountExplanation.End) {
      (value, careDays, responseDays) = (end.value, end.careDays, end.responseDays)
    }
  }
}

/// A price of a KAM's day with the capacities over which it holds, as it stands in JSON.
struct StepRecord: Codable {
  let price: Double
  let from: Double
  /// Left out where it has no end.
  let to: Double?

  init(_ step: DayPrice.Step) {
    (price, from, to) = (step.price, step.from, step.to)
  }
}
