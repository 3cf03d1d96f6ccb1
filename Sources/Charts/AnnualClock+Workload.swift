import Markup

extension AnnualClock {
  /// Draws stacked bars, and the line of capacity as steps.
  func drawWorkload(
    _ workload: Workload, _ columns: Columns, top: Double, on frame: inout SVGFrame
  ) {
    let parts = workload.parts.map { columns.sums($0.values) }
    let capacity = workload.capacity.isEmpty ? [] : columns.sums(workload.capacity)
    let totals = columns.ranges.indices.map { index in parts.reduce(0) { $0 + $1[index] } }
    let largest = max(totals.max() ?? 0, capacity.max() ?? 0)
    let bottom = top + Self.workloadHeight
    // The room above the highest bar is for markers and the label of the line.
    let height = Self.workloadHeight - 22
    func y(_ value: Double) -> Double { bottom - (largest > 0 ? value / largest : 0) * height }

    drawNames(of: workload, columns, top: top, on: &frame)
    frame.line(
      Point(x: columns.left, y: bottom), Point(x: columns.right, y: bottom), "axis")
    for (index, range) in columns.ranges.enumerated() {
      let values = parts.map { $0[index] }
      let limit = capacity.isEmpty ? Double.infinity : capacity[index]
      let isOver = totals[index] > limit * (1 + max(workload.tolerance, 1e-9))
      let tooltip = workloadTooltip(range, values, limit)
      var box = columns.box(of: range)
      var sum = 0.0
      for (part, value) in values.enumerated() {
        (box.top, box.bottom) = (y(sum + value), y(sum))
        sum += value
        frame.rect(
          box, isOver ? "worse" : "unclear", opacity: Self.opacity(part), tooltip: tooltip)
      }
      if isOver { drawMarker(above: y(sum), columns.middle(of: range), box.width, on: &frame) }
    }
    drawCapacity(capacity.map(y), workload.capacityText, columns, on: &frame)
  }

  /// Later parts of a stack are lighter.
  private static func opacity(_ part: Int) -> Double? {
    part == 0 ? nil : max(0.7 - 0.25 * Double(part), 0.2)
  }

  private func drawNames(
    of workload: Workload, _ columns: Columns, top: Double, on frame: inout SVGFrame
  ) {
    let right = columns.left - 10
    var y = top + 34
    frame.text(workload.name, x: right, y: y, anchor: .end, within: right, "strong small")
    // The order of the stack, from the top; what has no room is said by tooltips.
    let keys = workload.parts.prefix(3).enumerated().reversed()
    for (index, part) in keys where workload.parts.count > 1 || part.name != workload.name {
      y += 16
      let edge = right - Self.keyWidth
      frame.text(part.name, x: edge, y: y, anchor: .end, within: edge, "muted small")
      frame.rect(
        Box(left: right - 9, top: y - 8, right: right, bottom: y + 1), "unclear",
        opacity: Self.opacity(index))
    }
  }

  /// A triangle above a bar that is over capacity.
  private func drawMarker(
    above y: Double, _ x: Double, _ width: Double, on frame: inout SVGFrame
  ) {
    let half = min(4, width / 2)
    let tip = Point(x: x, y: y - 4 - 1.6 * half)
    frame.path(
      "M\(tip.x) \(tip.y)L\(x + half) \(y - 4)L\(x - half) \(y - 4)Z", "worse")
    frame.take(Box(left: x - half, top: tip.y, right: x + half, bottom: y))
  }

  private func drawCapacity(
    _ heights: [Double], _ text: String, _ columns: Columns, on frame: inout SVGFrame
  ) {
    guard let last = heights.last else { return }
    var steps: [Point] = []
    for (range, y) in zip(columns.ranges, heights) {
      let start = columns.left + columns.pitch * Double(range.lowerBound)
      let end = columns.left + columns.pitch * Double(range.upperBound)
      if steps.last?.y == y { steps.removeLast() } else { steps.append(Point(x: start, y: y)) }
      steps.append(Point(x: end, y: y))
    }
    frame.path(steps.commands, "reference dashed")
    frame.take(along: steps)
    let bounds = Box(
      left: columns.left, top: 18, right: columns.right, bottom: last)
    frame.label(
      text, at: Point(x: columns.right, y: last), within: bounds, sides: [.above], gap: 3,
      "small strong")
  }
}
