import Foundation
import LinearProgramming

/// The solver HiGHS, run by Python in a process of its own: a second opinion on optima.
enum HiGHS {
  /// Whether `python3` can import `highspy`; says so on standard output if not.
  static let isAvailable: Bool = {
    let isAvailable = (try? python(["-c", "import highspy"])) != nil
    if !isAvailable {
      print("Skipping the comparison with HiGHS: python3 can't import highspy.")
    }
    return isAvailable
  }()

  /// The optimal objectives of some programs.
  static func optima(of models: [LinearModel]) throws -> [Double] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("highs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let script = """
      import highspy, pathlib, sys
      for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
          highs = highspy.Highs()
          highs.setOptionValue("output_flag", False)
          highs.setOptionValue("primal_feasibility_tolerance", 1e-10)
          highs.setOptionValue("dual_feasibility_tolerance", 1e-10)
          highs.readModel(str(path))
          highs.run()
          assert highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
          print(repr(highs.getInfo().objective_function_value))
      """
    for (index, model) in models.enumerated() {
      let name = String(format: "%06d.mps", index)
      try mps(model).write(
        to: folder.appendingPathComponent(name), atomically: false, encoding: .utf8)
    }
    return try python(["-c", script, folder.path]).split(separator: "\n").compactMap { Double($0) }
  }

  /// A program in free MPS format.
  static func mps(_ model: LinearModel) -> String {
    var columns = model.objective.map { [("objective", $0)] }
    for (row, terms) in model.rowTerms.enumerated() {
      for term in terms { columns[term.variable.index].append(("r\(row)", term.coefficient)) }
    }
    var lines = ["NAME plan", "OBJSENSE", model.sense == .maximise ? " MAX" : " MIN", "ROWS"]
    lines.append(" N objective")
    for (row, bounds) in model.rowBounds.enumerated() {
      lines.append(" \(bounds.upper.isFinite ? "L" : "G") r\(row)")
    }
    lines.append("COLUMNS")
    for (column, terms) in columns.enumerated() {
      for (row, coefficient) in terms { lines.append(" x\(column) \(row) \(coefficient)") }
    }
    lines.append("RHS")
    for (row, bounds) in model.rowBounds.enumerated() {
      lines.append(" rhs r\(row) \(bounds.upper.isFinite ? bounds.upper : bounds.lower)")
    }
    lines.append("BOUNDS")
    for (column, bounds) in model.variableBounds.enumerated() {
      lines.append(" LO bound x\(column) \(bounds.lower)")
      lines.append(" UP bound x\(column) \(bounds.upper)")
    }
    lines.append("ENDATA\n")
    return lines.joined(separator: "\n")
  }

  private struct PythonFailed: Error {}

  @discardableResult
  private static func python(_ arguments: [String]) throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw PythonFailed() }
    return String(decoding: data, as: UTF8.self)
  }
}
