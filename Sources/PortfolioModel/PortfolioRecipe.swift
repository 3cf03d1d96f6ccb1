/// What a scenario says of a portfolio, before what is missing is filled in.
///
/// Another value of an input changes what is filled in (owners, current days, churn, hazards), so a
/// portfolio for other values is made from its recipe, not from another portfolio.
public struct PortfolioRecipe: Equatable, Sendable {
  /// The accounts as they are given.
  public var accounts: [Account]
  /// The team.
  public var team: [KeyAccountManager]
  /// The care models, in the order of their priority.
  public var careModels = CareModel.builtIn
  /// The trigger types.
  public var triggers = TriggerType.builtIn
  /// All other parameters.
  public var parameters = ModelParameters()
  /// The rule for accounts without a tier.
  public var classification = Classification()
  /// The positions of the accounts without a value of their own, by field.
  public var accountsSharing: [String: [Int]] = [:]
  /// The positions of the KAMs without a value of their own, by field.
  public var kamsSharing: [String: [Int]] = [:]
  /// The numbers, other than those of single accounts and KAMs, that are given and not left alone.
  public var given: Set<InputPath> = []
  /// The inputs that are given with a distribution, in file order; the recipe holds their central values.
  public var uncertainInputs: [UncertainInput] = []

  /// Creates a recipe; what is not given has its default.
  public init(accounts: [Account], team: [KeyAccountManager]) {
    self.accounts = accounts
    self.team = team
  }

  /// The portfolio with the values that the recipe holds.
  ///
  /// - Returns: The complete portfolio.
  /// - Precondition: That of `Portfolio.init`.
  public func portfolio() -> Portfolio {
    Portfolio(
      accounts: accounts, team: team, careModels: careModels, triggers: triggers,
      parameters: parameters, classification: classification)
  }

  /// The portfolio with other values of some inputs.
  ///
  /// - Parameter values: Inputs, each with a value of its distribution.
  /// - Returns: The complete portfolio.
  /// - Precondition: That of `set`.
  public func portfolio(setting values: [(UncertainInput, Double)]) -> Portfolio {
    var recipe = self
    for (input, value) in values { recipe.set(input.path, to: value) }
    return recipe.portfolio()
  }

  /// Sets a number.
  ///
  /// - Parameters:
  ///   - path: Which number: of a trigger type, tier and KAM that the recipe has.
  ///   - value: In the unit of its field.
  /// - Precondition: The field allows the value.
  public mutating func set(_ path: InputPath, to value: Double) {
    switch path {
    case .model(let field):
      ModelParameters.fields.set(field, of: &parameters, to: value)
    case .trigger(let name, let field):
      for index in triggers.indices where triggers[index].name == name {
        TriggerType.allFields.set(field, of: &triggers[index], to: value)
      }
    case .careModel(let id, let field):
      for index in careModels.indices where careModels[index].id == id {
        CareModel.fields.set(field, of: &careModels[index], to: value)
      }
    case .team(let field):
      for index in kamsSharing[field] ?? [] {
        KeyAccountManager.fields.set(field, of: &team[index], to: value)
      }
    case .kam(let id, let field):
      for index in team.indices where team[index].id == id {
        KeyAccountManager.fields.set(field, of: &team[index], to: value)
      }
    case .accounts(let field):
      for index in accountsSharing[field] ?? [] {
        Account.fields.set(field, of: &accounts[index], to: value)
      }
    }
  }
}

extension Array {
  /// Sets the field of a name.
  fileprivate func set<Record>(_ name: String, of record: inout Record, to value: Double)
  where Element == Field<Record> {
    guard let field = first(where: { $0.name == name }) else {
      preconditionFailure("there is no field \(name)")
    }
    precondition(field.allowed.contains(value), "\(name) can't be \(value)")
    field.set(&record, value)
  }
}
