/// The name that a mistyped one was probably meant to be, or `nil` if none is near.
///
/// Near is at most a third of the letters wrong, and always at least one. Case, `-` and `_` do not
/// count, so `annual_revenue` and `AnnualRevenue` both find `annualRevenue`.
///
/// - Returns: The nearest of `known`; of equals the first.
package func nearestName(to name: String, among known: [String]) -> String? {
  let wanted = folded(name)
  guard wanted.count <= 100 else { return nil }
  var best: (name: String, distance: Int)?
  for candidate in known {
    let letters = folded(candidate)
    // The length difference is a lower bound of the distance: it spares most of the work.
    guard abs(letters.count - wanted.count) < best?.distance ?? .max else { continue }
    let distance = editDistance(wanted, letters)
    if distance <= max(1, max(wanted.count, letters.count) / 3), distance < best?.distance ?? .max {
      best = (candidate, distance)
    }
  }
  return best?.name
}

private func folded(_ name: String) -> [Character] {
  name.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }
}

/// The least number of letters to insert, remove, replace or swap with their neighbour.
///
/// Optimal string alignment: the row before the last one is kept for swaps.
private func editDistance(_ source: [Character], _ target: [Character]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...target.count)
  for (row, letter) in source.enumerated() {
    var current = [row + 1]
    for (column, other) in target.enumerated() {
      var distance = min(
        last[column] + (letter == other ? 0 : 1), last[column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, letter == target[column - 1], source[row - 1] == other {
        distance = min(distance, beforeLast[column - 1] + 1)
      }
      current.append(distance)
    }
    (beforeLast, last) = (last, current)
  }
  return last[target.count]
}
