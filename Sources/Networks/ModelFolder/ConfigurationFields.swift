import PlainText

/// The fields of a `config.json`, read with errors that name them.
struct ConfigurationFields {
  var values: [String: JSON]
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
  func require(_ name: String, _ expected: JSON) throws(ModelFolderProblem) {
    guard let value = values[name] else { return }
    // A number may be written in several ways.
    guard value == expected || (value.number != nil && value.number == expected.number) else {
      throw ModelFolderProblem(
        what: "\(name) has a value that this decoder does not implement", path: path,
        remedy: "use a GPT-2 model with the default \(name)")
    }
  }
}
