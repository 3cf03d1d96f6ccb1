import PortfolioModel
import Testing

private func plan(
  careDays: [Double] = [1, 2], carePriority: [Double] = [1, 1],
  responsePriority: [[Double]] = [[1], [1]], rejects: [[Bool]] = [[false], [false]]
) -> AllocationPlan {
  AllocationPlan(
    name: "p", careDays: careDays, carePriority: carePriority,
    responsePriority: responsePriority, rejects: rejects)
}

@Test func `a plan keeps what it is given, infinite priorities too`() {
  let plan = plan(careDays: [0, 1e6], carePriority: [.infinity, -.infinity])
  #expect(plan.careDays == [0, 1e6])
  #expect(plan.carePriority == [.infinity, -.infinity])
}

@Test func `a plan refuses days that are negative, infinite or no number`() async {
  await #expect(processExitsWith: .failure) { _ = plan(careDays: [1, -0.5]) }
  await #expect(processExitsWith: .failure) { _ = plan(careDays: [1, .infinity]) }
  await #expect(processExitsWith: .failure) { _ = plan(careDays: [.nan, 1]) }
}

@Test func `a plan speaks of every account once and of the same trigger types for each`() async {
  await #expect(processExitsWith: .failure) { _ = plan(careDays: [1]) }
  await #expect(processExitsWith: .failure) { _ = plan(carePriority: [1]) }
  await #expect(processExitsWith: .failure) { _ = plan(responsePriority: [[1]]) }
  await #expect(processExitsWith: .failure) { _ = plan(rejects: []) }
  await #expect(processExitsWith: .failure) { _ = plan(responsePriority: [[1], []]) }
  await #expect(processExitsWith: .failure) { _ = plan(rejects: [[false], [false, true]]) }
}

@Test func `a plan refuses priorities that are no numbers`() async {
  await #expect(processExitsWith: .failure) { _ = plan(carePriority: [1, .nan]) }
  await #expect(processExitsWith: .failure) { _ = plan(responsePriority: [[1], [.nan]]) }
}
