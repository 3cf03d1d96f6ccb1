/// Which number of a portfolio's recipe is meant.
public enum InputPath: Hashable, Sendable {
  /// A parameter of the model.
  case model(String)
  /// A field of a trigger type.
  case trigger(String, field: String)
  /// A field of a care model.
  case careModel(String, field: String)
  /// A field of all KAMs that have no value of their own.
  case team(String)
  /// A field of one KAM.
  case kam(String, field: String)
  /// A field of all accounts that have no value of their own.
  case accounts(String)

  /// The keys that lead to it, with dots, as in a scenario: `triggers.company-move.detection`.
  public var name: String {
    switch self {
    case .model(let field): "model.\(field)"
    case .trigger(let type, let field): "triggers.\(type).\(field)"
    case .careModel(let tier, let field): "careModels.\(tier).\(field)"
    case .team(let field): "team.\(field)"
    case .kam(let id, let field): "team.\(id).\(field)"
    case .accounts(let field): "accounts.\(field)"
    }
  }
}
