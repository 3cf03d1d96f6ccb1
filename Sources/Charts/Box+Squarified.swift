extension Box {
  /// The tiles of a squarified treemap: areas proportional to the values, sides as equal as may be.
  ///
  /// Rows are laid along the shorter side of what is free; a row takes the next value as long as that makes
  /// its worst tile no more oblong. Source: Bruls, Huizing and van Wijk, Squarified treemaps (2000).
  ///
  /// - Parameter values: Positive and finite; descending values give the best tiles.
  /// - Returns: One tile a value, in the order of the values.
  func squarified(_ values: [Double]) -> [Box] {
    guard let largest = values.max() else { return [] }
    let shares = values.map { $0 / largest }
    let scale = width * height / shares.reduce(0, +)
    let areas = shares.map { $0 * scale }
    var free = self
    var tiles: [Box] = []
    tiles.reserveCapacity(values.count)
    var next = 0
    while next < areas.count {
      let row = free.row(of: areas[next...])
      tiles += free.cutOff(areas[row])
      next = row.upperBound
    }
    return tiles
  }

  /// How many of the areas make the first row along the shorter side.
  private func row(of areas: ArraySlice<Double>) -> Range<Int> {
    let side = min(width, height)
    var end = areas.startIndex
    var sum = 0.0
    var smallest = Double.infinity
    var largest = 0.0
    var worst = Double.infinity
    while end < areas.endIndex {
      let area = areas[end]
      sum += area
      smallest = min(smallest, area)
      largest = max(largest, area)
      let thickness = sum / side
      let oblong = max(
        largest / (thickness * thickness), thickness * thickness / smallest)
      if oblong > worst { break }
      worst = oblong
      end += 1
    }
    return areas.startIndex..<max(end, areas.startIndex + 1)
  }

  /// Cuts a row off along the shorter side and divides it.
  private mutating func cutOff(_ areas: ArraySlice<Double>) -> [Box] {
    let side = min(width, height)
    let thickness = side > 0 ? areas.reduce(0, +) / side : 0
    let isColumn = height <= width
    var along = 0.0
    let tiles = areas.map { area in
      let length = thickness > 0 ? area / thickness : 0
      defer { along += length }
      return isColumn
        ? Box(left: left, top: top + along, right: left + thickness, bottom: top + along + length)
        : Box(left: left + along, top: top, right: left + along + length, bottom: top + thickness)
    }
    if isColumn {
      left = min(left + thickness, right)
    } else {
      top = min(top + thickness, bottom)
    }
    return tiles
  }
}
