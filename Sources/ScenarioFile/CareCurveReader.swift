import PortfolioModel

/// Reads how care acts on the accounts of a tier: a curve, or a manager's answers.
struct CareCurveReader {
  /// Takes the problems.
  let log: ProblemLog

  private enum Shape: String, CaseIterable {
    case adbudg, power
  }

  private static let answers = 0...1e12

  /// The judgement that a tier's map gives by `curve` or `answers`.
  ///
  /// - Parameter tier: The map of the tier's fields.
  /// - Returns: The judgement; `nil` where there is none or, with problems in the log, it is wrong.
  func judgement(_ tier: YAMLMap) -> CareJudgement? {
    let curve = tier.value("curve")
    let answers = tier.value("answers")
    if let curve, answers != nil {
      log.error(.exclusive(with: "answers"), curve.field, at: curve.location)
      return nil
    }
    guard let value = curve ?? answers else { return nil }
    if let kappa = tier.value("kappa") {
      log.error(
        .exclusive(with: curve == nil ? "answers" : "curve"), kappa.field, at: kappa.location)
    }
    let example =
      curve == nil
      ? "{none: 40, half: 75, today: 100, oneAndHalf: 115, saturation: 135}"
      : "{shape: adbudg, half: 2, exponent: 2.5}"
    guard let map = value.map(expecting: "a map such as \(example)") else { return nil }
    return curve == nil ? readAnswers(map) : readCurve(map).map(CareJudgement.curve)
  }

  // MARK: - Curves

  private func readCurve(_ map: YAMLMap) -> CareCurve? {
    guard let word = map.word("shape", expecting: "the name of a shape") else {
      if map.value("shape") == nil {
        map.reportMissing("shape", expected: oneOf(Shape.allCases.map(\.rawValue)))
      }
      return nil
    }
    guard let shape = log.choice(word, of: "shape", as: Shape.self) else { return nil }
    let scaleKey = shape == .adbudg ? "half" : "full"
    let scale = required(scaleKey, map, unit: "days of engagement", in: CareCurve.scales)
    let exponent = required("exponent", map, unit: "exponent", in: CareCurve.exponents)
    map.reportUnknownKeys()
    guard let scale, let exponent else { return nil }
    return switch shape {
    case .adbudg: .adbudg(half: scale, exponent: exponent)
    case .power: .power(full: scale, exponent: exponent)
    }
  }

  // MARK: - Answers

  private func readAnswers(_ map: YAMLMap) -> CareJudgement? {
    let shape =
      map.value("shape") == nil
      ? .adbudg
      : map.word("shape", expecting: "the name of a shape")
        .flatMap { log.choice($0, of: "shape", as: CareAnswers.Shape.self) }
    let keys = ["none", "half", "today", "oneAndHalf", "saturation"]
    let values = keys.compactMap { key in
      key == "today" && map.value(key) == nil
        ? 1 : required(key, map, unit: "business, in any unit", in: Self.answers)
    }
    map.reportUnknownKeys()
    guard let shape, values.count == keys.count else { return nil }
    for (index, pair) in zip(values, values.dropFirst()).enumerated() where pair.0 >= pair.1 {
      log.error(
        .answerNotAbove(found: pair.1, lowerField: keys[index], low: pair.0),
        "\(map.field).\(keys[index + 1])", at: map.value(keys[index + 1])?.location ?? map.location)
      return nil
    }
    let answers = CareAnswers(
      shape: shape, none: values[0], half: values[1], today: values[2], oneAndHalf: values[3],
      saturation: values[4])
    guard CareCurve.exponents.contains(answers.exponent), answers.scale.isFinite else {
      log.error(
        .answersTooFarApart(exponent: answers.exponent, allowed: CareCurve.exponents), map.field,
        at: map.location)
      return nil
    }
    return .answers(answers)
  }

  private func required(
    _ key: String, _ map: YAMLMap, unit: String, in allowed: ClosedRange<Double>
  ) -> Double? {
    guard let value = map.value(key) else {
      map.reportMissing(key, expected: "a number (\(unit))")
      return nil
    }
    return value.number(unit: unit, in: allowed)
  }
}
