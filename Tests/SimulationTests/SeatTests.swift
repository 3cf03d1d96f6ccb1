import PortfolioModel
import Testing

@testable import Simulation

private func seat(_ change: (inout ModelParameters) -> Void = { _ in }) -> Seat {
  Seat(serviceRate: 0.5, parameters: with(ModelParameters(), change))
}

@Test func `a seat works at its rate until somebody leaves`() {
  let seat = seat()
  #expect([0, 1, 1e6].map(seat.rate) == [0.5, 0.5, 0.5])
  #expect(seat.isIdle)
  #expect(seat.vacantDays == 0)
}

@Test func `colleagues cover a vacancy, then a new hire ramps up`() {
  var seat = seat()
  seat.vacate(at: 100, horizon: 660)
  #expect([100, 159.9].map(seat.rate) == [0.1, 0.1])
  #expect([160, 249.9].map(seat.rate) == [0.25, 0.25])
  #expect([250, 600].map(seat.rate) == [0.5, 0.5])
  #expect(seat.vacantDays == 60)
}

@Test func `a departure during the ramp starts both anew`() {
  var seat = seat()
  seat.vacate(at: 100, horizon: 660)
  seat.vacate(at: 200, horizon: 660)
  #expect([200, 260, 349, 350].map(seat.rate) == [0.1, 0.25, 0.25, 0.5])
  #expect(seat.vacantDays == 120)
}

@Test func `a vacancy counts up to the horizon`() {
  var seat = seat()
  seat.vacate(at: 640, horizon: 660)
  #expect(seat.vacantDays == 20)
}

@Test func `work takes its effort over the rate that holds when it starts`() {
  var seat = seat()
  seat.begin(7, effort: 2, at: 10)
  #expect(seat.current == 7)
  #expect(seat.freeAt == 14)
  #expect(!seat.isIdle)
  seat.end(at: 14)
  #expect(seat.current == Seat.nobody)
  #expect(seat.isIdle)
  #expect(seat.busyDays == 4)
  // During the vacancy at 0.1 and on at that rate, though the seat is filled at 74 already.
  seat.vacate(at: 14, horizon: 660)
  seat.begin(8, effort: 10, at: 20)
  #expect(seat.freeAt == 120)
}

@Test func `only time while the seat is filled is busy`() {
  var seat = seat()
  seat.vacate(at: 0, horizon: 660)
  seat.begin(1, effort: 1, at: 10)
  seat.end(at: 20)
  #expect(seat.busyDays == 0)
  seat.begin(2, effort: 10, at: 20)
  seat.end(at: 120)
  #expect(seat.busyDays == 60)
  seat.begin(3, effort: 10, at: 130)
  seat.end(at: 135)
  #expect(seat.busyDays == 65)
}

@Test func `an idle seat is not busy`() {
  var seat = seat()
  seat.end(at: 50)
  #expect(seat.busyDays == 0)
}

@Test func `work that nobody does waits until the rate changes`() {
  var seat = seat {
    $0.cover = 0
    $0.rampRate = 0
  }
  seat.vacate(at: 100, horizon: 660)
  seat.wait(from: 110)
  #expect(seat.freeAt == 160)
  seat.end(at: 160)
  #expect(seat.busyDays == 0)
  seat.wait(from: 160)
  #expect(seat.freeAt == 250)
  seat.wait(from: 250)
  #expect(seat.isIdle)
}
