import Foundation
import Networks
import Randomness
import Testing

/// What is written into a folder is what is read from it.
@Suite struct ModelFolderTests {
  static let words = ["<bos>", "a", "b", "c", "say \"d\"", "é", "<end>"]

  /// A decoder with a scalar head that says something.
  static func decoder(scale: Float = 0.5) -> Decoder<Float> {
    var decoder = Decoder<Float>(
      shape: DecoderShape(
        vocabularyCount: words.count, contextLength: 8, width: 8, layerCount: 2, headCount: 2),
      using: RandomStream(seed: 5))
    var stream = RandomStream(seed: 6)
    for index in decoder.parameters.indices {
      decoder.parameters[index] += scale * Float(stream.uniform() - 0.5)
    }
    return decoder
  }

  static var table: NGramTable {
    var table = NGramTable(vocabularyCount: words.count, order: 3, contextLength: 8)
    var stream = RandomStream(seed: 7)
    for index in table.parameters.indices {
      table.parameters[index] = Float(stream.uniform() - 0.5)
    }
    return table
  }

  static let sequences: [[Int32]] = [[0], [0, 1], [0, 3, 3, 2], [0, 5, 4, 1, 2, 3, 1, 6]]

  static func scores(of model: any LanguageModel) -> [Double] {
    var batch = SequenceBatch()
    for sequence in sequences { batch.append(scoring: sequence) }
    return model.outputs(for: batch, heads: .scalar, workspace: Workspace()).values.map(Double.init)
  }

  @Test func aPolicyComesBackAsItWas() throws {
    for model in [Self.decoder(), Self.table] as [any LanguageModel] {
      let folder = try TemporaryFolder()
      try ModelFolder.write(
        model, role: .policy, words: Self.words, beginning: 0, end: 6, to: folder.url)
      let contents = try ModelFolder.read(folder.url)
      #expect(contents.role == .policy)
      #expect(contents.words == Self.words)
      #expect(type(of: contents.model) == type(of: model))
      #expect(contents.model.parameters == model.parameters)
      #expect(contents.model.parameterGroups == model.parameterGroups)
      #expect(contents.model.contextLength == 8)
    }
  }

  @Test(arguments: [(1.0, 0.0), (2.5, -1.25), (0.01, 40)])
  func scaleAndShiftAreFoldedIntoAReward(scale: Double, shift: Double) throws {
    for model in [Self.decoder(), Self.table] as [any LanguageModel] {
      let folder = try TemporaryFolder()
      try ModelFolder.write(
        model, role: .reward(scale: scale, shift: shift), words: Self.words, beginning: 0, end: 6,
        to: folder.url)
      let contents = try ModelFolder.read(folder.url)
      #expect(contents.role == .reward(scale: 1, shift: 0))
      #expect(contents.words == Self.words)
      for (found, raw) in zip(Self.scores(of: contents.model), Self.scores(of: model)) {
        let known = scale * raw + shift
        #expect(abs(found - known) < 1e-4 * max(1, abs(known)))
      }
    }
  }

  /// A reward model that has learned nothing has no direction into which its shift could be folded.
  @Test func aSilentRewardModelKeepsItsShift() throws {
    let silent = Decoder<Float>(
      shape: DecoderShape(
        vocabularyCount: Self.words.count, contextLength: 8, width: 8, layerCount: 1, headCount: 2),
      using: RandomStream(seed: 5))
    let folder = try TemporaryFolder()
    try ModelFolder.write(
      silent, role: .reward(scale: 1, shift: 0.75), words: Self.words, beginning: 0, end: nil,
      to: folder.url)
    let contents = try ModelFolder.read(folder.url)
    #expect(Self.scores(of: contents.model).allSatisfy { $0 == 0.75 })
  }

  @Test func theConfigurationIsWhatTransformersReads() throws {
    let folder = try TemporaryFolder()
    func fields(_ role: ModelFolder.Role, _ model: any LanguageModel) throws -> NSDictionary {
      try ModelFolder.write(
        model, role: role, words: Self.words, beginning: 0, end: 6, to: folder.url)
      let data = try Data(contentsOf: folder.url.appending(path: "config.json"))
      return try #require(try JSONSerialization.jsonObject(with: data) as? NSDictionary)
    }
    let policy = try fields(.policy, Self.decoder())
    let known: [(String, NSObject)] = [
      ("model_type", "gpt2" as NSString), ("architectures", ["GPT2LMHeadModel"] as NSArray),
      ("vocab_size", 7 as NSNumber), ("n_positions", 8 as NSNumber), ("n_embd", 8 as NSNumber),
      ("n_layer", 2 as NSNumber), ("n_head", 2 as NSNumber), ("n_inner", NSNull()),
      ("activation_function", "gelu_new" as NSString), ("bos_token_id", 0 as NSNumber),
      ("eos_token_id", 6 as NSNumber), ("torch_dtype", "float32" as NSString),
    ]
    for (name, value) in known { #expect(policy[name] as? NSObject == value, "\(name)") }
    let reward = try fields(.reward(scale: 1, shift: 0), Self.decoder())
    #expect(reward["architectures"] as? [String] == ["GPT2ForSequenceClassification"])
    #expect((reward["id2label"] as? NSDictionary)?.count == 1)
    let table = try fields(.policy, Self.table)
    #expect(table["model_type"] as? String == "rlhf-ngram-table")
    #expect(table["order"] as? Int == 3 && table["role"] as? String == "policy")
  }

  /// A model of transformers has no scalar head of ours: it is read as 0.
  @Test func aPlainLanguageModelIsRead() throws {
    let folder = try TemporaryFolder()
    let decoder = Self.decoder()
    try ModelFolder.write(
      decoder, role: .policy, words: Self.words, beginning: 0, end: 6, to: folder.url)
    let file = folder.url.appending(path: "model.safetensors")
    var weights = try Safetensors(contentsOf: file)
    weights["v_head.summary.weight"] = nil
    weights["v_head.summary.bias"] = nil
    try weights.encoded().write(to: file)
    let model = try ModelFolder.read(folder.url).model
    #expect(Self.scores(of: model).allSatisfy { $0 == 0 })
    #expect(model.parameters.dropLast(9) == decoder.parameters.dropLast(9))
  }

  @Test func theFileBeginsAsTheFormatSays() throws {
    var file = Safetensors()
    file["t"] = .init(shape: [2, 1], values: [1, -2])
    let checksum = "ee4ac73c2bd27756ab82780f27c73a7bc4d3f0bb6acb37e008bc27eccd7e588b"
    let header =
      #"{"__metadata__":{"format":"pt","sha256":"\#(checksum)"},"#
      + #""t":{"data_offsets":[0,8],"dtype":"F32","shape":[2,1]}}"#
    let data = file.encoded()
    let length = header.utf8.count + (8 - header.utf8.count % 8) % 8
    #expect(Array(data.prefix(8)) == [UInt8(length), 0, 0, 0, 0, 0, 0, 0])
    let written = String(decoding: data.dropFirst(8).prefix(length), as: UTF8.self)
    #expect(written.trimmingCharacters(in: .whitespaces) == header)
    #expect(Array(data.suffix(8)) == [0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0])
  }
}
