/// What a study found, in the sentences of its report.
struct FindingRecord: Codable {
  let headline: String
  /// The amount that the headline is about, as it stands in it; left out where there is none.
  var amount: String?
  /// The amount in numbers, money over the horizon.
  var gain: StaffingRecord.AmountRecord?
  /// How sure the headline is.
  var certainty: String?
  /// What else to know, the most important first.
  var reasons: [String] = []
}
