/// Any JSON value, for configuration files of which only a part is ours.
enum JSONValue: Codable, Hashable, Sendable {
  case null
  case flag(Bool)
  case number(Double)
  case string(String)
  case list([JSONValue])
  case object([String: JSONValue])

  init(from decoder: any Swift.Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .flag(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .list(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
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
    guard case .number(let number) = values[name], let value = Int(exactly: number),
      range.contains(value)
    else {
      throw ModelFolderProblem(
        what: "\(name) is missing or not a whole number from \(range.lowerBound) to "
          + "\(range.upperBound)",
        path: path, remedy: "use the config.json that was written with the model")
    }
    return value
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
