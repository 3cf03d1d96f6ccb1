import GLPKSolver
import PortfolioModel
import Study

/// Names that try to be something else in a table, a spreadsheet or a document.
let hostileNames = [
  "=cmd|' /C calc'!A0", "+1+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=\u{338}1", "\r\n=1",
  "a,b", "say \"hi\"", "two\nlines", "two\rlines", "</script><img src=x onerror=alert(1)>",
  "\u{1B}[2J", "\u{202E}evil", "\\u0000\u{0}", "Ääkkönen", "東京", "{\"a\": 1}", "'",
]

/// A small study of these policies; accounts and a segment bear hostile names.
func study(_ policies: [Policy] = [.equal, .value, .optimal]) throws -> PolicyStudy {
  let accounts = hostileNames.enumerated().map { index, name in
    var account = Account(id: name, annualRevenue: 20_000 * Double(1 + index % 5))
    account.name = name
    account.segment = hostileNames[index % 3]
    account.potential = 10_000
    return account
  }
  var triggers = TriggerType.builtIn
  triggers.append(TriggerType(name: "=visit,\"x\"", rate: .perAccount(1)))
  let portfolio = Portfolio(
    accounts: accounts, team: [KeyAccountManager(id: "=K,1"), KeyAccountManager(id: "K2")],
    triggers: triggers)
  return try PolicyStudy(
    PolicyStudy.Design(
      portfolio: portfolio, policies: policies, baseline: policies[0], horizonYears: 1,
      replications: 8, seed: 7),
    solver: GLPK.solve, threads: 2)
}

/// The records of a CSV text, by the rules of RFC 4180 alone.
func records(_ text: String) -> [[String]] {
  var records: [[String]] = []
  var record: [String] = []
  var field = String.UnicodeScalarView()
  var isQuoted = false
  var wasQuote = false
  for scalar in text.unicodeScalars {
    if isQuoted {
      if scalar == "\"" {
        isQuoted = false
        wasQuote = true
      } else {
        field.append(scalar)
      }
      continue
    }
    switch scalar {
    case "\"":
      // The second of two quotes inside a quoted field stands for one.
      if wasQuote { field.append(scalar) }
      isQuoted = true
    case ",":
      record.append(String(field))
      field = String.UnicodeScalarView()
    case "\r": break
    case "\n":
      records.append(record + [String(field)])
      record = []
      field = String.UnicodeScalarView()
    default: field.append(scalar)
    }
    wasQuote = false
  }
  return records
}

/// Two policies that come to the same: each KAM has one account.
func twins() throws -> PolicyStudy {
  let accounts = ["A", "B"].map { id in
    var account = Account(id: id, annualRevenue: 100_000)
    account.kam = "K" + id
    return account
  }
  return try PolicyStudy(
    PolicyStudy.Design(
      portfolio: Portfolio(
        accounts: accounts, team: [KeyAccountManager(id: "KA"), KeyAccountManager(id: "KB")]),
      policies: [.equal, .value], baseline: .equal, horizonYears: 1, replications: 8, seed: 7),
    solver: GLPK.solve, threads: 1)
}
