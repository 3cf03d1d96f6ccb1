import CGLPK
import Testing

/// The program max x + y, x + y <= 1, x and y from 0 to 1, as the shim takes it: easy to spoil.
private struct RawProgram {
  var columnCount: Int32 = 2
  var rowCount: Int32 = 1
  var objective = [1.0, 1]
  var lower = [0, 0, -Double.infinity]
  var upper = [1.0, 1, 1]
  var rowStarts: [Int32] = [0, 2]
  var columns: [Int32] = [0, 1]
  var coefficients = [1.0, 1]
  var iterationLimit: Int32 = 100

  func solve() -> (status: GLPKStatus, objective: Double, message: String) {
    var optimum = 0.0
    var primal = [0.0, 0, 0]
    var dual = primal
    let status = glpk_shim_solve(
      true, columnCount, rowCount, objective, lower, upper, rowStarts, columns, coefficients,
      iterationLimit, &optimum, &primal, &dual)
    return (status, optimum, String(cString: glpk_shim_message()))
  }
}

@Test func `the shim solves a sound program without a word`() {
  let result = RawProgram().solve()
  #expect(result.status == .optimal)
  #expect(result.objective == 1)
  #expect(result.message.isEmpty)
}

@Test(arguments: [Double.nan, .infinity, -.infinity])
func `the shim refuses numbers that are not finite`(number: Double) {
  var program = RawProgram()
  program.objective[1] = number
  #expect(program.solve() == (.invalid, 0, "objective is not finite at column 1"))
  program = RawProgram()
  program.coefficients[0] = number
  #expect(program.solve() == (.invalid, 0, "coefficient is not finite in row 0"))
}

@Test(arguments: [
  (0.0, Double.nan), (.nan, 0), (.nan, .nan), (1, 0), (.infinity, .infinity),
  (-.infinity, -.infinity),
])
func `the shim refuses bounds that are no interval`(lower: Double, upper: Double) {
  for (place, name) in ["column 0", "column 1", "row 0"].enumerated() {
    var program = RawProgram()
    program.lower[place] = lower
    program.upper[place] = upper
    #expect(program.solve() == (.invalid, 0, "bounds are no interval at \(name)"))
  }
}

@Test(arguments: [[0, 0], [1, 0], [0, 2], [-1, 1], [.min, .max]] as [[Int32]])
func `the shim refuses repeated, unordered and foreign columns`(columns: [Int32]) {
  var program = RawProgram()
  program.columns = columns
  #expect(
    program.solve() == (.invalid, 0, "columns out of range, repeated or unordered in row 0"))
}

@Test func `the shim refuses sizes that make no sense`() {
  var program = RawProgram()
  program.columnCount = -1
  #expect(program.solve() == (.invalid, 0, "negative number of columns: -1"))
  program = RawProgram()
  program.rowCount = -2
  #expect(program.solve() == (.invalid, 0, "negative number of rows: -2"))
  program = RawProgram()
  program.rowStarts = [1, 2]
  #expect(program.solve() == (.invalid, 0, "the first row starts at entry 1"))
  program = RawProgram()
  program.rowStarts = [0, -1]
  #expect(program.solve() == (.invalid, 0, "negative length of row 0"))
}

@Test func `an exhausted iteration limit leaves the question open`() {
  var program = RawProgram()
  program.iterationLimit = 0
  let result = program.solve()
  #expect(result.status == .undecided)
  #expect(result.message.contains("limit of 0 iterations reached"))
}

@Test func `a fatal error inside GLPK becomes a status, and the next solve works`() {
  var program = RawProgram()
  program.iterationLimit = -1  // GLPK aborts on a parameter that it calls invalid
  let result = program.solve()
  #expect(result.status == .undecided)
  #expect(result.message.contains("it_lim"))
  #expect(RawProgram().solve() == (.optimal, 1, ""))
}
