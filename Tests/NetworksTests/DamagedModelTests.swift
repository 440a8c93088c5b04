import Foundation
import Randomness
import Testing

@testable import Networks

/// Model folders that are damaged, made up, or of another network: none is read as if it were sound.
@Suite struct DamagedModelTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try write(ModelFolderTests.decoder())
  }

  private func write(_ model: any LanguageModel, role: ModelFolder.Role = .policy) throws {
    try ModelFolder.write(
      model, role: role, words: ModelFolderTests.words, beginning: 0, end: 6, to: folder.url)
  }

  private func file(_ name: String) -> URL { folder.url.appending(path: name) }

  /// What is said of the folder: the file's name and what is wrong with it.
  private func problem() throws -> String {
    let problem = try #require(throws: ModelFolderProblem.self) { try ModelFolder.read(folder.url) }
    return "\(URL(filePath: problem.path).lastPathComponent): \(problem.what)"
  }

  private func writeWeights(header: String, dataCount: Int) throws {
    var data = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Data($0) }
    data.append(contentsOf: header.utf8)
    data.append(Data(count: dataCount))
    try data.write(to: file("model.safetensors"))
  }

  // MARK: - Numbers

  @Test(arguments: [
    (Float.nan, "is nan"), (.infinity, "is inf"), (-.infinity, "is -inf"),
    (1e38, "is 1e+38, but a weight is at most 1e+09"),
    (-2e9, "is -2e+09, but a weight is at most 1e+09"),
  ])
  func weightsThatAreNone(value: Float, what: String) throws {
    try folder.changeWeights { $0["transformer.h.1.mlp.c_fc.bias"]?.values[3] = value }
    #expect(
      try problem()
        == "model.safetensors: number 3 of tensor transformer.h.1.mlp.c_fc.bias \(what)")
    for role in [ModelFolder.Role.policy, .reward(scale: 1, shift: 0)] {
      try write(ModelFolderTests.table, role: role)
      try folder.changeWeights { $0["table.values"]?.values[0] = value }
      #expect(try problem() == "model.safetensors: number 0 of tensor table.values \(what)")
    }
  }

  /// Each weight is allowed, but the attention they lead to is beyond the largest float:
  /// d · (d · bias · weight)² = 32 · (32 · 9e8 · 9e8)² = 2e40.
  @Test func weightsThatAreTooLargeTogether() throws {
    var decoder = Decoder<Float>(
      shape: DecoderShape(
        vocabularyCount: ModelFolderTests.words.count, contextLength: 8, width: 32, layerCount: 1,
        headCount: 1),
      using: RandomStream(seed: 5))
    for group in decoder.parameterGroups
    where ["h.0.ln_1.bias", "h.0.attn.c_attn.weight"].contains(group.name) {
      for index in group.range { decoder.parameters[index] = 9e8 }
    }
    try write(decoder)
    #expect(
      try problem() == "model.safetensors: the weights are so large (9e+08 in h.0.ln_1.bias) that "
        + "what the network computes can overflow")
  }

  @Test func trainedSizesAreFarFromOverflowing() {
    let fresh = Decoder<Float>(
      shape: DecoderShape(vocabularyCount: 300, contextLength: 64), using: RandomStream(seed: 5))
    #expect(fresh.reach < 1e9)
    var large = fresh
    for index in large.parameters.indices { large.parameters[index] = 1e7 }
    #expect(large.reach > Double(Float.greatestFiniteMagnitude))
  }

  /// The shift of a reward model whose head hardly weighs anything cannot move into the norm.
  @Test func aRewardModelThatHardlyListensIsReadAgain() throws {
    var decoder = ModelFolderTests.decoder()
    for index in decoder.parameters.indices.suffix(9) { decoder.parameters[index] *= 1e-12 }
    try write(decoder, role: .reward(scale: 1, shift: 0.75))
    let scores = ModelFolderTests.scores(of: try ModelFolder.read(folder.url).model)
    #expect(scores.allSatisfy { abs($0 - 0.75) < 1e-6 })
  }

  @Test func aNumberThatWasChanged() throws {
    var data = try Data(contentsOf: file("model.safetensors"))
    data[data.count - 40] ^= 1
    try data.write(to: file("model.safetensors"))
    #expect(
      try problem()
        == "model.safetensors: the numbers are not those that were written: their checksum is another"
    )
  }

  @Test func anotherFileBesideTheWeights() throws {
    let another = "the file is not the one that was written with the model: its checksum is another"
    try folder.replace(#""n_head" : 2"#, by: #""n_head" : 4"#, in: "config.json")
    #expect(try problem() == "config.json: \(another)")
    try write(ModelFolderTests.decoder())
    try folder.replace(#""a" : 1"#, by: #""b" : 1"#, in: "vocab.json")
    try folder.replace(#""b" : 2"#, by: #""a" : 2"#, in: "vocab.json")
    #expect(try problem() == "vocab.json: \(another)")
  }

  /// Who wrote a file without checksums is answerable for it.
  @Test func aFileOfOthersHasNoChecksums() throws {
    let data = try Data(contentsOf: file("model.safetensors"))
    let length = data.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    var header =
      try #require(
        JSONSerialization.jsonObject(with: data.dropFirst(8).prefix(length)) as? [String: Any])
    header["__metadata__"] = nil
    let text = try JSONSerialization.data(withJSONObject: header)
    let start = withUnsafeBytes(of: UInt64(text.count).littleEndian) { Data($0) }
    try (start + text + data.dropFirst(8 + length)).write(to: file("model.safetensors"))
    try folder.replace(#""n_head" : 2"#, by: #""n_head" : 4"#, in: "config.json")
    #expect(
      try ModelFolder.read(folder.url).model.parameters == ModelFolderTests.decoder().parameters)
  }

  // MARK: - The layout of the file

  @Test(arguments: [
    ([0, 8], [4, 12], 12, "tensor b overlaps tensor a"),
    ([0, 8], [0, 8], 8, "tensor b overlaps tensor a"),
    ([0, 8], [12, 20], 20, "4 bytes before tensor b belong to no tensor"),
    ([2, 10], [10, 18], 18, "2 bytes before tensor a belong to no tensor"),
    ([8, 16], [0, 8], 17, "1 bytes at the end belong to no tensor"),
  ])
  func tensorsThatDoNotFollowEachOther(a: [Int], b: [Int], count: Int, what: String) throws {
    let tensors = [("a", a), ("b", b)].map { name, offsets in
      #""\#(name)":{"dtype":"F32","shape":[2],"data_offsets":\#(offsets)}"#
    }
    try writeWeights(header: "{\(tensors.joined(separator: ","))}", dataCount: count)
    #expect(try problem() == "model.safetensors: \(what)")
  }

  @Test(arguments: [
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"#
        + #""a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
      #"its header is not JSON: the key "a" stands twice (line 1)"#
    ),
    (
      String(repeating: "[", count: 100_000),
      "its header is not JSON: more than 128 lists and objects stand within each other (line 1)"
    ),
    ("[]", "its header is no JSON object"),
  ])
  func headersThatAreNone(header: String, what: String) throws {
    try writeWeights(header: header, dataCount: 4)
    #expect(try problem() == "model.safetensors: the file is no safetensors file: \(what)")
  }

  @Test func headersThatSayOtherThings() throws {
    try writeWeights(header: #"{"__metadata__":{"format":1}}"#, dataCount: 0)
    #expect(
      try problem() == "model.safetensors: the header's __metadata__ holds other things than texts")
    try writeWeights(
      header: #"{"\u001b[31m":{"dtype":"BF16","shape":[1],"data_offsets":[0,2]}}"#, dataCount: 2)
    #expect(
      try problem()
        == #"model.safetensors: tensor \u{1B}[31m holds BF16, but only F32 is read"#)
  }

  @Test func tensorsOfAnotherNetwork() throws {
    let others = ["transformer.h.2.ln_1.bias", "lm_head.weight", "score.weight"]
    for name in others {
      try write(ModelFolderTests.decoder())
      try folder.changeWeights {
        $0[name] = .init(shape: [1, 8], values: Array(repeating: 1, count: 8))
      }
      #expect(
        try problem().hasSuffix("has no place in the model that the configuration describes"),
        "\(name)")
    }
    // A copy of the token table and a mask of earlier tokens say nothing new.
    try write(ModelFolderTests.decoder())
    try folder.changeWeights {
      $0["lm_head.weight"] = $0["transformer.wte.weight"]
      $0["transformer.h.0.attn.bias"] = .init(shape: [1, 1], values: [1])
    }
    #expect(throws: Never.self) { try ModelFolder.read(folder.url) }
    try write(ModelFolderTests.table)
    try folder.changeWeights { $0["table.more"] = .init(shape: [1], values: [1]) }
    #expect(
      try problem()
        == "config.json: tensor table.more has no place in the model that the configuration describes"
    )
  }

  // MARK: - Configuration and vocabulary

  @Test(arguments: [
    (#""tie_word_embeddings" : true"#, #""tie_word_embeddings" : false"#, "tie_word_embeddings"),
    (#""scale_attn_weights" : true"#, #""scale_attn_weights" : false"#, "scale_attn_weights"),
    (#""n_layer""#, #""add_cross_attention" : true, "n_layer""#, "add_cross_attention"),
  ])
  func networksOfAnotherKind(old: String, new: String, field: String) throws {
    try folder.replace(old, by: new, in: "config.json")
    #expect(
      try problem() == "config.json: \(field) has a value that this decoder does not implement")
  }

  @Test(arguments: [
    (#""bos_token_id" : 0"#, #""bos_token_id" : 7"#),
    (#""eos_token_id" : 6"#, #""eos_token_id" : -1"#),
    (#""pad_token_id" : 0"#, #""pad_token_id" : 1.5"#),
    (#""eos_token_id" : 6"#, #""eos_token_id" : []"#),
  ])
  func tokensThatAreNone(old: String, new: String) throws {
    try folder.replace(old, by: new, in: "config.json")
    let field = old.split(separator: "\"")[0]
    #expect(
      try problem() == "config.json: \(field) is no token: they are numbered from 0 to 6")
  }

  @Test(arguments: [
    (#""a" : 1"#, #""a" : 7"#, #"the word "a" has no token of its own"#),
    (#""a" : 1"#, #""a" : 2"#, #"the word "b" has no token of its own"#),
    (
      #""a" : 1"#, #""a" : 1, "a" : 7"#,
      #"the file is not a JSON object: the key "a" stands twice (line 4)"#
    ),
    (#""a" : 1"#, #""\u001b[2J" : 1"#, #"the word "\u{1B}[2J" holds a control character"#),
  ])
  func vocabulariesThatAreNone(old: String, new: String, what: String) throws {
    try folder.replace(old, by: new, in: "vocab.json")
    #expect(try problem() == "vocab.json: \(what)")
  }

  @Test func nestingWithoutEnd() throws {
    let text = "{\"n_embd\":" + String(repeating: "[", count: 1_000_000)
    try Data(text.utf8).write(to: file("config.json"))
    #expect(
      try problem()
        == "config.json: the file is not a JSON object: more than 128 lists and objects "
        + "stand within each other (line 1)")
  }

  // MARK: - Files that are none

  /// Reading a pipe without a writer would wait for ever.
  @Test(arguments: ["config.json", "vocab.json", "model.safetensors"])
  func pipesAndFolders(name: String) throws {
    try FileManager.default.removeItem(at: file(name))
    try #require(mkfifo(file(name).path, 0o600) == 0)
    #expect(try problem() == "\(name): this is a pipe or a device, not a file")
    try FileManager.default.removeItem(at: file(name))
    try FileManager.default.createDirectory(at: file(name), withIntermediateDirectories: false)
    #expect(try problem() == "\(name): this is a folder, not a file")
    try FileManager.default.removeItem(at: file(name))
    try FileManager.default.createSymbolicLink(
      atPath: file(name).path, withDestinationPath: "/dev/zero")
    #expect(try problem() == "\(name): this is a pipe or a device, not a file")
  }

  /// Caches of models hold links to the files themselves.
  @Test func linksToFilesAreRead() throws {
    for name in ["config.json", "vocab.json", "model.safetensors"] {
      try FileManager.default.moveItem(at: file(name), to: file("blob-\(name)"))
      try FileManager.default.createSymbolicLink(
        atPath: file(name).path, withDestinationPath: "blob-\(name)")
    }
    #expect(throws: Never.self) { try ModelFolder.read(folder.url) }
  }
}
