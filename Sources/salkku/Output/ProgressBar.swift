import Dispatch
import Synchronization

/// How far a simulation is, with its rate and the time left, redrawn ten times a second.
///
/// Workers only add to a counter; a queue of its own draws.
final class ProgressBar: Sendable {
  private let total: Int?
  private let done = Atomic(0)
  private let start = ContinuousClock.now
  private let isFinished = DispatchSemaphore(value: 0)
  private let queue = DispatchQueue(label: "progress")

  /// Starts to draw on standard error; `total` is `nil` where nobody knows it before.
  init(total: Int?) {
    self.total = total
    queue.async { [self] in
      while isFinished.wait(timeout: .now() + .milliseconds(100)) == .timedOut { draw() }
    }
  }

  /// Counts a replication that is done.
  func advance() {
    done.add(1, ordering: .relaxed)
  }

  /// Stops drawing and clears the line.
  func finish() {
    isFinished.signal()
    queue.sync { Terminal.draw("\r\u{1B}[K") }
  }

  private func draw() {
    let count = done.load(ordering: .relaxed)
    let elapsed = Double((ContinuousClock.now - start) / .milliseconds(1)) / 1000
    Terminal.draw("\r" + Self.line(count: count, of: total, after: elapsed) + "\u{1B}[K")
  }

  /// The text of the bar.
  ///
  /// - Parameters:
  ///   - count: Replications done.
  ///   - total: All replications, if their number is known.
  ///   - seconds: The time that they took.
  /// - Returns: One line without a line end.
  static func line(count: Int, of total: Int?, after seconds: Double) -> String {
    let rate = count > 0 && seconds > 0 ? Double(count) / seconds : nil
    let speed = rate.map { ", \(Int($0)) a second" } ?? ""
    guard let total else { return "\(count) replications\(speed)" }
    let share = Double(count) / Double(max(1, total))
    let filled = Int(share * 30)
    let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: 30 - filled)
    let head = "[\(bar)] \(Int(share * 100)) %, \(count) of \(total) replications"
    guard let rate else { return head }
    let left = Int((Double(total - count) / rate).rounded(.up))
    let clock = "\(left / 60):\(left % 60 < 10 ? "0" : "")\(left % 60)"
    return head + "\(speed), \(clock) left"
  }
}
