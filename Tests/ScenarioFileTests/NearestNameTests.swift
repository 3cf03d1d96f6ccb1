import Testing

@testable import ScenarioFile

struct NearestNameTests {
  private let known = ["annualRevenue", "margin", "churn", "care-model", "keyPeople"]

  @Test(arguments: [
    ("anualRevenue", "annualRevenue"), ("annual_revenue", "annualRevenue"),
    ("MARGIN", "margin"), ("chrun", "churn"), ("careModel", "care-model"),
    ("key people", "keyPeople"),
  ])
  func `a slip of the fingers finds the name`(_ typed: String, _ meant: String) {
    #expect(nearestName(to: typed, among: known) == meant)
  }

  @Test(arguments: ["", "xyz", "revenue", "colour"])
  func `a different word finds nothing`(_ typed: String) {
    #expect(nearestName(to: typed, among: known) == nil)
  }
}
