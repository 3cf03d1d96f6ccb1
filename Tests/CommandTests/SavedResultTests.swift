import Foundation
import Testing

/// Reports that are made from a result, at once or later.
struct SavedResultTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
    try folder.salkku("init", ".").expectSuccess()
    try folder.write(
      try folder.text("scenario.yaml")
        + "\nmodel: {careEffect: {low: 0.3, mode: 0.6, high: 0.7}}\n",
      to: "uncertain.yaml")
  }

  /// A command of every kind of study.
  static let studies = [
    ["benchmark", "scenario.yaml"], ["benchmark", "scenario.yaml", "uncertain.yaml"],
    ["simulate", "scenario.yaml"], ["allocate", "scenario.yaml"],
    ["headcount", "scenario.yaml", "--from", "1", "--to", "3"],
    ["compare", "scenario.yaml", "--vary", "accounts", "--from", "3", "--to", "6"],
    ["compare", "scenario.yaml", "--vary", "sample", "--from", "2", "--to", "4"],
    ["sensitivity", "uncertain.yaml"], ["risk", "scenario.yaml", "--target", "1000000"],
  ]

  private static let reports = [
    "--html", "out/a.html", "--xlsx", "out/a.xlsx", "--calendar", "out/a.ics", "--first-day",
    "2027-01-04", "--account-plans", "out/plans",
  ]

  private func save(_ study: [String], _ more: [String] = []) throws {
    let replications = study[0] == "allocate" ? [] : ["--replications", "6"]
    try folder.run(study + replications + ["--json", "a.json", "--quiet"] + more).expectSuccess()
  }

  /// What is in the folder of reports, which is emptied.
  private func written() throws -> [String: Data] {
    let content = try folder.content().filter { $0.key.hasPrefix("out/") }
    try FileManager.default.removeItem(at: folder.place("out"))
    return content
  }

  @Test(arguments: studies)
  func `reports made again have the same bytes`(study: [String]) throws {
    try save(study, Self.reports)
    let first = try written()
    #expect(first["out/a.html"] != nil && first["out/a.xlsx"] != nil && first["out/a.ics"] != nil)
    try folder.run(["report", "a.json"] + Self.reports).expectSuccess()
    #expect(try written() == first)
  }

  @Test(arguments: studies)
  func `an odd result makes odd reports, but none crashes`(study: [String]) throws {
    try save(study)
    let json = try Data(contentsOf: folder.place("a.json"))
    let whole = try JSONSerialization.jsonObject(with: json)
    let places = Self.places(in: whole)
    // Spread over the document, every kind of change in turn.
    let step = max(1, places.count / 40)
    for (number, place) in places.enumerated() where number % step == 0 {
      let odd = Self.changed(whole, at: place[...], by: number / step)
      try JSONSerialization.data(withJSONObject: odd).write(to: folder.place("odd.json"))
      let run = try folder.run(["report", "odd.json"] + Self.reports)
      #expect(!run.isKilled && [0, 65].contains(run.status), "\(place) \(number / step)")
    }
  }

  @Test func `a result without accounts, plans and alternatives is still a page`() throws {
    try save(["benchmark", "scenario.yaml"])
    let json = try Data(contentsOf: folder.place("a.json"))
    var whole = try JSONSerialization.jsonObject(with: json)
    for place: [Key] in [
      [.name("studies"), .index(0), .name("portfolio"), .name("accounts")],
      [.name("studies"), .index(0), .name("alternatives")],
    ] {
      whole = Self.changed(whole, at: place[...], by: 0)
    }
    try JSONSerialization.data(withJSONObject: whole).write(to: folder.place("odd.json"))
    try folder.run(["report", "odd.json"] + Self.reports).expectSuccess()
    #expect(try folder.text("out/a.html").contains("0 accounts"))
  }

  @Test(arguments: [
    ("", "not JSON"), ("[1]", "another kind"), ("{}", "'salkku'"),
    (#"{"salkku": "0", "scenario": "s", "studies": [{"kind": 1}]}"#, "studies[1]"),
  ])
  func `what is no result is refused with its place`(text: String, word: String) throws {
    try folder.write(text, to: "a.json")
    let run = try folder.run(["report", "a.json", "--html", "out/a.html"])
    #expect(run.status == 65)
    #expect(run.errors.contains("a.json: error: ") && run.errors.contains(word), "\(run.errors)")
    #expect(try folder.names().filter { $0.hasPrefix("out") }.isEmpty)
  }

  @Test func `a missing result is an input error`() throws {
    let run = try folder.run(["report", "none.json"])
    #expect(run.status == 74 && run.errors.contains("none.json: error: can't be read"))
  }

  @Test func `what was found is printed again`() throws {
    try save(["benchmark", "scenario.yaml"])
    let run = try folder.run(["report", "a.json"])
    run.expectSuccess()
    let document = try JSONValue(Data(contentsOf: folder.place("a.json")))
    let finding = try #require(document["studies"]?.elements.first?["finding"])
    #expect(run.output.contains(try #require(finding["headline"]?.text)))
    #expect(run.output.contains(try #require(finding["certainty"]?.text)))
  }

  // MARK: - Changes

  private enum Key: Equatable, CustomStringConvertible {
    case name(String)
    case index(Int)

    var description: String {
      switch self {
      case .name(let name): name
      case .index(let index): "\(index)"
      }
    }
  }

  /// The places of all values; of a list those in its first element.
  private static func places(in value: Any) -> [[Key]] {
    if let object = value as? [String: Any] {
      return object.keys.sorted().flatMap { key in
        [[Key.name(key)]] + places(in: object[key] ?? 0).map { [.name(key)] + $0 }
      }
    }
    if let first = (value as? [Any])?.first {
      return [[.index(0)]] + places(in: first).map { [.index(0)] + $0 }
    }
    return []
  }

  /// A document with one value changed: a list emptied, a number made extreme, a text hostile, or left out.
  private static func changed(_ value: Any, at place: ArraySlice<Key>, by change: Int) -> Any {
    guard let key = place.first else {
      if value is [Any] { return [Any]() }
      if value is String { return "</script><img src=x>\u{202E}" }
      return [0, -1, 1e308, -1e308, 1e-308, 0.5, 3_000_000_000][change % 7] as Double
    }
    let isLast = place.count == 1
    switch key {
    case .name(let name):
      var object = value as? [String: Any] ?? [:]
      let isLeftOut = isLast && change % 5 == 4
      object[name] =
        isLeftOut ? nil : object[name].map { changed($0, at: place.dropFirst(), by: change) }
      return object
    case .index(let index):
      var list = value as? [Any] ?? []
      list[index] = changed(list[index], at: place.dropFirst(), by: change)
      return list
    }
  }
}
