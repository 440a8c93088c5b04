import Foundation
import PlainText

/// A model on disk: `model.safetensors`, `config.json` and `vocab.json`; beside them what transformers needs to
/// read and write its words, which we do not read again.
///
/// Decoders lie in the Hugging Face GPT-2 layout, so `GPT2LMHeadModel.from_pretrained` opens a policy
/// as it is, and `GPT2ForSequenceClassification.from_pretrained` a reward model.
public enum ModelFolder {
  /// What a model is for; it decides which of its heads the layout speaks of.
  public enum Role: Sendable, Hashable {
    /// Writes tokens; its scalar head, if trained, is a value function.
    case policy
    /// Judges a sequence after its last token: scale · scalar + shift is the reward.
    case reward(scale: Double, shift: Double)
    /// Judges every token of the agent by both heads: the reward is scale · Σ (log p + scalar) + shift.
    case tokenReward(scale: Double, shift: Double)

    /// Whether it judges.
    public var isReward: Bool { self != .policy }
  }

  /// A model as it was found.
  public struct Contents: Sendable {
    /// The model.
    public var model: any LanguageModel
    /// The words of its tokens, in order.
    public var words: [String]
    /// What it is for. Of a reward model that is read after its last token scale and shift stand in the
    /// weights, so that they are 1 and 0 here.
    public var role: Role
    /// The unit that a reward model's training settled; `nil` of a policy, and in folders of earlier versions,
    /// which did not keep it.
    public var unit: RewardUnit?
  }

  static let weightsName = "model.safetensors"
  static let configurationName = "config.json"
  static let vocabularyName = "vocab.json"

  /// Writes a model into a folder that exists.
  ///
  /// - Parameters:
  ///   - words: the words of its tokens, in order.
  ///   - beginning: the token that sequences begin with.
  ///   - end: the token that ends a response, if the world has one.
  public static func write(
    _ model: any LanguageModel, role: Role, words: [String], beginning: Int32, end: Int32?,
    to folder: URL
  ) throws {
    precondition(words.count == model.vocabularyCount, "\(words.count) words for the vocabulary")
    var weights: Safetensors
    var configuration: [String: JSON]
    switch model {
    case let decoder as Decoder<Float>:
      weights = decoder.safetensors(role: role)
      configuration = decoder.configuration(role: role, beginning: beginning, end: end)
    case let table as NGramTable:
      weights = table.safetensors(role: role)
      configuration = table.configuration(role: role)
    default:
      throw ModelFolderProblem(
        what: "a model of type \(type(of: model)) has no layout on disk", path: folder.path,
        remedy: "use a decoder or an n-gram table")
    }
    configuration[rewardKey] = rewardFields(role)
    let vocabulary = words.enumerated().map { ($1, JSON.number($0)) }
    let files = [
      (configurationName, configuration),
      (vocabularyName, Dictionary(uniqueKeysWithValues: vocabulary)),
    ]
    for (name, fields) in files {
      let data = Data(JSON(fields: fields).text(.expanded).utf8)
      try data.write(to: folder.appending(path: name))
      weights.metadata[checksumKey(name)] = SHA256.of(Array(data))
    }
    for (name, content) in tokenizerFiles(
      words: words, beginning: beginning, end: end, contextLength: model.contextLength, role: role)
    {
      try Data(content.text(.expanded).utf8).write(to: folder.appending(path: name))
    }
    try weights.encoded().write(to: folder.appending(path: weightsName))
  }

  /// Where the metadata of the weights hold the checksum of another file of the folder.
  private static func checksumKey(_ name: String) -> String { "sha256 of \(name)" }

  /// Opens the model in a folder: one that we wrote, or another of the same layout.
  ///
  /// A model that is returned gives finite outputs, whatever it reads. Files that we wrote hold checksums
  /// of themselves, which are compared; others are taken as they are.
  ///
  /// - Throws: ``ModelFolderProblem`` that says which file is missing or wrong.
  public static func read(_ folder: URL) throws -> Contents {
    let configuration = try JSONFile(folder.appending(path: configurationName))
    let vocabulary = try JSONFile(folder.appending(path: vocabularyName))
    let words = try words(vocabulary)
    let weightsPath = folder.appending(path: weightsName).path
    let weights = try Safetensors(contentsOf: folder.appending(path: weightsName))
    let fields = ConfigurationFields(values: configuration.fields, path: configuration.path)
    let model: any LanguageModel
    switch fields.values["model_type"] {
    case .text("gpt2"):
      let decoder = try Decoder<Float>(fields, weights)
      try weights.requireWeights(path: weightsPath)
      try decoder.requireFiniteOutputs(path: weightsPath)
      model = decoder
    case .text(NGramTable.modelType):
      model = try NGramTable(fields, weights)
      try weights.requireWeights(path: weightsPath)
    default:
      throw ModelFolderProblem(
        what: "model_type is neither gpt2 nor \(NGramTable.modelType)", path: fields.path,
        remedy: "give the folder of a model that `rlhf run` wrote")
    }
    guard words.count == model.vocabularyCount else {
      throw ModelFolderProblem(
        what: "\(words.count) words for a model of \(model.vocabularyCount) tokens",
        path: vocabulary.path, remedy: "use the vocab.json that was written with the model")
    }
    for name in ["bos_token_id", "eos_token_id", "pad_token_id"] {
      try fields.requireToken(name, below: words.count)
    }
    try requireChecksums(of: weights, path: weightsPath, beside: [configuration, vocabulary])
    let isReward = weights["score.weight"] != nil || fields.values["role"] == .text("reward")
    let (role, unit) =
      try fields.rewardRole ?? (isReward ? .reward(scale: 1, shift: 0) : .policy, nil)
    return Contents(model: model, words: words, role: role, unit: unit)
  }

  /// Compares the files with the checksums that the weights hold, if they hold any.
  private static func requireChecksums(
    of weights: Safetensors, path: String, beside files: [JSONFile]
  ) throws(ModelFolderProblem) {
    if let known = weights.metadata[Safetensors.checksumKey], known != weights.dataChecksum {
      throw ModelFolderProblem(
        what: "the numbers are not those that were written: their checksum is another", path: path,
        remedy: "take the file from its source again, or write the model again")
    }
    for file in files {
      if let known = weights.metadata[checksumKey(file.name)], known != file.checksum {
        throw ModelFolderProblem(
          what: "the file is not the one that was written with the model: its checksum is another",
          path: file.path, remedy: "use the \(file.name) that was written with the model")
      }
    }
  }

  /// The words in the order of their tokens, which are numbered from 0 without gaps.
  private static func words(_ file: JSONFile) throws(ModelFolderProblem) -> [String] {
    var words = [String?](repeating: nil, count: file.fields.count)
    for word in file.fields.keys.sorted() {
      let shown = Excerpt.of(word)
      guard Excerpt.visible(word) == word else {
        throw ModelFolderProblem(
          what: "the word \"\(shown)\" holds a control character", path: file.path,
          remedy: "use the vocab.json that was written with the model")
      }
      guard let token = file.fields[word]?.integer, words.indices.contains(token),
        words[token] == nil
      else {
        throw ModelFolderProblem(
          what: "the word \"\(shown)\" has no token of its own", path: file.path,
          remedy: "use the vocab.json that was written with the model")
      }
      words[token] = word
    }
    return words.compactMap { $0 }
  }
}
