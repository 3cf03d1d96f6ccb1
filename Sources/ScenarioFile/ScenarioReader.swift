import PortfolioModel

/// Reads the YAML file of a scenario, and through it all others.
struct ScenarioReader {
  /// The path of the YAML file.
  let path: String
  /// The path of the user's own days, instead of the one that the file names.
  let plan: String?
  /// Reads bytes.
  let load: FileLoader
  /// Takes the problems.
  let log: ProblemLog
  /// Reads the numbers that may be ranges.
  let inputs: InputReader

  /// What the files say; `nil`, with problems in the log, if the scenario has no map to read.
  func draft() -> ScenarioDraft? {
    let start = SourceLocation(file: path)
    guard
      let file = TextFile(
        path: path, field: "scenario", namedAt: start, expecting: "a YAML map", load: load, log: log
      ),
      let map = YAMLValue(file, log: log)?.map(expecting: "a map of the scenario's keys")
    else { return nil }
    var draft = ScenarioDraft()
    readRun(map, into: &draft)
    readModel(map, into: &draft)
    let periods = PeriodReader(log: log).periods(map.value("periods"))
    draft.parameters.periods = periods ?? []
    let isTeamKnown = readTeam(map, periodCount: periods?.count, into: &draft)
    let areAccountsKnown = readAccounts(map, isTeamKnown: isTeamKnown, into: &draft)
    readOwnPlan(map, areAccountsKnown: areAccountsKnown, into: &draft)
    draft.assignmentLocation = map.value("assign")?.location
    draft.assignment = AssignmentReader(kams: isTeamKnown ? draft.team.ids : nil, log: log)
      .request(map.value("assign"))
    let segments = Set(draft.accounts.compactMap(\.segment)).sorted()
    draft.bounds = BoundReader(
      tiers: draft.careModels.map(\.id), segments: areAccountsKnown ? segments : nil,
      seed: draft.seed, log: log
    ).bounds(map)
    // What nobody named need not be refused.
    if draft.bounds.contains(where: \.isRiskAverse) && map.value("policies")?.isNothing ?? true {
      draft.policies.removeAll { $0 == .optimalRolling }
    }
    map.reportUnknownKeys()
    draft.given = inputs.given
    draft.uncertainInputs = inputs.uncertain
    return draft
  }

  // MARK: - Parts

  private func readRun(_ map: YAMLMap, into draft: inout ScenarioDraft) {
    draft.name = map.word("name")?.text ?? String(path.fileName.prefix { $0 != "." })
    draft.horizonYears =
      map.number("horizonYears", unit: "years", in: 0.1...30) ?? draft.horizonYears
    let replications = Scenario.allowedReplications
    if let word = map.word("replications", expecting: "a whole number"),
      let number = log.wholeNumber(
        word, in: UInt64(replications.lowerBound)...UInt64(replications.upperBound))
    {
      draft.replications = Int(number)
    }
    draft.precision = map.number(
      "precision", unit: "share of net contribution: 0.01 is 1 %", in: Scenario.allowedPrecisions)
    if let word = map.word("seed", expecting: "a whole number") {
      draft.seed = log.wholeNumber(word, in: 0...UInt64.max) ?? draft.seed
    }
    draft.policies = policies(map.value("policies")) ?? draft.policies
    draft.study = StudyRequest(
      map.map("study", expecting: "{kind: …}"), policies: draft.policies, log: log)
  }

  private func policies(_ value: YAMLValue?) -> [Policy]? {
    guard let value, !value.isNothing, let list = value.list(expecting: "a list of policies") else {
      return nil
    }
    if list.isEmpty {
      log.error(.blank(expected: "at least one policy"), value.field, at: value.location)
    }
    var firstLines: [String: Int] = [:]
    return list.compactMap { $0.word(expecting: "a policy") }.compactMap { word in
      log.choice(word, of: "policy", as: Policy.self).flatMap {
        log.isNew(word, in: &firstLines) ? $0 : nil
      }
    }
  }

