/// What only people know of an account.
extension AccountPlan {
  /// What to fill in, by cell of the grid.
  static func question(_ phase: Phase, _ topic: Topic) -> String {
    switch (phase, topic) {
    case (.analyse, .strategy): "The customer's goals and what decides in its market."
    case (.analyse, .solutions): "What it uses of ours, what of competitors; sold against offered."
    case (.analyse, .people):
      "Each stakeholder: role, attitude, last contact; do we meet management?"
    case (.analyse, .management): "Who decides what there, by which process; who works on it here."
    case (.analyse, .measurement): "Satisfaction and usage, and where they go."
    case (.plan, .strategy): "Our one goal with the account for the year, and why it gains by it."
    case (.plan, .solutions): "Offers: what, to whom, worth what, by when."
    case (.plan, .people): "Whom to get to know; who else on our side is to know them."
    case (.plan, .management): "Who takes part in which meetings, from both sides."
    case (.plan, .measurement): "Targets agreed with the customer."
    case (.execute, .strategy): "Actions, each with an owner and a date."
    case (.execute, .solutions): "Offers made, won, lost, and why."
    case (.execute, .people): "People met since the last review, and what we learnt."
    case (.execute, .management): "Decisions of the last review; what is open."
    case (.execute, .measurement):
      "Meetings held, revenue and satisfaction against targets, each quarter."
    }
  }
}
