/// A linear program seen as knapsacks that a few rows link.
///
///     maximise    sum_j c_j x_j
///     subject to  sum of the x_j of knapsack k <= C_k        each variable in one knapsack
///                 lower_s <= sum_j a_sj x_j <= upper_s       a few linking rows
///                 l_j <= x_j <= u_j
///
/// Once the linking rows have prices `pi`, knapsacks have nothing in common: variable `j` is worth
/// `c_j - sum_s pi_s a_sj`, and a knapsack takes the best first until it is full or nothing good is left.
/// Variables of a knapsack with equal coefficients in all linking rows make a *list*; prices shift all
/// worths of a list alike, so lists are sorted once, and new prices only move the place where each is cut.
struct LinkedKnapsacks {
  /// Variables of one knapsack with equal linking coefficients, by falling objective coefficient.
  struct List {
    /// Which coefficients its variables have in the linking rows.
    let kind: Int
    /// Its variables' positions in `items`.
    let items: Range<Int>
    /// The positions in `items` before this are taken.
    var cut: Int
  }

  /// A row that bounds the sum of its variables from above.
  struct Knapsack {
    /// Its row in the model.
    let row: Int
    /// What all least values leave of its capacity, not negative.
    let room: Double
    /// Its lists' positions in `lists`.
    let lists: Range<Int>
    /// By how much the taken variables overfill the room; the worst of them gives it back.
    var excess = 0.0
    /// The list of that variable; `nil` where room is left, or there is none at all.
    var marginal: Int?
    /// Worth of one more unit of room.
    var price = 0.0
  }

  /// A variable that is not fixed.
  struct Item {
    /// Its index in the model.
    let variable: Int
    /// Its objective coefficient.
    let objective: Double
    /// Its greatest value minus its least.
    let width: Double
    /// Widths of its list up to here, itself included.
    let widthThrough: Double
    /// Widths times objective coefficients of its list up to here, itself included.
    let moneyThrough: Double
  }

  /// The most kinds of linking coefficients: with more, there is little to gain from lists.
  private static let mostKinds = 256

  let model: LinearModel
  /// The rows that are not knapsacks.
  private(set) var linkingRows: [Int] = []
  /// The coefficients of each kind of variable.
  ///
  /// Shape: `[kinds][linkingRows]`.
  private(set) var coefficients: [[Double]] = [[]]
  /// The kind of each variable.
  private(set) var kinds: [Int32]
  /// The knapsack of each variable.
  private(set) var owners: [Int32]
  private(set) var items: [Item] = []
  var lists: [List] = []
  var knapsacks: [Knapsack] = []
  /// The objective and the linking activities where all variables have their least values.
  private(set) var leastMoney = 0.0
  private(set) var leastActivities: [Double] = []

  /// Sees a model as linked knapsacks; `nil` if it is something else.
  ///
  /// - Parameter model: The first rows of sums that share no variable are taken for knapsacks.
  init?(_ model: LinearModel) {
    guard model.sense == .maximise,
      model.variableBounds.allSatisfy({ $0.lower.isFinite && $0.upper.isFinite })
    else { return nil }
    self.model = model
    let count = model.objective.count
    owners = Array(repeating: -1, count: count)
    kinds = Array(repeating: 0, count: count)
    var knapsackRows: [Int] = []
    for (row, terms) in model.rowTerms.enumerated() {
      let bounds = model.rowBounds[row]
      if bounds.upper.isFinite && bounds.lower == -.infinity
        && terms.allSatisfy({ $0.coefficient == 1 && owners[$0.variable.index] < 0 })
      {
        for term in terms { owners[term.variable.index] = Int32(knapsackRows.count) }
        knapsackRows.append(row)
      } else {
        linkingRows.append(row)
      }
    }
    guard owners.allSatisfy({ $0 >= 0 }), sortIntoKinds() else { return nil }
    leastActivities = linkingRows.map { row in
      model.rowTerms[row].reduce(0) {
        $0 + $1.coefficient * model.variableBounds[$1.variable.index].lower
      }
    }
    for row in knapsackRows {
      guard let knapsack = makeLists(of: row) else { return nil }
      knapsacks.append(knapsack)
    }
  }

  /// Gives each variable the kind that its linking coefficients make; `false` if there are too many.
  private mutating func sortIntoKinds() -> Bool {
    var own = [Double](repeating: 0, count: kinds.count)
    for row in linkingRows {
      for index in own.indices { own[index] = 0 }
      for term in model.rowTerms[row] { own[term.variable.index] = term.coefficient }
      var refined: [(kind: Int32, coefficient: Double)] = []
      var last = 0
      for index in own.indices {
        let (kind, coefficient) = (kinds[index], own[index])
        if refined.isEmpty || refined[last] != (kind, coefficient) {
          last = refined.firstIndex { $0 == (kind, coefficient) } ?? refined.count
          guard last < Self.mostKinds else { return false }
          if last == refined.count { refined.append((kind, coefficient)) }
        }
        kinds[index] = Int32(last)
      }
      coefficients = refined.map { coefficients[Int($0.kind)] + [$0.coefficient] }
    }
    return true
  }

  /// Sorts the variables of a knapsack into lists; `nil` if their least values overfill it.
  private mutating func makeLists(of row: Int) -> Knapsack? {
    var room = model.rowBounds[row].upper
    let capacity = room
    let firstList = lists.count
    var variables: [[Int]] = Array(repeating: [], count: coefficients.count)
    for term in model.rowTerms[row] {
      let index = term.variable.index
      let bounds = model.variableBounds[index]
      room -= bounds.lower
      leastMoney += model.objective[index] * bounds.lower
      if bounds.upper > bounds.lower { variables[Int(kinds[index])].append(index) }
    }
    guard room >= -1e-12 * max(1, abs(capacity)) else { return nil }
    for (kind, members) in variables.enumerated() where !members.isEmpty {
      let start = items.count
      var (width, money) = (0.0, 0.0)
      for index in members.sorted(by: { model.objective[$0] > model.objective[$1] }) {
        let bounds = model.variableBounds[index]
        let own = bounds.upper - bounds.lower
        width += own
        money += own * model.objective[index]
        items.append(
          Item(
            variable: index, objective: model.objective[index], width: own, widthThrough: width,
            moneyThrough: money))
      }
      lists.append(List(kind: kind, items: start..<items.count, cut: start))
    }
    return Knapsack(row: row, room: max(0, room), lists: firstList..<lists.count)
  }
}
