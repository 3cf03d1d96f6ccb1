import PortfolioModel

/// A KAM's seat: whether it is filled, how fast work goes, what is in service.
struct Seat: BitwiseCopyable {
  /// Days that a day of effort takes while the seat is filled, vacant, and in the ramp.
  private var pace: (filled: Double, vacant: Double, ramp: Double)
  /// Whether there may be times at which nobody works.
  private var isEverUnmanned: Bool
  /// Until when nobody works because the KAM is away.
  private var awayUntil = -Double.infinity
  private let vacancy: Double
  private let ramp: Double
  private(set) var filledAt = 0.0
  private var rampedAt = 0.0
  private(set) var busyDays = 0.0
  private(set) var vacantDays = 0.0
  /// The place in the queue of the work that is in service until `freeAt`; `nobody` when none is.
  private(set) var current = nobody
  /// When the work in service ends, or from when on the KAM waits for work.
  private(set) var freeAt = 0.0

  static let nobody = -1

  init(serviceRate: Double, parameters: ModelParameters) {
    pace = Self.pace(serviceRate, parameters)
    isEverUnmanned = max(pace.filled, pace.vacant, pace.ramp) == .infinity
    vacancy = parameters.vacancy
    ramp = parameters.ramp
  }

  private static func pace(
    _ serviceRate: Double, _ parameters: ModelParameters
  ) -> (filled: Double, vacant: Double, ramp: Double) {
    (
      1 / serviceRate, 1 / (serviceRate * parameters.cover),
      1 / (serviceRate * parameters.rampRate)
    )
  }

  /// Work that begins in a period goes at another rate; nobody works where it is 0.
  mutating func work(atRate serviceRate: Double, parameters: ModelParameters, until end: Double) {
    pace = Self.pace(serviceRate, parameters)
    isEverUnmanned = max(pace.filled, pace.vacant, pace.ramp) == .infinity
    awayUntil = serviceRate > 0 ? -.infinity : end
  }

  /// Days that a day of effort takes now; infinite where nobody works.
  ///
  /// Colleagues cover a vacancy, a new hire ramps up.
  private var currentPace: Double {
    if freeAt >= rampedAt { return pace.filled }
    return freeAt < filledAt ? pace.vacant : pace.ramp
  }

  /// Whether nobody works now.
  var isUnmanned: Bool {
    @inline(__always) get { isEverUnmanned && currentPace == .infinity }
  }

  /// Whether work is in service that ends after `time`.
  func isBusy(at time: Double) -> Bool { freeAt > time && current != Self.nobody }

  /// The work in service has another place in the queue.
  mutating func move(to place: Int) { current = place }

  /// Has nothing to do until `time`.
  @inline(__always)
  mutating func wait(until time: Double) {
    current = Self.nobody
    freeAt = time
  }

  /// Waits until somebody may work again.
  mutating func waitForHands() {
    // A period ends before the work that begins in the next one.
    if freeAt <= awayUntil { return wait(until: awayUntil.nextUp) }
    wait(until: freeAt < filledAt ? filledAt : freeAt < rampedAt ? rampedAt : .infinity)
  }

  /// Takes work into service that comes from a place in the queue.
  ///
  /// Only time while the seat is filled counts as busy.
  @inline(__always)
  mutating func begin(_ place: Int, effort: Double) {
    current = place
    if freeAt >= rampedAt {
      let days = effort * pace.filled
      freeAt += days
      busyDays += days
    } else {
      beginUnsettled(effort: effort)
    }
  }

  /// Takes work into service while the seat is vacant or in the ramp.
  @inline(never)
  private mutating func beginUnsettled(effort: Double) {
    let busySince = max(freeAt, filledAt)
    freeAt += effort * currentPace
    busyDays += max(0, freeAt - busySince)
  }

  /// Stops the work that is in service after `time`.
  ///
  /// - Returns: The work's place in the queue; `nobody` if none is interrupted.
  mutating func interrupt(at time: Double) -> Int {
    if !isBusy(at: time) { return Self.nobody }
    busyDays -= max(0, freeAt - max(time, filledAt))
    defer { wait(until: time) }
    return current
  }

  /// Nobody is there until a hire begins.
  mutating func hire(at time: Double, horizon: Double) {
    filledAt = time
    rampedAt = filledAt + ramp
    vacantDays = min(time, horizon)
  }

  /// The KAM leaves; a successor starts when the vacancy ends.
  mutating func vacate(at time: Double, horizon: Double) {
    filledAt = time + vacancy
    rampedAt = filledAt + ramp
    vacantDays += min(vacancy, horizon - time)
    wait(until: time)
  }
}
