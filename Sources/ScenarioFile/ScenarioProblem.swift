/// A place in a file.
public struct SourceLocation: Equatable, Hashable, Sendable, CustomStringConvertible {
  /// The path, as the user wrote it or as it follows from what the user wrote.
  public let file: String
  /// The line, counted from 1.
  public let line: Int
  /// The column, counted from 1 in Unicode scalars.
  public let column: Int

  /// Creates a place; without line and column, the start of the file.
  public init(file: String, line: Int = 1, column: Int = 1) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// The place as `file:line:column`.
  public var description: String { "\(file):\(line):\(column)" }
}

/// Everything that is wrong with a scenario and its files: at least one problem, in file order.
public struct ScenarioError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The problems, warnings included, at least one of them an error.
  public let problems: [ScenarioProblem]

  /// Creates an error of its problems.
  public init(problems: [ScenarioProblem]) {
    self.problems = problems
  }

  /// The problems in words, each on its own lines.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// One thing that is wrong or doubtful in a scenario or one of its files.
public struct ScenarioProblem: Equatable, Sendable {
  /// How bad a problem is.
  public enum Severity: String, Equatable, Sendable {
    /// The scenario can run, but probably not as its author thinks.
    case warning
    /// The scenario can't run.
    case error
  }

  /// Where it is.
  public let location: SourceLocation
  /// How bad it is.
  public let severity: Severity
  /// The key, column or file that it is about; keys of nested maps with dots: `triggers.visit.rate`.
  public let field: String
  /// What is wrong.
  public let reason: Reason

  /// Creates a problem.
  public init(location: SourceLocation, severity: Severity, field: String, reason: Reason) {
    self.location = location
    self.severity = severity
    self.field = field
    self.reason = reason
  }

  /// What is wrong, with the values that say so.
  public enum Reason: Equatable, Sendable {
    // MARK: Files

    /// The file can't be read.
    case unreadable(path: String, FileFault)
    /// The file is not UTF-8; the first wrong byte and what the file may be instead.
    case notUTF8(byte: UInt8, suspected: String)
    /// The file has no content.
    case emptyFile(expected: String)

    // MARK: YAML

    /// The file is not YAML.
    case syntax(String)
    /// These keys stand more than once in one map.
    case repeatedKeys([String])
    /// The key means nothing here.
    case unknownKey(String, known: [String])
    /// A key that must be given is not.
    case missing(expected: String)
    /// A value of one kind stands where another kind must.
    case wrongType(found: String, expected: String)

    // MARK: CSV

    /// A quoted field never ends.
    case unclosedQuote
    /// A quote stands inside a field that does not begin with one, or text follows a closing quote.
    case strayQuote
    /// A row has more or fewer fields than the header.
    case fieldCount(found: Int, expected: Int)
    /// The file has a header only.
    case noRows
    /// A column that must be there is not.
    case missingColumn(String, found: [String])
    /// The column means nothing and is ignored.
    case unknownColumn(String, known: [String])
    /// The column stands twice in the header.
    case repeatedColumn

    // MARK: Values

    /// The text is not a number.
    case notANumber(found: String, NumberFault)
    /// The number is not whole, or too large to count with.
    case notWhole(found: String, allowed: ClosedRange<UInt64>)
    /// The number does not make sense.
    case outOfRange(found: Double, allowed: ClosedRange<Double>, unit: String)
    /// The name is none of the known ones.
    case unknownName(found: String, kind: String, known: [String])
    /// The id or name was given before, on this line.
    case repeated(found: String, firstLine: Int)
    /// The cell or text is blank.
    case blank(expected: String)
    /// A lower value is above the upper one.
    case crossed(low: Double, upperField: String, high: Double)
    /// A lower value and an upper one, of which one at least is a range, may cross.
    case rangesCross(high: Double, upperField: String, low: Double)
    /// Two fields of which only one may be given.
    case exclusive(with: String)

    // MARK: The whole

    /// A new trigger type does not say how often it happens.
    case newTriggerWithoutRate(String, known: [String])
    /// A new tier that no account names.
    case unusedTier(String, known: [String])
    /// A pooled account names an owner.
    case ownerOfPooled(kam: String)
    /// A pooled account has limits on its days.
    case daysOfPooled
    /// A KAM has nothing to do.
    case kamWithoutAccounts(kam: String)
    /// Accounts need more places than KAMs may give them.
    case tooFewPlaces(found: Int, places: Int)
    /// Accounts need an owner and there is none.
    case emptyTeam
    /// There are not as many portfolios as KAMs.
    case portfolioCount(found: Int, team: Int)
    /// A manager expects no more business from more care.
    case answerNotAbove(found: Double, lowerField: String, low: Double)
    /// Answers that only a curve with an extreme exponent comes near to.
    case answersTooFarApart(exponent: Double, allowed: ClosedRange<Double>)
    /// Answers about today's care of accounts that get none.
    case answersWithoutCare(accounts: [String])
    /// An availability has not as many shares as there are periods.
    case periodCount(found: Int, periods: Int)
    /// An availability where plans know no periods.
    case availabilityWithoutPeriods
    /// The least shares of all groups of one kind add up to more than the whole.
    case minimaAboveOne(sum: Double)
    /// More trigger types than the engine tells apart.
    case tooManyTriggers(found: Int, allowed: Int)
    /// A replication would take more memory and time than makes sense.
    case tooManyEvents(found: Double, allowed: Double)
    /// The baseline is not among the policies to compare.
    case baselineNotCompared(policy: String, policies: [String])
  }
}

/// Why a file can't be read.
public enum FileFault: Error, Equatable, Sendable {
  /// There is no such file.
  case missing
  /// It is a directory.
  case directory
  /// The user may not read it.
  case noPermission
  /// What the operating system says.
  case other(String)
}

/// Why a text is not a number, with the number that was probably meant.
public enum NumberFault: Error, Equatable, Sendable {
  /// A percentage.
  case percentage(Double)
  /// Digits in groups.
  case grouped(plain: String)
  /// A comma where a decimal point must stand.
  case decimalComma(plain: String)
  /// NaN or infinity, or a number beyond all bounds.
  case notFinite
  /// A number in quotes, which YAML takes as text.
  case quoted
  /// Anything else.
  case other
}
