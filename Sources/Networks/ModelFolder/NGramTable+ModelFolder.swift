import PlainText

extension NGramTable {
  /// How a table names itself in `config.json`; no model of transformers has this type.
  static var modelType: String { "rlhf-ngram-table" }

  /// The two tables under the names of their parameter groups.
  ///
  /// A reward is a sum over the positions of a sequence, of which exactly one, the first, has a
  /// context of one token after padding: the shift is added there.
  func safetensors(role: ModelFolder.Role) -> Safetensors {
    var values = parameters
    if case .reward(let scale, let shift) = role {
      for index in valuesStart..<values.count { values[index] *= Float(scale) }
      precondition(order >= 2, "a unigram table has no first position to shift")
      for token in 0..<Int32(vocabularyCount) {
        values[valuesStart + context(emptyContext, followedBy: token)] += Float(shift)
      }
    }
    var file = Safetensors()
    for group in parameterGroups {
      file[group.name] = .init(shape: group.shape, values: Array(values[group.range]))
    }
    return file
  }

  /// What is needed to read the tables again.
  func configuration(role: ModelFolder.Role) -> [String: JSON] {
    [
      "model_type": .text(Self.modelType), "role": .text(role.isReward ? "reward" : "policy"),
      "vocab_size": .number(vocabularyCount),
      "n_positions": .number(contextLength), "order": .number(order),
    ]
  }

  /// Reads a table.
  init(_ fields: ConfigurationFields, _ weights: Safetensors) throws(ModelFolderProblem) {
    let vocabularyCount = try fields.integer("vocab_size", in: 1...1_000_000)
    let order = try fields.integer("order", in: 1...64)
    guard [nil, .text("policy"), .text("reward")].contains(fields.values["role"]) else {
      throw ModelFolderProblem(
        what: "role is neither policy nor reward", path: fields.path,
        remedy: "use the config.json that was written with the model")
    }
    guard let count = Self.parameterCount(vocabularyCount: vocabularyCount, order: order) else {
      throw ModelFolderProblem(
        what: "a table of order \(order) over \(vocabularyCount) tokens is too large",
        path: fields.path, remedy: "use the config.json that was written with the model")
    }
    let contextLength = try fields.integer("n_positions", in: 1...1_000_000)
    let groups = Self.groups(
      vocabularyCount: vocabularyCount, contextCount: count / (vocabularyCount + 1))
    // All tensors before the table: a configuration alone cannot ask for its memory.
    var values: [Float] = []
    for group in groups {
      guard let tensor = weights[group.name], tensor.shape == group.shape else {
        throw ModelFolderProblem(
          what: "tensor \(group.name) of shape \(group.shape) is missing from "
            + ModelFolder.weightsName,
          path: fields.path, remedy: "use the files that were written together")
      }
      values += tensor.values
    }
    try weights.requireNoOthers(than: Set(groups.map(\.name)), path: fields.path)
    self.init(vocabularyCount: vocabularyCount, order: order, contextLength: contextLength)
    parameters = values
  }
}
