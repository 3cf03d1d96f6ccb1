/// A number that a portfolio rests on, other than what is known of single accounts and KAMs.
public struct Assumption: Equatable, Sendable {
  /// Which number.
  public let path: InputPath
  /// The unit in words.
  public let unit: String
  /// The value in force.
  public let value: Double
  /// Whether it is the default, because nothing says otherwise.
  public let isDefault: Bool
  /// The values among which the truth may lie, where that is known or said.
  public let range: ClosedRange<Double>?
  /// How well the default is known; `nil` for what users and conventions decide.
  public let grade: Evidence?
  /// What the value rests on; empty where users must decide.
  public let source: String

  /// Describes a field of a record with a value; a value that is given rests on the scenario.
  init?<Record>(_ field: Field<Record>, of record: Record, at path: InputPath, isDefault: Bool) {
    guard let value = field.value(record) else { return nil }
    self.path = path
    unit = field.unit
    self.value = value
    self.isDefault = isDefault
    range = isDefault ? field.plausible(around: value) : nil
    grade = isDefault ? field.grade : nil
    source = isDefault ? field.source : "set in the scenario"
  }

  /// Describes an input that the scenario gives with a distribution.
  init(_ input: UncertainInput) {
    path = input.path
    unit = input.unit
    value = input.central
    isDefault = false
    range = input.low...input.high
    grade = input.grade
    source = input.source
  }
}

extension PortfolioRecipe {
  /// Every assumption that the portfolio rests on, in the order in which they are documented.
  ///
  /// A tier counts if it has accounts, its churn if one of them has none of its own, its `kappa` if no
  /// judgement replaces it.
  public var assumptions: [Assumption] {
    let uncertain = Dictionary(
      uncertainInputs.map { ($0.path, $0) }, uniquingKeysWith: { _, last in last })
    func row<Record>(_ field: Field<Record>, of record: Record, at path: InputPath) -> Assumption? {
      uncertain[path].map(Assumption.init)
        ?? Assumption(field, of: record, at: path, isDefault: !given.contains(path))
    }
    let tiers = zip(accounts, classification.tiers(of: accounts)).map { $0.tier ?? $1 }
    let usedTiers = Set(tiers)
    let tiersWithChurn = Set(zip(accounts, tiers).compactMap { $0.churn == nil ? $1 : nil })
    func isUsed(_ field: String, of careModel: CareModel) -> Bool {
      switch field {
      case "churn": tiersWithChurn.contains(careModel.id)
      case "kappa": careModel.judgement == nil && usedTiers.contains(careModel.id)
      default: usedTiers.contains(careModel.id)
      }
    }
    var rows = ModelParameters.fields.compactMap { row($0, of: parameters, at: .model($0.name)) }
    for careModel in careModels {
      rows += CareModel.fields.filter { isUsed($0.name, of: careModel) }
        .compactMap { row($0, of: careModel, at: .careModel(careModel.id, field: $0.name)) }
    }
    for trigger in triggers {
      rows += TriggerType.allFields
        .compactMap { row($0, of: trigger, at: .trigger(trigger.name, field: $0.name)) }
    }
    rows += KeyAccountManager.fields.compactMap { field in
      kamsSharing[field.name]?.first.flatMap { row(field, of: team[$0], at: .team(field.name)) }
    }
    for input in uncertainInputs {
      if case .kam = input.path { rows.append(Assumption(input)) }
    }
    rows += Account.sharedFields.compactMap { field in
      accountsSharing[field.name]?.first
        .flatMap { row(field, of: accounts[$0], at: .accounts(field.name)) }
    }
    return rows
  }

  /// The defaults in force that are not measured, each as uncertain as its evidence.
  ///
  /// - Returns: Triangular inputs with the default as mode, in the order in which they are documented.
  public var gradedInputs: [UncertainInput] {
    assumptions.compactMap { assumption in
      guard assumption.isDefault, assumption.grade != .measured, let range = assumption.range
      else { return nil }
      return UncertainInput(
        assumption.path, unit: assumption.unit,
        distribution: .triangular(
          low: range.lowerBound, mode: assumption.value, high: range.upperBound),
        source: assumption.source, grade: assumption.grade)
    }
  }

  /// A recipe with every default: an account in each built-in tier, and a KAM.
  public static let builtIn: PortfolioRecipe = {
    var recipe = PortfolioRecipe(
      accounts: CareModel.builtIn.map { careModel in
        var account = Account(id: careModel.id, annualRevenue: 0)
        account.tier = careModel.id
        return account
      }, team: [KeyAccountManager(id: "K01")])
    for field in Account.sharedFields {
      recipe.accountsSharing[field.name] = Array(recipe.accounts.indices)
    }
    for field in KeyAccountManager.fields { recipe.kamsSharing[field.name] = [0] }
    return recipe
  }()
}