  private func readModel(_ map: YAMLMap, into draft: inout ScenarioDraft) {
    if let model = map.map("model", expecting: "a map of the model's parameters") {
      inputs.fill(&draft.parameters, ModelParameters.fields, from: model) { .model($0) }
      model.reportUnknownKeys()
    }
    draft.triggers = TriggerReader(log: log, inputs: inputs)
      .triggers(map.map("triggers", expecting: "a map of trigger types"))
    (draft.careModels, draft.addedTiers, draft.answers) = CareModelReader(log: log, inputs: inputs)
      .careModels(map.map("careModels", expecting: "a map of tiers"))
    draft.classification = ClassificationReader(log: log)
      .classification(map.map("classify", expecting: "{basis: …, strategic: …, key: …}"))
  }

  /// Reads the team.
  ///
  /// - Returns: Whether the ids of the team are known.
  private func readTeam(
    _ map: YAMLMap, periodCount: Int?, into draft: inout ScenarioDraft
  ) -> Bool {
    guard let value = map.value("team"), !value.isNothing else { return true }
    let reader = TeamReader(
      open: { open($0, expecting: $1) }, log: log, inputs: inputs, periodCount: periodCount)
    guard let team = reader.team(value) else { return false }
    draft.team = team
    return true
  }

  /// Reads or generates the accounts.
  ///
  /// - Returns: Whether all accounts are known.
  private func readAccounts(
    _ map: YAMLMap, isTeamKnown: Bool, into draft: inout ScenarioDraft
  ) -> Bool {
    let kams = isTeamKnown ? draft.team.ids : nil
    let errorsBefore = log.errorCount
    switch (map.value("accounts"), map.value("generate")) {
    case (nil, nil):
      map.reportMissing("accounts", expected: "the path of a CSV file, or generate: {…}")
    case (.some, let generate?):
      log.error(.exclusive(with: "accounts"), generate.field, at: generate.location)
    case (let value?, nil):
      guard let word = value.word(expecting: "the path of a CSV file"),
        let file = open(word, expecting: "a header and a row for each account")
      else { return false }
      draft.accounts = AccountTable(tiers: draft.careModels.map(\.id), kams: kams, log: log)
        .accounts(in: file, sharing: &draft.accountsSharing)
    case (nil, let value?):
      guard let description = value.map(expecting: "a map such as {accounts: 100, revenue: {…}}"),
        let generator = GeneratorReader(kams: kams, log: log, inputs: inputs)
          .generator(description)
      else { return false }
      draft.accounts = generator.accounts(seed: draft.seed)
      for field in Account.sharedFields.map(\.name) {
        if GeneratorReader.drawn.contains(field) && description.value(field) != nil { continue }
        draft.accountsSharing[field] = Array(draft.accounts.indices)
      }
    }
    let needTeam = draft.accounts.contains { $0.tier != CareModel.pooledID }
    if needTeam, isTeamKnown, draft.team.seats.isEmpty {
      log.error(.emptyTeam, "team", at: map.value("team")?.location ?? map.location)
    }
    return log.errorCount == errorsBefore
  }

  /// Reads the user's own days; without a file of them, they are those that accounts have been getting.
  private func readOwnPlan(
    _ map: YAMLMap, areAccountsKnown: Bool, into draft: inout ScenarioDraft
  ) {
    let content = "a header and a row for each account with days"
    let named = map.word("plan", expecting: "the path of a CSV file")
    guard plan != nil || named != nil else {
      for index in draft.accounts.indices {
        draft.accounts[index].ownDays = draft.accounts[index].currentDays
      }
      return
    }
    let file =
      plan.map {
        TextFile(
          path: $0, field: "--plan", namedAt: SourceLocation(file: $0), expecting: content,
          load: load, log: log)
      } ?? named.flatMap { open($0, expecting: content) }
    if let file, areAccountsKnown { OwnPlanTable(log: log).read(file, into: &draft.accounts) }
  }

  /// Opens the file that a word names relative to the scenario.
  private func open(_ word: Word, expecting content: String) -> TextFile? {
    guard !word.text.isEmpty else {
      log.error(.blank(expected: "a path"), word.field, at: word.location)
      return nil
    }
    let directory = path.dropLast(path.fileName.count)
    return TextFile(
      path: word.text.hasPrefix("/") ? word.text : directory + word.text, field: word.field,
      namedAt: word.location, expecting: content, load: load, log: log)
  }
}

extension String {
  /// What stands behind the last `/`.
  fileprivate var fileName: Substring {
    lastIndex(of: "/").map { self[index(after: $0)...] } ?? self[...]
  }
}
