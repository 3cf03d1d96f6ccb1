extension Treemap.Group {
  /// The group without what has no area, the largest first; equal values by name.
  var visible: Treemap.Group {
    var group = self
    group.items = items.filter { $0.value > 0 && $0.value.isFinite }
      .sorted { ($0.value, $1.name) > ($1.value, $0.name) }
    return group
  }

  /// The sum of values, at most the largest number.
  var weight: Double {
    min(items.reduce(0) { $0 + $1.value }, .greatestFiniteMagnitude)
  }

  /// Items that get a tile of their own, and how many smaller ones share one.
  func split(at least: Double) -> (items: [Treemap.Item], rest: (count: Int, value: Double)?) {
    let small = items.drop { $0.value >= least }
    if small.count < 2 { return (items, nil) }
    let value = min(small.reduce(0) { $0 + $1.value }, .greatestFiniteMagnitude)
    return (items.dropLast(small.count), (small.count, value))
  }
}
