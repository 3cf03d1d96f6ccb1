import PortfolioModel

/// Reads the accounts of a CSV file.
struct AccountTable {
  /// The tiers that accounts may have.
  let tiers: [String]
  /// The KAMs that accounts may have; `nil` if the team could not be read.
  let kams: [String]?
  /// Takes the problems.
  let log: ProblemLog

  private static let columns =
    ["id", "name", "segment", "tier", "kam", "monthlyRevenue"] + Account.fields.map(\.name)

  /// The accounts of a file that are good; all others are in the log.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - sharing: Gets the positions of the accounts that leave a field blank, by field.
  /// - Returns: The accounts, in file order.
  func accounts(in file: TextFile, sharing: inout [String: [Int]]) -> [Account] {
    guard let table = Table(file, known: Self.columns, log: log) else { return [] }
    table.require("id")
    if let monthly = table.location(ofColumn: "monthlyRevenue") {
      if table.location(ofColumn: "annualRevenue") != nil {
        log.error(.exclusive(with: "annualRevenue"), "monthlyRevenue", at: monthly)
      }
    } else {
      table.require("annualRevenue")
    }
    var firstLines: [String: Int] = [:]
    var accounts: [Account] = []
    for row in table.rows {
      guard let account = account(in: row, firstLines: &firstLines) else { continue }
      sharing.add(accounts.count, Account.sharedFields) { row.word($0) == nil }
      accounts.append(account)
    }
    return accounts
  }

  private func account(in row: Table.Row, firstLines: inout [String: Int]) -> Account? {
    let isNew = row.cell("id").map { log.isNew($0, in: &firstLines) } ?? false
    var account = Account(id: row.word("id")?.text ?? "", annualRevenue: 0)
    account.name = row.word("name")?.text
    account.segment = row.word("segment")?.text
    log.fill(&account, Account.fields, from: row.word)
    readRevenue(of: &account, in: row)
    readTier(of: &account, in: row)
    readOwner(of: &account, in: row)
    checkDays(of: account, in: row)
    return isNew ? account : nil
  }

  /// Reports a blank revenue, and takes a monthly one (MRR) twelve times.
  private func readRevenue(of account: inout Account, in row: Table.Row) {
    for column in ["annualRevenue", "monthlyRevenue"] {
      if let cell = row.cell(column), cell.text.isEmpty {
        log.error(.blank(expected: "a number"), column, at: cell.location)
      }
    }
    if let word = row.word("monthlyRevenue"),
      let revenue = log.number(word, unit: "money/month", in: 0...8e10)
    {
      account.annualRevenue = 12 * revenue
    }
  }

  /// Reports least days above the most, and days of an account that gets none.
  private func checkDays(of account: Account, in row: Table.Row) {
    if let least = account.minDays, let most = account.maxDays, least > most,
      let cell = row.cell("minDays")
    {
      log.error(
        .crossed(low: least, upperField: "maxDays", high: most), "minDays", at: cell.location)
    }
    guard account.tier == CareModel.pooledID else { return }
    for column in ["minDays", "maxDays", "lockedDays"] {
      if let word = row.word(column) {
        log.warn(.daysOfPooled, column, at: word.location)
      }
    }
  }

  private func readTier(of account: inout Account, in row: Table.Row) {
    guard let tier = row.word("tier") else { return }
    if tiers.contains(tier.text) {
      account.tier = tier.text
    } else {
      log.unknown(tier, kind: "tier", known: tiers)
    }
  }

  private func readOwner(of account: inout Account, in row: Table.Row) {
    guard let kam = row.word("kam") else { return }
    if let kams, !kams.contains(kam.text) {
      log.unknown(kam, kind: "KAM", known: kams)
    } else if account.tier == CareModel.pooledID {
      log.warn(.ownerOfPooled(kam: kam.text), "kam", at: kam.location)
    } else {
      account.kam = kam.text
    }
  }
}
