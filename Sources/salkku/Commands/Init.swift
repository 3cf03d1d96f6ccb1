import ArgumentParser
import Foundation

/// Writes a sample to start from.
struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a sample portfolio and scenario to start from.",
    discussion:
      "Writes accounts.csv, team.csv and scenario.yaml. Files that exist are never replaced.")

  @Argument(
    help: "The folder to write to; it is made if it does not exist.", completion: .directory)
  var dir = "."

  func run() throws {
    let folder = URL(fileURLWithPath: dir)
    let taken = Sample.files.map { folder.appendingPathComponent($0.name).path }
      .filter { FileManager.default.fileExists(atPath: $0) }
    guard taken.isEmpty else {
      throw Failure.inputOutput(
        """
        \(taken.joined(separator: ", ")): error: exists already and is not replaced. \
        Name another folder: salkku init DIR.
        """)
    }
    var files = OutputFiles()
    for file in Sample.files {
      files.add(Data(file.text.utf8), at: folder.appendingPathComponent(file.name).path)
    }
    try files.write()
    let scenario = dir == "." ? "scenario.yaml" : "\(dir)/scenario.yaml"
    try Terminal.print(
      """
      Written to \(dir): \(Sample.files.map(\.name).joined(separator: ", ")).
      Next: put your own accounts into accounts.csv, then

        salkku check \(scenario)
        salkku run \(scenario)

      """)
  }
}
