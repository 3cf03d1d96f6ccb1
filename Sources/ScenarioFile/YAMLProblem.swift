import Yams

/// What is wrong with a text that is not YAML, and where.
///
/// - Parameter error: What the YAML parser throws.
/// - Returns: The reason, with the line and the column counted from 1.
func yamlProblem(_ error: any Error) -> (ScenarioProblem.Reason, line: Int, column: Int) {
  guard let error = error as? YamlError else { return (.syntax("\(error)"), 1, 1) }
  switch error {
  case .scanner(let context, let problem, let mark, _),
    .parser(let context, let problem, let mark, _),
    .composer(let context, let problem, let mark, _):
    // A context on another line says where the construct began that ends wrongly here.
    let context = context.map { context in
      context.mark.line == mark.line
        ? "\(context.text): " : "\(context.text) that began on line \(context.mark.line): "
    }
    return (.syntax("\(context ?? "")\(problem)"), mark.line, mark.column)
  case .duplicatedKeysInMapping(let duplicates, let context):
    // Here the context's text is the whole file.
    return (.repeatedKeys(duplicates), context.mark.line, context.mark.column)
  case .reader(let problem, let offset, _, let yaml):
    let before = yaml.prefix(offset ?? 0)
    let column = before.reversed().prefix { !$0.isNewline }.count + 1
    return (.syntax(problem), before.count(where: \.isNewline) + 1, column)
  case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
    return (.syntax("\(error)"), 1, 1)
  }
}
