import Foundation

/// A model on disk: `model.safetensors`, `config.json` and `vocab.json`.
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

    var isReward: Bool { self != .policy }
  }

  /// A model as it was found.
  public struct Contents: Sendable {
    /// The model.
    public var model: any LanguageModel
    /// The words of its tokens, in order.
    public var words: [String]
    /// What it is for.
    public var role: Role
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
    let weights: Safetensors
    let configuration: [String: JSONValue]
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
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    try weights.encoded().write(to: folder.appending(path: weightsName))
    try encoder.encode(configuration).write(to: folder.appending(path: configurationName))
    let vocabulary = Dictionary(uniqueKeysWithValues: words.enumerated().map { ($1, $0) })
    try encoder.encode(vocabulary).write(to: folder.appending(path: vocabularyName))
  }

  /// Opens the model in a folder.
  ///
  /// - Throws: ``ModelFolderProblem`` that says which file is missing or wrong.
  public static func read(_ folder: URL) throws -> Contents {
    let configuration = try object(folder.appending(path: configurationName))
    let words = try words(folder.appending(path: vocabularyName))
    let weights = try Safetensors(contentsOf: folder.appending(path: weightsName))
    let path = folder.appending(path: configurationName).path
    let fields = ConfigurationFields(values: configuration, path: path)
    let model: any LanguageModel
    switch configuration["model_type"] {
    case .string("gpt2"): model = try Decoder<Float>(fields, weights)
    case .string(NGramTable.modelType): model = try NGramTable(fields, weights)
    default:
      throw ModelFolderProblem(
        what: "model_type is neither gpt2 nor \(NGramTable.modelType)", path: path,
        remedy: "give the folder of a model that `rlhf run` wrote")
    }
    guard words.count == model.vocabularyCount else {
      throw ModelFolderProblem(
        what: "\(words.count) words for a model of \(model.vocabularyCount) tokens",
        path: folder.appending(path: vocabularyName).path,
        remedy: "use the vocab.json that was written with the model")
    }
    let isReward = weights["score.weight"] != nil || configuration["role"] == .string("reward")
    return Contents(
      model: model, words: words, role: isReward ? .reward(scale: 1, shift: 0) : .policy)
  }

  private static func object(_ url: URL) throws -> [String: JSONValue] {
    guard let data = try? Data(contentsOf: url) else {
      throw ModelFolderProblem(
        what: "this file is missing, so the folder is not a model", path: url.path,
        remedy: "give a folder such as runs/NAME/models/ARM-1/policy")
    }
    guard let object = try? JSONDecoder().decode([String: JSONValue].self, from: data) else {
      throw ModelFolderProblem(
        what: "the file is not a JSON object", path: url.path, remedy: "write the model again")
    }
    return object
  }

  private static func words(_ url: URL) throws -> [String] {
    let object = try object(url)
    var words = [String?](repeating: nil, count: object.count)
    for word in object.keys.sorted() {
      guard case .number(let number) = object[word], let token = Int(exactly: number),
        words.indices.contains(token), words[token] == nil
      else {
        throw ModelFolderProblem(
          what: "the word \"\(word)\" has no token of its own", path: url.path,
          remedy: "use the vocab.json that was written with the model")
      }
      words[token] = word
    }
    return words.compactMap { $0 }
  }
}
