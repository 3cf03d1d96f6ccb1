import PortfolioModel

/// A KAM's seat: whether it is filled, how fast work goes, what is in service.
struct Seat: BitwiseCopyable {
  private let serviceRate: Double
  private let vacancy: Double
  private let cover: Double
  private let ramp: Double
  private let rampRate: Double
  private var filledAt = 0.0
  private var rampedAt = 0.0
  private var startedAt = 0.0
  private(set) var busyDays = 0.0
  private(set) var vacantDays = 0.0
  /// The arrival in service; `nobody` when none is.
  private(set) var current = nobody
  /// When the work in service ends or, where work waits for a seat to be filled, resumes.
  private(set) var freeAt = Double.infinity

  static let nobody = -1

  init(serviceRate: Double, parameters: ModelParameters) {
    self.serviceRate = serviceRate
    vacancy = parameters.vacancy
    cover = parameters.cover
    ramp = parameters.ramp
    rampRate = parameters.rampRate
  }

  var isIdle: Bool { freeAt == .infinity }

  /// Customer-days per working day: colleagues cover a vacancy, a new hire ramps up.
  func rate(at time: Double) -> Double {
    if time < filledAt { return cover * serviceRate }
    return time < rampedAt ? rampRate * serviceRate : serviceRate
  }

  /// Takes work of `effort` days into service.
  mutating func begin(_ arrival: Int, effort: Double, at time: Double) {
    current = arrival
    startedAt = time
    freeAt = time + effort / rate(at: time)
  }

  /// Ends service at `time`, whether the work is done or interrupted.
  ///
  /// Only time while the seat is filled counts as busy.
  mutating func end(at time: Double) {
    if current != Self.nobody { busyDays += max(0, time - max(startedAt, filledAt)) }
    current = Self.nobody
    freeAt = .infinity
  }

  /// Waits until the rate changes.
  mutating func wait(from time: Double) {
    freeAt = time < filledAt ? filledAt : time < rampedAt ? rampedAt : .infinity
  }

  /// The KAM leaves; a successor starts when the vacancy ends.
  mutating func vacate(at time: Double, horizon: Double) {
    filledAt = time + vacancy
    rampedAt = filledAt + ramp
    vacantDays += min(vacancy, horizon - time)
  }
}
