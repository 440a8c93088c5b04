/// Any JSON value, for configuration files of which only a part is ours.
enum JSONValue: Encodable, Hashable, Sendable {
  case null
  case flag(Bool)
  case number(Double)
  case string(String)
  case list([JSONValue])
  case object([String: JSONValue])

  /// The number, where it is a whole one.
  var integer: Int? {
    guard case .number(let number) = self else { return nil }
    return Int(exactly: number)
  }

  /// The text, where it is one.
  var text: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// The whole numbers of a list of nothing else.
  var integers: [Int]? {
    guard case .list(let values) = self else { return nil }
    let numbers = values.compactMap(\.integer)
    return numbers.count == values.count ? numbers : nil
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .flag(let value): try container.encode(value)
    case .number(let value):
      if let whole = Int(exactly: value) {
        try container.encode(whole)
      } else {
        try container.encode(value)
      }
    case .string(let value): try container.encode(value)
    case .list(let value): try container.encode(value)
    case .object(let value): try container.encode(value)
    }
  }
}

/// The fields of a `config.json`, read with errors that name them.
struct ConfigurationFields {
  var values: [String: JSONValue]
  var path: String

  /// A whole number in a range.
  func integer(_ name: String, in range: ClosedRange<Int>) throws(ModelFolderProblem) -> Int {
    guard let value = values[name]?.integer, range.contains(value) else {
      throw ModelFolderProblem(
        what: "\(name) is missing or not a whole number from \(range.lowerBound) to "
          + "\(range.upperBound)",
        path: path, remedy: "use the config.json that was written with the model")
    }
    return value
  }

  /// Stops unless a field, where present, is one of so many tokens.
  func requireToken(_ name: String, below count: Int) throws(ModelFolderProblem) {
    guard let value = values[name], value != .null else { return }
    guard let token = value.integer, (0..<count).contains(token) else {
      throw ModelFolderProblem(
        what: "\(name) is no token: they are numbered from 0 to \(count - 1)", path: path,
        remedy: "use the config.json that was written with the model")
    }
  }

  /// Stops unless a field, where present, has the one value that is understood.
  func require(_ name: String, _ expected: JSONValue)
    throws(ModelFolderProblem)
  {
    guard let value = values[name] else { return }
    guard value == expected else {
      throw ModelFolderProblem(
        what: "\(name) has a value that this decoder does not implement", path: path,
        remedy: "use a GPT-2 model with the default \(name)")
    }
  }
}
