import Foundation
import Testing

struct FileOutputTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.writeScenario()
  }

  @Test func `tables are written whole, in the folder that was named`() throws {
    try folder.salkku("run", "s.yaml", "--csv", "results/tables").expectSuccess()
    #expect(
      try folder.names() == [
        "a.csv", "results", "results/tables", "results/tables/comparisons.csv",
        "results/tables/forest.csv", "results/tables/metrics.csv", "results/tables/plan.csv",
        "s.yaml",
      ])
    let rows = try ["metrics", "comparisons", "plan"].map {
      try folder.text("results/tables/\($0).csv").split(separator: "\r\n")
    }
    // 19 measures and 7 fates of 3 trigger types, for 8 policies; 7 of them compared; 2 accounts.
    #expect(rows.map(\.count) == [1 + 8 * 40, 1 + 7 * 40, 1 + 8 * 2])
    #expect(rows[0][0] == "alternative,metric,mean,standardError,halfWidth95,p5,p50,p95")
    #expect(rows[1][0] == "a,b,metric,meanDifference,halfWidth95")
    #expect(rows[2][0].hasPrefix("alternative,account,kam,tier,segment,currentDays,careDays,"))
    for table in rows {
      let width = table[0].split(separator: ",", omittingEmptySubsequences: false).count
      for row in table {
        #expect(row.split(separator: ",", omittingEmptySubsequences: false).count == width)
      }
    }
  }

  @Test func `a plan alone is one table`() throws {
    try folder.salkku("allocate", "s.yaml", "--csv", "results").expectSuccess()
    #expect(try folder.names() == ["a.csv", "results", "results/plan.csv", "s.yaml"])
  }

  @Test func `tables and document hold the same numbers`() throws {
    try folder.salkku("run", "s.yaml", "--json", "out.json", "--csv", "out").expectSuccess()
    let document = try JSONValue(Data(contentsOf: folder.place("out.json")))
    let alternatives = document["studies"]?.elements.first?["alternatives"]?.elements ?? []
    for row in try folder.text("out/metrics.csv").split(separator: "\r\n").dropFirst() {
      let cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let metric = alternatives.first { $0["policy"]?.text == cells[0] }?["metrics"]?[cells[1]]
      let numbers = ["mean", "standardError", "halfWidth95", "p5", "p50", "p95"].map {
        metric?[$0]?.number
      }
      #expect(cells.dropFirst(2).map(Double.init) == numbers)
    }
  }

  /// Outputs of which one can't be written, and the path that is told.
  static let unwritable = [
    (["--json", "s.yaml/out.json"], "s.yaml/out.json"),
    (["--json", "s.yaml/deeper/out.json"], "s.yaml/deeper/out.json"),
    (["--csv", "s.yaml"], "s.yaml/metrics.csv"),
    (["--json", "kept"], "kept"),
    (["--json", "."], "."),
    (["--json", "new.json", "--csv", "s.yaml/tables"], "s.yaml/tables/metrics.csv"),
    (["--json", "s.yaml/out.json", "--csv", "tables"], "s.yaml/out.json"),
    (["--json", "old.json", "--csv", "kept"], "kept/plan.csv"),
  ]

  @Test(arguments: unwritable)
  func `where one output can't be written, none is`(arguments: [String], path: String) throws {
    try folder.write("kept", to: "old.json")
    try folder.write("kept", to: "kept/plan.csv/a.txt")
    let before = try folder.content()
    // So many replications would take minutes: the refusal comes before them.
    let run = try folder.run(["run", "s.yaml", "--replications", "1000000"] + arguments)
    #expect(run.status == 74)
    #expect(run.output.isEmpty)
    #expect(run.errors.hasPrefix("\(path): error: "))
    #expect(try folder.content() == before)
  }

  @Test func `files that exist are replaced, and nothing else is left`() throws {
    try folder.write("old", to: "out.json")
    try folder.write("old", to: "out/plan.csv")
    try folder.write("kept", to: "out/notes.txt")
    try folder.salkku("run", "s.yaml", "--json", "out.json", "--csv", "out").expectSuccess()
    #expect(try folder.text("out.json").hasPrefix("{"))
    #expect(try folder.text("out/plan.csv").hasPrefix("alternative,"))
    #expect(try folder.text("out/notes.txt") == "kept")
    #expect(
      try folder.names() == [
        "a.csv", "out", "out.json", "out/comparisons.csv", "out/forest.csv", "out/metrics.csv",
        "out/notes.txt", "out/plan.csv", "s.yaml",
      ])
  }

  @Test func `files that exist survive a run that fails`() throws {
    try folder.salkku("run", "s.yaml", "--json", "out.json", "--csv", "out").expectSuccess()
    try folder.write("id,annualRevenue\nA,x\n", to: "a.csv")
    let before = try folder.content()
    #expect(try folder.salkku("run", "s.yaml", "--json", "out.json", "--csv", "out").status == 65)
    #expect(try folder.content() == before)
  }

  @Test func `a link keeps pointing at the file that is replaced`() throws {
    try folder.write("old", to: "real.json")
    try FileManager.default.createSymbolicLink(
      atPath: folder.place("link.json").path, withDestinationPath: "real.json")
    try folder.salkku("run", "s.yaml", "--json", "link.json").expectSuccess()
    #expect(try folder.text("real.json").hasPrefix("{"))
    let target = try FileManager.default.destinationOfSymbolicLink(
      atPath: folder.place("link.json").path)
    #expect(target == "real.json")
  }

  @Test func `a pipe is written to and stays a pipe`() throws {
    let run = try folder.shell(
      """
      mkfifo pipe && { cat pipe > copy.json & } && "$SALKKU" run s.yaml --json pipe >/dev/null
      wait && test -p pipe && head -c 1 copy.json
      """)
    #expect(run.status == 0)
    #expect(run.output == "{")
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may write everywhere"))
  func `a folder without permission is told before the work`() throws {
    let run = try folder.shell(
      """
      mkdir locked && chmod a-w locked
      "$SALKKU" run s.yaml --replications 1000000 --json locked/out.json
      """)
    #expect(run.status == 74)
    #expect(run.errors == "locked/out.json: error: can't be written: Permission denied\n")
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may write everywhere"))
  func `a writable folder in a locked one takes tables`() throws {
    let run = try folder.shell(
      """
      mkdir -p locked/open && chmod a-w locked
      "$SALKKU" run s.yaml --csv locked/open; status=$?
      chmod u+w locked; exit $status
      """)
    run.expectSuccess()
  }
}
