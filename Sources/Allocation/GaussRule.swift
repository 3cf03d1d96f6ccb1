/// Gauss-Legendre quadrature with eight nodes on 0...1, also from 0 to each of the nodes.
///
/// The integral over 0...1 is exact for polynomials up to degree 15, the one up to a node for degree 7
/// (collocation). So one pass over a panel gives both a running integral and an integral of a function
/// of it.
///
/// - SeeAlso: E. Hairer, S. P. Nørsett & G. Wanner, _Solving Ordinary Differential Equations I_,
///   section II.7 (Gauss collocation).
struct GaussRule: Sendable {
  /// The only instance.
  static let shared = GaussRule()

  /// The nodes, rising, in 0...1.
  let nodes: SIMD8<Double>
  /// The weight of each node; they sum to 1.
  let weights: SIMD8<Double>
  /// Entry `j`: for each node, the integral from 0 to it of the polynomial that is 1 at node `j` and 0
  /// at the others.
  private let partialWeights: [SIMD8<Double>]

  /// The integral over 0...1 of the function with these values at the nodes.
  func integral(_ values: SIMD8<Double>) -> Double {
    (weights * values).sum()
  }

  /// The integrals from 0 to each node of the function with these values at the nodes.
  func partialIntegrals(_ values: SIMD8<Double>) -> SIMD8<Double> {
    var sums = SIMD8<Double>()
    for node in values.indices { sums += values[node] * partialWeights[node] }
    return sums
  }

  private init() {
    // Nodes and weights on -1...1: the four positive zeros of P8 [Abramowitz & Stegun, table 25.4].
    let zeros = [
      (0.183434642495649805, 0.362683783378361983), (0.525532409916328986, 0.313706645877887287),
      (0.796666477413626740, 0.222381034453374471), (0.960289856497536232, 0.101228536290376259),
    ]
    var nodes = SIMD8<Double>()
    var weights = SIMD8<Double>()
    for (position, (zero, weight)) in zeros.enumerated() {
      (nodes[3 - position], weights[3 - position]) = ((1 - zero) / 2, weight / 2)
      (nodes[4 + position], weights[4 + position]) = ((1 + zero) / 2, weight / 2)
    }
    self.nodes = nodes
    self.weights = weights
    // The polynomials have degree 7, so the rule itself, shrunk to 0...node, integrates them exactly.
    partialWeights = nodes.indices.map { own in
      var column = SIMD8<Double>()
      for end in nodes.indices {
        for inner in nodes.indices {
          var polynomial = 1.0
          for other in nodes.indices where other != own {
            polynomial *=
              (nodes[end] * nodes[inner] - nodes[other]) / (nodes[own] - nodes[other])
          }
          column[end] += nodes[end] * weights[inner] * polynomial
        }
      }
      return column
    }
  }
}
