import PortfolioModel

/// Reads the user's own days per account from a CSV file.
struct OwnPlanTable {
  /// Takes the problems.
  let log: ProblemLog

  private static let columns = ["account", "careDays", "priority"]

  /// Gives accounts their own days: those of their row, none without a row.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - accounts: All accounts of the scenario.
  func read(_ file: TextFile, into accounts: inout [Account]) {
    guard let table = Table(file, known: Self.columns, log: log) else { return }
    table.require("account")
    table.require("careDays")
    let positions = Dictionary(
      accounts.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    for index in accounts.indices { accounts[index].ownDays = 0 }
    var firstLines: [String: Int] = [:]
    for row in table.rows {
      guard let id = row.cell("account"), log.isNew(id, in: &firstLines) else { continue }
      guard let position = positions[id.text] else {
        log.unknown(id, kind: "known account", known: accounts.map(\.id))
        continue
      }
      if let word = row.word("careDays") {
        accounts[position].ownDays = log.number(word, unit: "days/year", in: 0...366)
        if accounts[position].tier == CareModel.pooledID {
          log.warn(.daysOfPooled, "careDays", at: word.location)
        }
      }
      if let word = row.word("priority") {
        accounts[position].ownPriority = log.number(word, unit: "rank", in: -1e9...1e9)
      }
    }
  }
}
