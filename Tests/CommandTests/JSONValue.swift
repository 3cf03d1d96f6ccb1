import Foundation

/// A JSON document, to look at what the program writes without its own types.
enum JSONValue: Decodable, Equatable {
  case object([String: JSONValue])
  case array([JSONValue])
  case number(Double)
  case text(String)
  case bool(Bool)
  case null

  init(_ data: Data) throws {
    self = try JSONDecoder().decode(JSONValue.self, from: data)
  }

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let object = try? value.decode([String: JSONValue].self) {
      self = .object(object)
    } else if let array = try? value.decode([JSONValue].self) {
      self = .array(array)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else {
      self = .bool(try value.decode(Bool.self))
    }
  }

  subscript(_ key: String) -> JSONValue? {
    if case .object(let object) = self { object[key] } else { nil }
  }

  /// The elements of an array; nothing of anything else.
  var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }

  /// The keys of an object, in order; nothing of anything else.
  var keys: [String] { if case .object(let object) = self { object.keys.sorted() } else { [] } }

  var number: Double? { if case .number(let number) = self { number } else { nil } }

  var text: String? { if case .text(let text) = self { text } else { nil } }

  /// All numbers, however deep.
  var numbers: [Double] {
    switch self {
    case .number(let number): [number]
    case .array(let elements): elements.flatMap(\.numbers)
    case .object(let object): object.values.flatMap(\.numbers)
    case .text, .bool, .null: []
    }
  }
}

extension Data {
  /// The bytes of a result without what it was made from, and how: the lines of `command` and `inputs`.
  var withoutProvenance: String {
    var isInputs = false
    let lines = String(decoding: self, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false
    ).filter { line in
      let isStart = line.hasPrefix("  \"inputs\" : [")
      let isLeftOut = isInputs || isStart || line.hasPrefix("  \"command\" : ")
      isInputs = (isInputs || isStart) && !line.hasPrefix("  ]")
      return !isLeftOut
    }
    return lines.joined(separator: "\n")
  }
}
