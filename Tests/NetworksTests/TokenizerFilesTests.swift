import Foundation
import PlainText
import Testing

@testable import Networks

/// The files by which transformers reads and writes the words of a model. That it does, Tests/Outside checks.
@Suite struct TokenizerFilesTests {
  private static let words = ["<bos>", "a", "don't", "X!", ".", "é", "<end>"]

  /// The files of a folder as JSON, by name.
  private func files(
    _ role: ModelFolder.Role = .policy, words: [String] = Self.words, end: Int32? = 6
  ) throws -> [String: JSON] {
    let folder = try TemporaryFolder()
    let table = NGramTable(vocabularyCount: words.count, order: 2, contextLength: 8)
    try ModelFolder.write(table, role: role, words: words, beginning: 0, end: end, to: folder.url)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    return try Dictionary(
      uniqueKeysWithValues: names.filter { $0.hasSuffix(".json") }.map { name in
        let fields = try JSONFile(folder.url.appending(path: name)).fields
        return (name, JSON(fields: fields))
      })
  }

  @Test func wordsHaveTheirTokens() throws {
    let tokenizer = try #require(try files()["tokenizer.json"])
    let model = try #require(tokenizer["model"])
    #expect(model["vocab"]?.members.count == 7)
    for (token, word) in Self.words.enumerated() {
      #expect(model["vocab"]?[word]?.integer == token)
    }
    #expect(model["type"]?.text == "WordLevel")
    // Blanks alone divide words: `Whitespace` would also divide at punctuation.
    #expect(tokenizer["pre_tokenizer"]?["type"]?.text == "WhitespaceSplit")
    let unknown = try #require(model["unk_token"]?.text)
    #expect(!Self.words.contains(unknown))
  }

  @Test func theBeginningStandsBeforeEveryText() throws {
    let tokenizer = try #require(try files()["tokenizer.json"])
    let first = tokenizer["post_processor"]?["single"]?.elements.first
    #expect(first?["SpecialToken"]?["id"]?.text == "<bos>")
    let special = tokenizer["added_tokens"]?.elements
    #expect(special?.map { $0["content"]?.text } == ["<bos>", "<end>"])
    #expect(special?.map { $0["id"]?.integer } == [0, 6])
  }

  /// A world without an end gives trl an empty word, which every text ends with already.
  @Test func theEndIsNamedOrEmpty() throws {
    let (ended, endless) = (try files(), try files(end: nil))
    #expect(ended["tokenizer_config.json"]?["eos_token"]?.text == "<end>")
    #expect(ended["special_tokens_map.json"]?["eos_token"]?.text == "<end>")
    #expect(ended["generation_config.json"]?["eos_token_id"]?.integer == 6)
    #expect(endless["tokenizer_config.json"]?["eos_token"]?.text == "")
    #expect(endless["special_tokens_map.json"]?["eos_token"] == nil)
    #expect(endless["generation_config.json"]?["eos_token_id"] == nil)
  }

  /// Policies are sampled as we do; reward models speak nothing, and are padded on the other side.
  @Test func rolesDiffer() throws {
    let (policy, reward) = (try files(), try files(.reward(scale: 2, shift: 1)))
    #expect(policy["generation_config.json"]?["do_sample"] == .flag(true))
    #expect(policy["generation_config.json"]?["top_k"]?.integer == 0)
    #expect(policy["generation_config.json"]?["max_length"]?.integer == 8)
    #expect(reward["generation_config.json"] == nil)
    #expect(policy["tokenizer_config.json"]?["padding_side"]?.text == "left")
    #expect(reward["tokenizer_config.json"]?["padding_side"]?.text == "right")
    #expect(policy["tokenizer_config.json"]?["model_max_length"]?.integer == 8)
  }

  /// A text cannot be divided into words that hold blanks.
  @Test func wordsWithBlanksHaveNoTokenizer() throws {
    let names = try files(words: ["<bos>", "two words", "<end>"], end: 2).keys.sorted()
    #expect(names == ["config.json", "vocab.json"])
  }

  /// Beside the new files a folder is read as before.
  @Test func theFolderIsReadAgain() throws {
    let folder = try TemporaryFolder()
    let table = NGramTable(vocabularyCount: 7, order: 2, contextLength: 8)
    try ModelFolder.write(
      table, role: .policy, words: Self.words, beginning: 0, end: 6, to: folder.url)
    #expect(try ModelFolder.read(folder.url).words == Self.words)
  }
}
