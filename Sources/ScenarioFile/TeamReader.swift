import PortfolioModel

/// The KAMs of a scenario with the places that speak of them.
struct Team {
  /// The KAMs, in the order in which they are written.
  var seats: [(kam: KeyAccountManager, location: SourceLocation)] = []
  /// The positions of the seats without a value of their own, by field.
  var sharing: [String: [Int]] = [:]

  /// The ids, in the order in which they are written.
  var ids: [String] { seats.map(\.kam.id) }
}

/// Reads a team: a head count, a list of maps, or the path of a CSV file.
struct TeamReader {
  /// Reads the file that the scenario names.
  let open: (Word, String) -> TextFile?
  /// Takes the problems.
  let log: ProblemLog
  /// Reads the numbers.
  let inputs: InputReader
  /// How many periods the scenario has, 0 without any; `nil` if that can't be known.
  let periodCount: Int?

  /// The team that a value describes; `nil`, with problems in the log, if it can't be known.
  func team(_ value: YAMLValue) -> Team? {
    if value.isWord {
      return value.word(expecting: "a path").flatMap { open($0, "a header and a row for each KAM") }
        .flatMap { Table($0, known: Self.columns, log: log) }
        .map(team(in:))
    }
    if value.isList {
      return value.list(expecting: "a list of KAMs").map(team(listed:))
    }
    return value.map(expecting: "{count: …}, a list of KAMs or the path of a CSV file")
      .flatMap(team(counted:))
  }

  private static let columns =
    ["id", "name", "role", "segment", "maxAccounts", "availability"]
    + KeyAccountManager.fields.map(\.name)

  /// Reads what stands beside the numeric fields but for the id.
  private func fill(_ kam: inout KeyAccountManager, from word: (String) -> Word?) {
    kam.name = word("name")?.text
    kam.role = word("role")?.text
    kam.segment = word("segment")?.text
    kam.maxAccounts = word("maxAccounts").flatMap { log.wholeNumber($0, in: 0...1_000_000) }
      .map(Int.init)
  }

  /// The availability that a list of shares says, one for each period; empty where it can't be known.
  private func availability(
    _ shares: [Word], field: String, at location: SourceLocation
  ) -> [Double] {
    let known = shares.compactMap { log.number($0, unit: "share", in: 0...10) }
    guard let periodCount, known.count == shares.count else { return [] }
    guard shares.count == periodCount, periodCount > 0 else {
      log.error(
        periodCount == 0
          ? .availabilityWithoutPeriods
          : .periodCount(found: shares.count, periods: periodCount), field, at: location)
      return []
    }
    return known
  }

  /// The availability of a KAM in a map: a list.
  private func availability(in map: YAMLMap) -> [Double] {
    guard let value = map.value("availability"), !value.isNothing,
      let list = value.list(expecting: "a list with a share for each period")
    else { return [] }
    let shares = list.compactMap { $0.word(expecting: "a number") }
    guard shares.count == list.count else { return [] }
    return availability(shares, field: value.field, at: value.location)
  }

  /// The availability of a KAM in a row: numbers with spaces between them.
  private func availability(in row: Table.Row) -> [Double] {
    guard let cell = row.word("availability") else { return [] }
    let shares = cell.text.split(whereSeparator: \.isWhitespace).map {
      Word(field: cell.field, text: $0, location: cell.location, notation: cell.notation)
    }
    return availability(shares, field: cell.field, at: cell.location)
  }

  private func team(counted map: YAMLMap) -> Team? {
    guard let count = map.value("count") else {
      map.reportMissing("count", expected: "the number of KAMs")
      return nil
    }
    var seat = KeyAccountManager(id: "")
    fill(&seat) { map.word($0) }
    inputs.fill(&seat, KeyAccountManager.fields, from: map) { .team($0) }
    seat.availability = availability(in: map)
    map.reportUnknownKeys()
    guard let word = count.word(expecting: "a whole number"),
      let number = log.wholeNumber(word, in: 0...10_000)
    else { return nil }
    let seats = numberedIDs("K", count: Int(number), digits: 2)
    return Team(
      seats: seats.map { (seat.renamed(to: $0), count.location) },
      sharing: Dictionary(
        uniqueKeysWithValues: KeyAccountManager.fields.map { ($0.name, Array(seats.indices)) }))
  }

  private func team(listed values: [YAMLValue]) -> Team {
    var team = Team()
    var firstLines: [String: Int] = [:]
    for map in values.compactMap({ $0.map(expecting: "a map with the id of a KAM") }) {
      let id = map.word("id")
      if map.value("id") == nil { map.reportMissing("id", expected: "an id") }
      let isNew = id.map { log.isNew($0, in: &firstLines) } ?? false
      var kam = KeyAccountManager(id: id?.text ?? "")
      fill(&kam) { map.word($0) }
      inputs.fill(&kam, KeyAccountManager.fields, from: map) {
        .kam(id?.text ?? "", field: $0)
      }
      kam.availability = availability(in: map)
      if isNew {
        team.sharing.add(team.seats.count, KeyAccountManager.fields) { map.value($0) == nil }
        team.seats.append((kam, map.location))
      }
      map.reportUnknownKeys()
    }
    return team
  }

  private func team(in table: Table) -> Team {
    table.require("id")
    var team = Team()
    var firstLines: [String: Int] = [:]
    for row in table.rows {
      guard let id = row.cell("id") else { continue }
      let isNew = log.isNew(id, in: &firstLines)
      var kam = KeyAccountManager(id: id.text)
      fill(&kam, from: row.word)
      log.fill(&kam, KeyAccountManager.fields, from: row.word)
      kam.availability = availability(in: row)
      if isNew {
        team.sharing.add(team.seats.count, KeyAccountManager.fields) { row.word($0) == nil }
        team.seats.append((kam, id.location))
      }
    }
    return team
  }
}

extension [String: [Int]] {
  /// Adds a record to those without a value of their own in the fields that are blank.
  mutating func add<Record>(
    _ position: Int, _ fields: [Field<Record>], where isBlank: (String) -> Bool
  ) {
    for field in fields where isBlank(field.name) {
      self[field.name, default: []].append(position)
    }
  }
}

/// Ids such as `A001`, `A002`, …, with enough digits to stand in the order of their numbers.
func numberedIDs(_ prefix: String, count: Int, digits: Int) -> [String] {
  let width = max(digits, String(count).count)
  return (0..<count).map { index in
    let number = String(index + 1)
    return prefix + String(repeating: "0", count: width - number.count) + number
  }
}
