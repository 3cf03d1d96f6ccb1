import Foundation

/// What some work took, round by round.
struct Timing {
  /// User time of the processor, all threads together, seconds.
  private(set) var user: [Double] = []
  /// Time on the clock, seconds.
  private(set) var wall: [Double] = []
  /// One step of the yardstick in the same round, seconds.
  private(set) var step: [Double] = []

  /// The median of a value that each round gives.
  func median(_ value: (Int) -> Double) -> Double { user.indices.map(value).median }

  /// User time of one of `count` equal pieces of the work, nanoseconds.
  func nanoseconds(per count: Double) -> Double { user.median / count * 1e9 }

  /// User time of one of `count` equal pieces of the work, in steps of the yardstick.
  func steps(per count: Double) -> Double { median { user[$0] / step[$0] } / count }

  /// User time over that of other work in the same round.
  static func / (left: Timing, right: Timing) -> Double {
    left.median { left.user[$0] / right.user[$0] }
  }

  fileprivate mutating func add(_ work: () -> Void, step: Double) {
    let (startUser, startWall) = (userTime(), ContinuousClock.now)
    work()
    user.append(userTime() - startUser)
    wall.append((ContinuousClock.now - startWall) / .seconds(1))
    self.step.append(step)
  }
}

/// Times several works, one after the other in every round, so that what disturbs the machine disturbs all.
func time(rounds: Int = 5, _ works: [() -> Void]) -> [Timing] {
  var timings = works.map { _ in Timing() }
  for _ in 0..<rounds {
    let step = Yardstick.step()
    for index in works.indices { timings[index].add(works[index], step: step) }
  }
  return timings
}

/// A fixed piece of arithmetic, the unit in which times of different days and machines compare.
enum Yardstick {
  private static let count = 20_000_000

  /// User time of a step, seconds: a multiplication and an addition that wait for the step before.
  static func step() -> Double {
    let start = userTime()
    var sum = opaque(1)
    for index in 0..<count { sum = sum * 0.999_999_9 + Double(index & 7) }
    precondition(opaque(sum) > 0, "the yardstick's sum is wrong")
    return (userTime() - start) / Double(count)
  }

  /// The same number, of which the compiler knows nothing, so that the work stays where it is timed.
  @inline(never) @_optimize(none)
  private static func opaque(_ number: Double) -> Double { number }
}

/// User time of this process so far, seconds.
func userTime() -> Double {
  let time = resourceUsage().ru_utime
  return Double(time.tv_sec) + Double(time.tv_usec) / 1e6
}

/// The most memory that this process has held so far, MiB.
func peakMemory() -> Double {
  #if canImport(Darwin)
    let unit = 1.0
  #else
    let unit = 1024.0
  #endif
  return Double(resourceUsage().ru_maxrss) * unit / 0x1p20
}

private func resourceUsage() -> rusage {
  var usage = rusage()
  #if canImport(Darwin)
    getrusage(RUSAGE_SELF, &usage)
  #else
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  #endif
  return usage
}

extension [Double] {
  /// The middle value; of an even number, the larger one of the two.
  var median: Double { sorted()[count / 2] }
}
