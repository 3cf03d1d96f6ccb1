import PortfolioModel
import Testing

@Test(arguments: [
  (Effort.fixed(0.25), 0.25), (.uniform(low: 1, high: 4), 2.5), (.uniform(low: 3, high: 3), 3),
  (.triangular(low: 0, mode: 1, high: 5), 2), (.triangular(low: 2, mode: 2, high: 2), 2),
  (.pert(low: 0, mode: 1, high: 8), 2), (.pert(low: 1, mode: 1, high: 1), 1),
  (.lognormal(mean: 0.5, cv: 2), 0.5), (.exponential(mean: 1.5), 1.5), (.fixed(0), 0),
])
func `the mean of an effort is that of its distribution`(effort: Effort, mean: Double) {
  #expect(effort.mean == mean)
}

@Test func `the workload of a type is its rate, times detection, times mean effort`() {
  var account = Account(id: "A", annualRevenue: 1)
  account.keyPeople = 10
  account.activity = 12
  var type = TriggerType(name: "t", rate: .perKeyPerson(0.5))
  type.detection = 0.4
  type.effort = .uniform(low: 1, high: 2)
  #expect(type.workload(on: account) == 5 * 0.4 * 1.5)
  type.rate = .activity
  #expect(type.workload(on: account) == 12 * 0.4 * 1.5)
  type.rate = .perAccount(3)
  #expect(type.workload(on: account) == 3 * 0.4 * 1.5)
}
