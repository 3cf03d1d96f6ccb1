/// A linear program: variables with bounds, rows with bounds, one objective.
///
/// The model knows no solver and no business term. Every number must be finite, except that a bound
/// may be infinite on its open side.
public struct LinearModel: Equatable, Sendable {
  /// Whether the objective is to be made large or small.
  public enum Sense: Equatable, Sendable {
    case maximise
    case minimise
  }

  /// A decision variable of one model: a dense index from 0, wrapped so that it is never a row.
  public struct Variable: Hashable, Sendable {
    /// The position among the model's variables, from 0.
    public let index: Int
  }

  /// A constraint of one model: a dense index from 0, wrapped so that it is never a variable.
  public struct Row: Hashable, Sendable {
    /// The position among the model's rows, from 0.
    public let index: Int
  }

  /// Lower and upper bound of a variable or of a row's activity; ±infinity where there is none.
  public struct Bounds: Equatable, Sendable {
    /// The least allowed value, or -infinity.
    public let lower: Double
    /// The greatest allowed value, or +infinity.
    public let upper: Double

    /// Creates the bounds `lower ... upper`.
    ///
    /// - Precondition: Neither is NaN, `lower <= upper`, and a finite value lies between them.
    public init(_ lower: Double, _ upper: Double) {
      precondition(
        lower <= upper && lower < .infinity && upper > -.infinity,
        "bounds \(lower) ... \(upper) hold no finite value")
      self.lower = lower
      self.upper = upper
    }

    /// No more than `upper`.
    public static func atMost(_ upper: Double) -> Bounds { Bounds(-.infinity, upper) }
    /// No less than `lower`.
    public static func atLeast(_ lower: Double) -> Bounds { Bounds(lower, .infinity) }
    /// Exactly `value`.
    public static func exactly(_ value: Double) -> Bounds { Bounds(value, value) }
    /// Any value at all.
    public static let free = Bounds(-.infinity, .infinity)
  }

  /// The direction of the objective.
  public let sense: Sense
  /// Objective coefficient of each variable.
  public private(set) var objective: [Double] = []
  /// Bounds of each variable.
  public private(set) var variableBounds: [Bounds] = []
  /// Bounds of each row's activity.
  public private(set) var rowBounds: [Bounds] = []
  /// The terms of each row, each variable at most once, by rising variable index.
  public private(set) var rowTerms: [[Term]] = []

  /// One coefficient of a row.
  public struct Term: Equatable, Sendable {
    /// The variable.
    public let variable: Variable
    /// Its coefficient.
    public let coefficient: Double
  }

  /// Creates a model without variables and rows.
  public init(_ sense: Sense) {
    self.sense = sense
  }

  /// Adds a variable and returns its handle.
  ///
  /// - Precondition: `coefficient` is finite.
  public mutating func addVariable(objective coefficient: Double, in bounds: Bounds) -> Variable {
    precondition(coefficient.isFinite, "objective coefficient \(coefficient) is not finite")
    objective.append(coefficient)
    variableBounds.append(bounds)
    return Variable(index: objective.count - 1)
  }

  /// Adds the constraint that the sum of the terms lies in `bounds`, and returns its handle.
  ///
  /// Terms of the same variable are added up; the order of terms does not matter, to the last bit.
  ///
  /// - Precondition: Coefficients and their sums are finite, and the variables belong to this model.
  /// - Complexity: O(*n* log *n*) in the number of terms, O(*n*) if they come by rising variable.
  public mutating func addRow(
    _ terms: some Sequence<(variable: Variable, coefficient: Double)>, in bounds: Bounds
  ) -> Row {
    addRow(Array(terms), in: bounds)
  }

  /// Adds the constraint that the sum of the terms lies in `bounds`, as for any sequence of terms.
  public mutating func addRow(
    _ terms: [(variable: Variable, coefficient: Double)], in bounds: Bounds
  ) -> Row {
    var merged: [Term] = []
    merged.reserveCapacity(terms.count)
    let isRising = zip(terms, terms.dropFirst()).allSatisfy {
      $0.variable.index < $1.variable.index
    }
    let sorted =
      isRising
      ? terms
      : terms.sorted {
        ($0.variable.index, $0.coefficient) < ($1.variable.index, $1.coefficient)
      }
    for (variable, coefficient) in sorted {
      precondition(objective.indices.contains(variable.index), "variable of another model")
      let isRepeated = merged.last?.variable == variable
      let sum = (isRepeated ? merged.removeLast().coefficient : 0) + coefficient
      precondition(sum.isFinite, "coefficient \(sum) is not finite")
      merged.append(Term(variable: variable, coefficient: sum))
    }
    rowTerms.append(merged)
    rowBounds.append(bounds)
    return Row(index: rowBounds.count - 1)
  }

  /// Moves both bounds of a row; a bound that is infinite stays.
  mutating func moveBounds(of row: Row, by distance: Double) {
    let bounds = rowBounds[row.index]
    rowBounds[row.index] = Bounds(bounds.lower + distance, bounds.upper + distance)
  }
}
