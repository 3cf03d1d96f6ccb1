extension ScenarioProblem: CustomStringConvertible {
  /// The problem in words: where, what was found, what was expected, and below it what to do.
  public var description: String {
    let words = reason.words
    return """
      \(location): \(severity.rawValue): \(field): found \(words.found), expected \(words.expected).
        \(words.advice)
      """
  }
}

extension ScenarioProblem.Reason {
  fileprivate var words: Words {
    switch self {
    case .unreadable(let path, let fault): fault.words(path: path)
    case .notUTF8(let byte, let suspected):
      Words(
        "the byte \(hexadecimal(byte)), which is not UTF-8", expected: "text in UTF-8",
        advice: "The file is probably \(suspected): save it again as UTF-8 (in Excel: CSV UTF-8).")
    case .emptyFile(let expected):
      Words(
        "an empty file", expected: expected, advice: "Check that it was saved, and is this file.")

    case .syntax(let message):
      Words(
        "text that is not YAML: \(message)", expected: "a YAML map",
        advice: "Check indentation, brackets and quotes here and on the line before.")
    case .repeatedKeys(let keys):
      Words(
        "the key more than once in one map: \(keys.joined(separator: ", "))",
        expected: "each key once", advice: "Keep one of them; the others stand further down.")
    case .unknownKey(let name, let known):
      Words(
        "a key that means nothing here", expected: oneOf(known),
        advice: correction(of: name, known: known) ?? "Remove it.")
    case .missing(let expected):
      Words("nothing", expected: expected, advice: "Add the key to this map.")
    case .wrongType(let found, let expected):
      Words(found, expected: expected, advice: "Write \(expected) here.")

    case .unclosedQuote:
      Words(
        "a quoted field that never ends", expected: "a closing quote",
        advice: "Close it; a quote inside a quoted field is written twice.")
    case .strayQuote:
      Words(
        "a quote in the middle of a field", expected: "quotes around whole fields only",
        advice: "Quote the whole field and write each quote inside it twice.")
    case .fieldCount(let found, let expected):
      Words(
        counted(found, "field"), expected: "\(expected), as in the header",
        advice: "Quote fields that hold the separator; decimal commas need semicolons as separator."
      )
    case .noRows:
      Words(
        "a header and no rows", expected: "at least one row",
        advice: "Add a row for each record below the header.")
    case .missingColumn(let name, let found):
      Words(
        "the columns \(found.joined(separator: ", "))", expected: "also the column \(name)",
        advice: nearestName(to: name, among: found).map { "Rename the column \(inQuotes($0))." }
          ?? "Add the column, or rename the one that holds it.")
    case .unknownColumn(let name, let known):
      Words(
        "a column that means nothing here", expected: oneOf(known),
        advice: correction(of: name, known: known) ?? "It is ignored; remove it to be sure.")
    case .repeatedColumn:
      Words(
        "the column twice", expected: "each column once", advice: "Remove or rename one of them.")

    case .notANumber(let found, let fault): fault.words(found: found)
    case .notWhole(let found, let allowed):
      Words(
        inQuotes(found),
        expected: "a whole number from \(allowed.lowerBound) to \(allowed.upperBound)",
        advice: UInt64(found).map {
          $0 < allowed.lowerBound
            ? "Write \(allowed.lowerBound) or more." : "Write \(allowed.upperBound) or less."
        } ?? "Write digits only: no sign, point or separators.")
    case .outOfRange(let found, let allowed, let unit):
      rangeWords(found: found, allowed: allowed, unit: unit)
    case .unknownName(let found, let kind, let known):
      Words(
        inQuotes(found),
        expected: known.isEmpty ? "no \(kind), as there is none" : "a \(kind): \(oneOf(known))",
        advice: correction(of: found, known: known) ?? "Choose one of them.")
    case .repeated(let found, let firstLine):
      Words(
        "\(inQuotes(found)), given before on line \(firstLine)", expected: "each once",
        advice: "Rename or remove one of the two.")
    case .blank(let expected):
      Words("nothing", expected: expected, advice: "Fill it in, or remove it.")
    case .crossed(let low, let upperField, let high):
      Words(
        plain(low), expected: "at most \(upperField), which is \(plain(high))",
        advice: "Swap the two or change one of them.")
    case .rangesCross(let high, let upperField, let low):
      Words(
        "values up to \(plain(high))",
        expected: "at most \(upperField), which may be as low as \(plain(low))",
        advice: "Narrow the ranges: any value of one may meet any value of the other.")
    case .exclusive(let other):
      Words(
        "this and also \(other)", expected: "one of the two",
        advice: "Remove one: they say the same thing in two ways.")

    case .newTriggerWithoutRate(let name, let known):
      Words(
        "a new trigger type without a rate", expected: "a rate in events a year",
        advice: correction(of: name, known: known) ?? "Add rate: 1 and per: account, for example.")
    case .unusedTier(let name, let known):
      Words(
        "a new tier that no account has", expected: "a tier that accounts name",
        advice: correction(of: name, known: known) ?? "Give accounts this tier or remove it.")
    case .ownerOfPooled(let kam):
      Words(
        "the owner \(inQuotes(kam)) of a pooled account",
        expected: "none, since nobody owns the pool",
        advice: "The owner is ignored; leave it blank or choose another tier.")
    case .daysOfPooled:
      Words(
        "days of a pooled account", expected: "none, since no KAM works for the pool",
        advice: "They are ignored; leave them blank or choose another tier.")
    case .kamWithoutAccounts(let kam):
      Words(
        "\(inQuotes(kam)) without an account", expected: "at least one account for each KAM",
        advice: "The seat costs and earns nothing; give it accounts or remove it.")
    case .tooFewPlaces(let found, let places):
      Words(
        "\(counted(found, "account")) that need\(found == 1 ? "s" : "") a KAM",
        expected: "at most \(places), the places that maxAccounts and leavers leave",
        advice: "Raise maxAccounts, add KAMs, or give accounts the tier pooled.")
    case .emptyTeam:
      Words(
        "no KAM", expected: "at least one, since accounts need an owner",
        advice: "Write team: {count: 1}, or give every account the tier pooled.")
    case .portfolioCount(let found, let team):
      Words(
        counted(found, "portfolio"), expected: "one for each of the \(counted(team, "KAM"))",
        advice: "Write one number of accounts for each KAM, in the order of the team.")
    case .answerNotAbove(let found, let lowerField, let low):
      Words(
        plain(found), expected: "more than \(lowerField), which is \(plain(low))",
        advice: "Give a higher number: more care must bring more business, and saturation the most."
      )
    case .answersTooFarApart(let exponent, let allowed):
      Words(
        "answers that ask for the exponent \(plain((100 * exponent).rounded() / 100))",
        expected: "one from \(plain(allowed.lowerBound)) to \(plain(allowed.upperBound))",
        advice: exponent > 1
          ? "Move half and oneAndHalf nearer to today."
          : "Move half and oneAndHalf away from today.")
    case .answersWithoutCare(let accounts):
      Words(
        "answers about today's care, and no care today on "
          + accounts.prefix(5).joined(separator: ", ")
          + (accounts.count > 5 ? " and \(accounts.count - 5) more" : ""),
        expected: "currentDays above 0 on each account of the tier",
        advice: "Give these accounts currentDays, another tier, or the tier a curve.")
    case .periodCount(let found, let periods):
      Words(
        counted(found, "share"), expected: "one for each of the \(periods) periods",
        advice:
          "Write \(periods) shares, in the order of the year; 1 is there all the time, 0 not at all."
      )
    case .availabilityWithoutPeriods:
      Words(
        "shares of periods", expected: "none, since the scenario has no periods",
        advice: "Add periods: 12 to the scenario for months, or remove the shares.")
    case .minimaAboveOne(let sum):
      Words(
        "least shares that add up to \(plain(sum))", expected: "at most 1",
        advice: "Lower some: all groups together have all the days.")
    case .tooManyTriggers(let found, let allowed):
      Words(
        "\(found) trigger types", expected: "at most \(allowed)",
        advice: "Merge types that are answered alike.")
    case .tooManyEvents(let found, let allowed):
      Words(
        "\(plain(found.rounded())) events, churn candidates and sessions in a replication",
        expected: "at most \(plain(allowed))",
        advice: """
          Lower the largest of: accounts, rates, keyPeople, riskFactor, horizonYears; or make \
          sessionDays longer.
          """)
    case .baselineNotCompared(let policy, let policies):
      Words(
        inQuotes(policy), expected: "one of the policies: \(policies.joined(separator: ", "))",
        advice: "Add \(policy) to policies, or choose another baseline.")
    }
  }
}
