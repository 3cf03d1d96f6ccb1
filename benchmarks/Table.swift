import Foundation

/// The table, printed row by row as the measurements come in.
struct Table {
  /// What a value is to reach.
  enum Bar {
    case atLeast(Double)
    case atMost(Double)

    func isMet(by value: Double) -> Bool {
      switch self {
      case .atLeast(let bar): value >= bar
      case .atMost(let bar): value <= bar
      }
    }

    var text: String {
      switch self {
      case .atLeast(let bar): ">= " + digits(bar)
      case .atMost(let bar): "<= " + digits(bar)
      }
    }
  }

  private var met = 0
  private var missed: [String] = []
  private var title = ""

  /// Begins a section.
  ///
  /// - Parameters:
  ///   - title: What the section is about.
  ///   - note: What is measured.
  mutating func section(_ title: String, _ note: String) {
    self.title = title
    show("\n\(title)\n  \(note)")
  }

  /// Prints a value.
  mutating func row(_ name: String, _ value: Double, _ unit: String = "", bar: Bar? = nil) {
    line(name, digits(value), unit, "", bar?.text ?? "", bar.map { verdict($0, name, value) } ?? "")
  }

  /// Prints the processor time of one of `count` equal pieces of some work.
  mutating func row(_ name: String, _ timing: Timing, per count: Double, bar: Bar? = nil) {
    row(
      name, nanoseconds: timing.nanoseconds(per: count), steps: timing.steps(per: count), bar: bar)
  }

  /// Prints a processor time.
  mutating func row(_ name: String, nanoseconds: Double, steps: Double, bar: Bar? = nil) {
    line(
      name, digits(nanoseconds), "ns", digits(steps), bar?.text ?? "",
      bar.map { verdict($0, name, nanoseconds) } ?? "")
  }

  /// Prints a statement that is to be true.
  mutating func row(_ name: String, holds: Bool) {
    line(name, holds ? "yes" : "no", "", "", "yes", verdict(.atLeast(1), name, holds ? 1 : 0))
  }

  /// Prints a line under the section's title.
  func note(_ text: String) { show("  " + text) }

  /// Prints how the program was built, the names of the columns, and the unit of the second one.
  mutating func header() {
    #if NATIVE
      show("Built for this machine")
    #else
      show("Built for any machine of this kind")
    #endif
    line("", "value", "", "steps", "bar", "")
    let step = (0..<5).map { _ in Yardstick.step() }.median
    row("one step of the yardstick", nanoseconds: step * 1e9, steps: 1)
  }

  /// The bar for one value in a build for any machine, and in one for this machine.
  static func atMost(_ portable: Double, native: Double) -> Bar {
    #if NATIVE
      .atMost(native)
    #else
      .atMost(portable)
    #endif
  }

  /// Prints how many bars were met.
  func summary() {
    show("\n\(met) of \(met + missed.count) bars met")
    for name in missed { show("  missed: \(name)") }
  }

  private mutating func verdict(_ bar: Bar, _ name: String, _ value: Double) -> String {
    if bar.isMet(by: value) {
      met += 1
      return "met"
    }
    missed.append("\(title): \(name)")
    return "missed"
  }

  private func line(
    _ name: String, _ value: String, _ unit: String, _ steps: String, _ bar: String,
    _ verdict: String
  ) {
    let text =
      padded(name, 46) + padded(value, 10, fromLeft: true) + " " + padded(unit, 6)
      + padded(steps, 10, fromLeft: true) + padded(bar, 10, fromLeft: true) + "  " + verdict
    show("  " + text)
  }
}

/// Prints a line at once, also into a pipe.
private func show(_ line: String) {
  let end = line.lastIndex { $0 != " " }.map(line.index(after:)) ?? line.startIndex
  FileHandle.standardOutput.write(Data((line[..<end] + "\n").utf8))
}

private func padded(_ text: String, _ width: Int, fromLeft: Bool = false) -> String {
  let padding = String(repeating: " ", count: max(0, width - text.count))
  return fromLeft ? padding + text : text + padding
}

/// A number with three significant digits, or all before the point.
private func digits(_ value: Double) -> String {
  if value == value.rounded() { return String(format: "%.0f", value) }
  let decimals = abs(value) < 10 ? 2 : abs(value) < 100 ? 1 : 0
  return String(format: "%.\(decimals)f", value)
}
