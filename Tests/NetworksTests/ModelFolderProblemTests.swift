import Foundation
import Networks
import Testing

/// What somebody reads whose folder is no model, word for word.
@Suite struct ModelFolderProblemTests {
  let folder: TemporaryFolder

  /// A good folder of a decoder of width 8 with 2 heads, to be spoiled.
  init() throws {
    folder = try TemporaryFolder()
    try ModelFolder.write(
      ModelFolderTests.decoder(), role: .policy, words: ModelFolderTests.words, beginning: 0,
      end: 6, to: folder.url)
  }

  private func file(_ name: String) -> URL { folder.url.appending(path: name) }

  private func problem(_ url: URL? = nil) throws -> String {
    let error = try #require(throws: ModelFolderProblem.self) {
      try ModelFolder.read(url ?? folder.url)
    }
    return error.description
  }

  @Test func theFolderIsMissing() throws {
    let nowhere = folder.url.appending(path: "nowhere")
    #expect(
      try problem(nowhere) == """
        \(nowhere.path)/config.json: error: this file is missing, so the folder is not a model
          fix: give a folder such as runs/NAME/models/ARM-1/policy
        """)
  }

  @Test func aFileIsMissing() throws {
    try FileManager.default.removeItem(at: file("model.safetensors"))
    #expect(
      try problem() == """
        \(file("model.safetensors").path): error: the file cannot be read
          fix: give the folder of a model that `rlhf run` wrote
        """)
    try FileManager.default.removeItem(at: file("vocab.json"))
    #expect(
      try problem() == """
        \(file("vocab.json").path): error: this file is missing, so the folder is not a model
          fix: give a folder such as runs/NAME/models/ARM-1/policy
        """)
  }

  @Test func theConfigurationIsNotJSON() throws {
    try Data("n_embd: 8".utf8).write(to: file("config.json"))
    #expect(
      try problem() == """
        \(file("config.json").path): error: the file is not a JSON object: "n_embd" is no value (line 1)
          fix: write the model again
        """)
  }

  @Test func theModelIsOfAnotherType() throws {
    try folder.replace(#""gpt2""#, by: #""llama""#, in: "config.json")
    #expect(
      try problem() == """
        \(file("config.json").path): error: model_type is neither gpt2 nor rlhf-ngram-table
          fix: give the folder of a model that `rlhf run` wrote
        """)
  }

  @Test func theHeadsDoNotDivideTheWidth() throws {
    try folder.replace(#""n_head" : 2"#, by: #""n_head" : 3"#, in: "config.json")
    #expect(
      try problem() == """
        \(file("config.json").path): error: n_embd 8 cannot be split among n_head 3
          fix: use the config.json that was written with the model
        """)
  }

  @Test func aFieldIsNoNumber() throws {
    try folder.replace(#""n_layer" : 2"#, by: #""n_layer" : "two""#, in: "config.json")
    #expect(
      try problem() == """
        \(file("config.json").path): error: n_layer is missing or not a whole number from 1 to 1000
          fix: use the config.json that was written with the model
        """)
  }

  @Test func theActivationIsAnother() throws {
    try folder.replace(#""gelu_new""#, by: #""relu""#, in: "config.json")
    #expect(
      try problem() == """
        \(file("config.json").path): error: activation_function has a value that this decoder does \
        not implement
          fix: use a GPT-2 model with the default activation_function
        """)
  }

  @Test func aTensorIsMissing() throws {
    try folder.changeWeights { $0["transformer.h.1.mlp.c_fc.bias"] = nil }
    #expect(
      try problem() == """
        \(file("config.json").path): error: tensor transformer.h.1.mlp.c_fc.bias is missing from \
        model.safetensors
          fix: use the model.safetensors that was written with this config.json
        """)
  }

  @Test func aTensorHasAnotherShape() throws {
    try folder.changeWeights {
      $0["transformer.ln_f.weight"] = .init(shape: [2, 3], values: [1, 2, 3, 4, 5, 6])
    }
    #expect(
      try problem() == """
        \(file("config.json").path): error: tensor transformer.ln_f.weight has shape [2, 3], but \
        the configuration says [8]
          fix: use the config.json that was written with the model
        """)
  }

  /// A model larger than any memory is refused for its tensors before room is made for it.
  @Test func theConfigurationPromisesMoreThanThereIs() throws {
    try folder.replace(#""vocab_size" : 7"#, by: #""vocab_size" : 1000000"#, in: "config.json")
    try folder.replace(#""n_embd" : 8"#, by: #""n_embd" : 65536"#, in: "config.json")
    #expect(
      try problem() == """
        \(file("config.json").path): error: tensor transformer.wte.weight has shape [7, 8], but \
        the configuration says [1000000, 65536]
          fix: use the config.json that was written with the model
        """)
  }

  @Test func aTensorIsOfAnotherType() throws {
    var data = try Data(contentsOf: file("model.safetensors"))
    let type = try #require(data.firstRange(of: Data(#""F32""#.utf8)))
    data.replaceSubrange(type, with: Data(#""F16""#.utf8))
    try data.write(to: file("model.safetensors"))
    // The first in the header, which is in order of names.
    #expect(
      try problem() == """
        \(file("model.safetensors").path): error: tensor transformer.h.0.attn.c_attn.bias holds \
        F16, but only F32 is read
          fix: save the model in 32-bit floats
        """)
  }

  @Test(arguments: [
    (4, "the file is no safetensors file: it is too short"),
    (100, "the file is no safetensors file: its header is longer than the file"),
    (-4, "tensor v_head.summary.bias does not lie within the file"),
  ])
  func theFileIsCutShort(count: Int, what: String) throws {
    let data = try Data(contentsOf: file("model.safetensors"))
    try data.prefix(count > 0 ? count : data.count + count).write(to: file("model.safetensors"))
    #expect(
      try problem() == """
        \(file("model.safetensors").path): error: \(what)
          fix: write the model again; the file is damaged or cut short
        """)
  }

  /// Shapes and offsets that no memory could hold are damage, not crashes.
  @Test(arguments: [
    (#""shape":[4611686018427387904,4]"#, "[0,8]"), (#""shape":[2]"#, "[-9223372036854775808,8]"),
    (#""shape":[-1,-2]"#, "[0,8]"), (#""shape":[2]"#, "[8,-9223372036854775808]"),
    (#""shape":[4611686018427387904]"#, "[0,0]"),
  ])
  func theHeaderIsAbsurd(shape: String, offsets: String) throws {
    let header = #"{"t":{"dtype":"F32",\#(shape),"data_offsets":\#(offsets)}}"#
    var data = Data([UInt8(header.utf8.count), 0, 0, 0, 0, 0, 0, 0])
    data.append(contentsOf: header.utf8)
    data.append(Data(count: 8))
    try data.write(to: file("model.safetensors"))
    #expect(
      try problem() == """
        \(file("model.safetensors").path): error: tensor t does not lie within the file
          fix: write the model again; the file is damaged or cut short
        """)
  }

  @Test func theVocabularyIsOfAnotherModel() throws {
    try Data(#"{"<bos>": 0, "a": 1}"#.utf8).write(to: file("vocab.json"))
    #expect(
      try problem() == """
        \(file("vocab.json").path): error: 2 words for a model of 7 tokens
          fix: use the vocab.json that was written with the model
        """)
    try Data(#"{"<bos>": 0, "a": 0}"#.utf8).write(to: file("vocab.json"))
    #expect(
      try problem() == """
        \(file("vocab.json").path): error: the word "a" has no token of its own
          fix: use the vocab.json that was written with the model
        """)
  }

  @Test func aTableLacksItsTensor() throws {
    try ModelFolder.write(
      ModelFolderTests.table, role: .policy, words: ModelFolderTests.words, beginning: 0, end: 6,
      to: folder.url)
    try folder.changeWeights { $0["table.values"] = nil }
    #expect(
      try problem() == """
        \(file("config.json").path): error: tensor table.values of shape [64] is missing from \
        model.safetensors
          fix: use the files that were written together
        """)
    try folder.replace(#""order" : 3"#, by: #""order" : 40"#, in: "config.json")
    #expect(
      try problem() == """
        \(file("config.json").path): error: a table of order 40 over 7 tokens is too large
          fix: use the config.json that was written with the model
        """)
  }
}
