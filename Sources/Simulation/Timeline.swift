/// The simulated time, cut into 2^32 ticks, so that a moment and what it is about fit one sortable word.
///
/// A tick of three years is 13 milliseconds of an eight-hour day.
struct Timeline: Sendable {
  /// A moment, as ticks from the start.
  typealias Tick = UInt32

  /// Stands for a moment after the horizon.
  static let never = Tick.max

  /// The length of the horizon, working days.
  let horizonDays: Double
  private let daysPerTick: Double
  private let ticksPerDay: Double

  init(horizonDays: Double) {
    self.horizonDays = horizonDays
    daysPerTick = horizonDays * 0x1p-32
    ticksPerDay = 0x1p32 / horizonDays
  }

  /// The tick in which a moment falls; `never` from the horizon on.
  @inline(__always)
  func tick(at days: Double) -> Tick {
    // The product is rounded, and can reach 2^32 just before the horizon.
    days < horizonDays ? Tick(min(Double(Tick.max - 1), days * ticksPerDay)) : Self.never
  }

  /// A span of time in ticks.
  func ticks(_ days: Double) -> Double { days * ticksPerDay }

  /// A moment, given in ticks from the start, as the nearest tick; `never` from the horizon on.
  @inline(__always)
  static func tick(_ moment: Double) -> Tick {
    Tick(truncatingIfNeeded: (min(moment, Double(never)) + roundingShift).bitPattern)
  }

  /// Four moments at once.
  @inline(__always)
  static func ticks(_ moments: SIMD4<Double>) -> SIMD4<UInt64> {
    let last = SIMD4(repeating: Double(never))
    let capped = moments.replacing(with: last, where: moments .> last)
    return unsafeBitCast(capped + roundingShift, to: SIMD4<UInt64>.self) & 0xFFFF_FFFF
  }

  /// Adding 2^52 rounds to a whole number and leaves it in the low bits.
  private static let roundingShift = 0x1p52

  /// The moment of a tick, working days.
  @inline(__always)
  func days(_ tick: Tick) -> Double { Double(tick) * daysPerTick }

  /// The moment of a tick, working days; infinite for `never`.
  @inline(__always)
  func days(beforeEnd tick: Tick) -> Double { tick == Self.never ? .infinity : days(tick) }
}

/// Something that happens to a KAM's portfolio at a moment known in advance: a tick, a kind, an index.
///
/// Packed so that sorting the words sorts by time, then by kind, then by index.
struct Stimulus: BitwiseCopyable {
  enum Kind: UInt32 {
    /// An event is learnt of; the index is the event's.
    case response
    /// A churn candidate; the index is the candidate's.
    case candidate
    /// An expansion opportunity; the index is the opportunity's.
    case expansion
    /// The KAM leaves; the index is the departure's.
    case departure
    /// A care session falls due; the index is the account's.
    case care
    /// Revenue may change; the index is the occasion's.
    case occasion
  }

  let word: UInt64

  /// Stands behind the last one.
  static let end = Stimulus(.occasion, at: Timeline.never, index: 0x1FFF_FFFF)

  @inline(__always)
  init(_ kind: Kind, at tick: Timeline.Tick, index: Int) {
    word = UInt64(tick) << 32 | UInt64(kind.rawValue) << 29 | UInt64(truncatingIfNeeded: index)
  }

  @inline(__always)
  var tick: Timeline.Tick { Timeline.Tick(truncatingIfNeeded: word >> 32) }
  @inline(__always)
  var kind: Kind { Kind(rawValue: UInt32(truncatingIfNeeded: word) >> 29) ?? .occasion }
  @inline(__always)
  var index: Int { Int(word & 0x1FFF_FFFF) }
}

/// Sorts stimuli by counting them into as many buckets as there are, then by insertion.
///
/// Times are nearly uniform over the horizon, so a bucket holds about one and the work is linear.
struct StimulusSorter: ~Copyable {
  private var counts = Column<Int32>()
  private var scattered = Column<Stimulus>()

  init() {}

  mutating func sort(_ stimuli: inout Column<Stimulus>) {
    let count = stimuli.count
    if count < 2 { return }
    counts.fill(0, count: count + 1)
    scattered.fill(stimuli[0], count: count)
    for index in 0..<count { counts[bucket(of: stimuli[index], among: count) + 1] += 1 }
    for index in 1...count { counts[index] += counts[index - 1] }
    for index in 0..<count {
      let bucket = bucket(of: stimuli[index], among: count)
      scattered[Int(counts[bucket])] = stimuli[index]
      counts[bucket] += 1
    }
    stimuli[0] = scattered[0]
    for index in 1..<count {
      let moving = scattered[index]
      var place = index
      while place > 0 && stimuli[place - 1].word > moving.word {
        stimuli[place] = stimuli[place - 1]
        place -= 1
      }
      stimuli[place] = moving
    }
  }

  @inline(__always)
  private func bucket(of stimulus: Stimulus, among count: Int) -> Int {
    Int(truncatingIfNeeded: (UInt64(stimulus.tick) &* UInt64(truncatingIfNeeded: count)) >> 32)
  }
}
