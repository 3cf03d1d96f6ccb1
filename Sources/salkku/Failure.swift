import Allocation
import ScenarioFile
import Workbooks

/// Why a command stopped, in words, with its exit status.
struct Failure: Error, CustomStringConvertible {
  let status: Int32
  let description: String

  /// A published number is not reproduced.
  static func off(_ description: String) -> Failure {
    Failure(status: 1, description: description)
  }

  /// A study ran, and a target that was asked for is not met.
  static func notMet(_ description: String) -> Failure {
    Failure(status: 1, description: description)
  }

  /// The command line is wrong.
  static func usage(_ description: String) -> Failure {
    Failure(status: 2, description: description)
  }

  /// The scenario or its data are wrong.
  static func badInput(_ description: String) -> Failure {
    Failure(status: 65, description: description)
  }

  /// The program is wrong.
  static func internalError(_ description: String) -> Failure {
    Failure(status: 70, description: description)
  }

  /// A file can't be read or written.
  static func inputOutput(_ description: String) -> Failure {
    Failure(status: 74, description: description)
  }

  init(status: Int32, description: String) {
    self.status = status
    self.description = description
  }

  init(_ error: ScenarioError) {
    let isUnreadable = error.problems.contains {
      if case .unreadable = $0.reason { true } else { false }
    }
    self = isUnreadable ? .inputOutput(error.description) : .badInput(error.description)
  }

  init(_ error: WorkbookError, place: String) {
    let description = "\(place): error: \(error)"
    self = error.problems.reduce(.internalError(description)) { failure, problem in
      switch problem {
      case .file: .inputOutput(description)
      case .tooManyRows: .badInput(description)
      default: failure
      }
    }
  }

  init(_ error: AllocationError, scenario: String) {
    let description = "\(scenario): error: \(error)"
    switch error {
    case .infeasible, .tooManyWorlds, .riskAverse, .noOwnDays: self = .badInput(description)
    case .solverFailed: self = .internalError(description)
    }
  }
}
