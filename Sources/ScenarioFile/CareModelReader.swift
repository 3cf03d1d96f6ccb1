import PortfolioModel

/// Reads the overrides of care models, and new ones.
struct CareModelReader {
  /// Takes the problems.
  let log: ProblemLog
  /// Reads the numbers.
  let inputs: InputReader

  /// The built-in care models with the overrides of a map.
  ///
  /// New tiers stand behind the built-in ones in the order in which they are written, but before
  /// `pooled`, which stays last.
  ///
  /// - Returns: The care models, the names of the new ones with their places, and where answers about
  ///   today's care stand, by tier.
  func careModels(
    _ map: YAMLMap?
  ) -> (models: [CareModel], added: [Word], answers: [String: SourceLocation]) {
    var models = CareModel.builtIn
    var added: [Word] = []
    var answers: [String: SourceLocation] = [:]
    for (key, value) in map?.entries ?? [] {
      guard !key.text.isEmpty else {
        log.error(.blank(expected: "the name of a tier"), key.field, at: key.location)
        continue
      }
      guard let overrides = value.map(expecting: "a map of the tier's fields") else { continue }
      let index: Int
      if let known = models.firstIndex(where: { $0.id == key.text }) {
        index = known
      } else {
        index = models.firstIndex { $0.id == CareModel.pooledID } ?? models.endIndex
        models.insert(CareModel(id: key.text), at: index)
        added.append(key)
      }
      inputs.fill(&models[index], CareModel.fields, from: overrides) {
        .careModel(key.text, field: $0)
      }
      models[index].judgement = CareCurveReader(log: log).judgement(overrides)
      if case .answers = models[index].judgement {
        answers[key.text] = overrides.value("answers")?.location
      }
      overrides.reportUnknownKeys()
      // Any value of one may meet any of the other.
      let least = range(of: "minDays", in: models[index], models[index].minDays).upperBound
      let most = range(of: "maxDays", in: models[index], models[index].maxDays).lowerBound
      if least > most {
        let culprit = overrides.value("minDays") ?? overrides.value("maxDays") ?? value
        let isRange = least > models[index].minDays || most < models[index].maxDays
        log.error(
          isRange
            ? .rangesCross(high: least, upperField: "maxDays", low: most)
            : .crossed(low: least, upperField: "maxDays", high: most),
          "\(key.field).minDays", at: culprit.location)
      }
    }
    return (models, added, answers)
  }

  private func range(
    of field: String, in careModel: CareModel, _ value: Double
  ) -> ClosedRange<Double> {
    inputs.range(of: .careModel(careModel.id, field: field), value: value)
  }
}
