import Foundation
import Reporting
import ScenarioFile

/// The command that makes a result again.
enum Invocation {
  /// Options that change neither the result nor what it is about, and whether a value follows.
  private static let otherOptions = [
    "--json": true, "--csv": true, "--html": true, "--xlsx": true, "--calendar": true,
    "--first-day": true, "--account-plans": true, "--format": true, "--threads": true,
    "--quiet": false, "--no-color": false, "--strict": false,
  ]

  /// The command as text for a shell, run in the folder of the scenario: files without folders, without what
  /// does not change the result.
  ///
  /// - Parameter arguments: The arguments after the name of the program.
  /// - Returns: One line.
  static func text(of arguments: some Sequence<String>) -> String {
    var words = ["salkku"]
    var isSkipped = false
    for argument in arguments {
      let name = String(argument.prefix { $0 != "=" })
      if isSkipped {
        isSkipped = false
      } else if let takesValue = otherOptions[name] {
        isSkipped = takesValue && name == argument
      } else {
        words.append(quoted(argument.split(separator: "/").last.map(String.init) ?? argument))
      }
    }
    return words.joined(separator: " ")
  }

  private static func quoted(_ word: String) -> String {
    let isPlain = word.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0)
        || "-_.,=+:@%".unicodeScalars.contains($0)
    }
    return isPlain && !word.isEmpty ? word : "'\(word.replacing("'", with: "'\\''"))'"
  }
}

extension Provenance {
  /// Where a result of a scenario comes from.
  init(_ scenario: Scenario) {
    self.init(name: scenario.name)
    command = Invocation.text(of: CommandLine.arguments.dropFirst())
    inputs = scenario.inputFiles.map {
      ($0.path.split(separator: "/").last.map(String.init) ?? $0.path, $0.sha256)
    }
    assumptions = scenario.recipe.assumptions
  }
}
