import PortfolioModel
import Testing

@testable import Simulation

private func seat(_ change: (inout ModelParameters) -> Void = { _ in }) -> Seat {
  Seat(serviceRate: 0.5, parameters: with(ModelParameters(), change))
}

/// How long half a day of effort takes when it begins at a moment.
private func length(_ seat: Seat, at time: Double) -> Double {
  var seat = seat
  seat.wait(until: time)
  seat.begin(0, effort: 0.5)
  return seat.freeAt - time
}

private func isNear(_ found: [Double], _ expected: [Double]) -> Bool {
  zip(found, expected).allSatisfy { abs($0 - $1) <= 1e-9 }
}

@Test func `a seat works at its rate until somebody leaves`() {
  let seat = seat()
  #expect([0, 1, 1e6].map { length(seat, at: $0) } == [1, 1, 1])
  #expect(seat.current == Seat.nobody)
  #expect(seat.vacantDays == 0)
}

@Test func `colleagues cover a vacancy, then a new hire ramps up`() {
  var seat = seat()
  seat.vacate(at: 100, horizon: 660)
  let lengths = [100, 159.9, 160, 249.9, 250, 600].map { length(seat, at: $0) }
  #expect(isNear(lengths, [5, 5, 2, 2, 1, 1]))
  #expect(seat.vacantDays == 60)
}

@Test func `a departure during the ramp starts both anew`() {
  var seat = seat()
  seat.vacate(at: 100, horizon: 660)
  seat.vacate(at: 200, horizon: 660)
  #expect(isNear([200, 260, 349, 350].map { length(seat, at: $0) }, [5, 2, 2, 1]))
  #expect(seat.vacantDays == 120)
}

@Test func `a vacancy counts up to the horizon`() {
  var seat = seat()
  seat.vacate(at: 640, horizon: 660)
  #expect(seat.vacantDays == 20)
}

@Test func `work takes its effort over the rate that holds when it starts`() {
  var seat = seat()
  seat.wait(until: 10)
  seat.begin(7, effort: 2)
  #expect(seat.current == 7)
  #expect(seat.freeAt == 14)
  #expect(seat.busyDays == 4)
  // During the vacancy at 0.1 and on at that rate, though the seat is filled at 74 already.
  seat.vacate(at: 14, horizon: 660)
  seat.wait(until: 20)
  seat.begin(8, effort: 10)
  #expect(abs(seat.freeAt - 120) <= 1e-9)
}

@Test func `only time while the seat is filled is busy`() {
  var seat = seat()
  seat.vacate(at: 0, horizon: 660)
  seat.wait(until: 10)
  seat.begin(1, effort: 1)
  #expect(seat.busyDays == 0)
  seat.begin(2, effort: 10)
  #expect(abs(seat.freeAt - 120) <= 1e-9)
  #expect(abs(seat.busyDays - 60) <= 1e-9)
  seat.wait(until: 160)
  seat.begin(3, effort: 10)
  #expect(seat.interrupt(at: 165) == 3)
  #expect(abs(seat.busyDays - 65) <= 1e-9)
}

@Test func `work that has ended is not interrupted`() {
  var seat = seat()
  seat.begin(1, effort: 1)
  #expect(seat.interrupt(at: 2) == Seat.nobody)
  #expect(seat.busyDays == 2)
  seat.wait(until: 9)
  #expect(seat.interrupt(at: 5) == Seat.nobody)
  #expect(seat.busyDays == 2)
}

@Test func `work that nobody does waits until somebody may`() {
  var seat = seat {
    $0.cover = 0
    $0.rampRate = 0
  }
  #expect(!seat.isUnmanned)
  seat.vacate(at: 100, horizon: 660)
  var waits: [Double] = []
  while seat.isUnmanned {
    seat.waitForHands()
    waits.append(seat.freeAt)
  }
  #expect(waits == [160, 250])
  #expect(seat.busyDays == 0)
}

@Test func `a seat without capacity waits for ever`() {
  var seat = Seat(serviceRate: 0, parameters: ModelParameters())
  #expect(seat.isUnmanned)
  seat.waitForHands()
  #expect(seat.freeAt == .infinity)
}
