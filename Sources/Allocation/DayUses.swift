/// What the days of a KAM could be used for, without order.
///
/// The best use of some days is to take uses by falling worth. Which worth that ends at is found without
/// sorting: by parting the uses around one of them, and going on in the part where the days end
/// [Hoare 1961, Balas and Zemel 1980].
struct DayUses {
  /// Where the days end: all uses above `price` are taken, and of those at it `days`.
  struct Margin {
    /// The worth of the last use that is taken, not below 0.
    let price: Double
    /// Days left for uses that are worth just the price.
    private var days: Double

    fileprivate init(price: Double, days: Double) { (self.price, self.days) = (price, days) }

    /// The days that a use gets; those at the price are served in the order in which they ask.
    mutating func take(worth: Double, days wanted: Double) -> Double {
      if worth > price { return wanted }
      if worth < price { return 0 }
      defer { days -= min(days, wanted) }
      return min(days, wanted)
    }
  }

  private var uses: [(worth: Double, days: Double)] = []

  /// Makes room for as many uses.
  init(capacity: Int) { uses.reserveCapacity(capacity) }

  /// Adds a use of up to `days` days, each worth `worth`; none if that is not above 0.
  mutating func add(worth: Double, days: Double) {
    if worth > 0 && days > 0 { uses.append((worth, days)) }
  }

  /// Spends `capacity` days on the best uses.
  ///
  /// - Complexity: O(uses) on average.
  mutating func margin(of capacity: Double) -> Margin {
    var (low, high, left) = (0, uses.count, capacity)
    while low < high {
      let pivot = middle(uses[low].worth, uses[(low + high) / 2].worth, uses[high - 1].worth)
      // Above the pivot ..< next ..< below: the equals are between.
      var (above, place, below) = (low, low, high)
      var (daysAbove, daysAt) = (0.0, 0.0)
      while place < below {
        let use = uses[place]
        if use.worth > pivot {
          daysAbove += use.days
          uses.swapAt(above, place)
          above += 1
          place += 1
        } else if use.worth < pivot {
          below -= 1
          uses.swapAt(place, below)
        } else {
          daysAt += use.days
          place += 1
        }
      }
      if daysAbove > left {
        high = above
      } else if daysAbove + daysAt > left {
        return Margin(price: pivot, days: left - daysAbove)
      } else {
        left -= daysAbove + daysAt
        low = below
      }
    }
    return Margin(price: 0, days: 0)
  }

  private func middle(_ one: Double, _ two: Double, _ three: Double) -> Double {
    max(min(one, two), min(max(one, two), three))
  }
}
