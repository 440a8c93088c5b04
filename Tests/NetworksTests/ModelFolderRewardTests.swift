import Foundation
@testable import Networks
import Testing

/// What a folder says of a reward model, so that it judges again as it was trained.
@Suite struct ModelFolderRewardTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func write(
    _ model: any LanguageModel, _ role: ModelFolder.Role, to url: URL? = nil
  ) throws {
    try ModelFolder.write(
      model, role: role, words: ModelFolderTests.words, beginning: 0, end: 6,
      to: url ?? folder.url)
  }

  private func read(_ url: URL? = nil) throws -> ModelFolder.Contents {
    try ModelFolder.readReward(
      url ?? folder.url, words: ModelFolderTests.words, contextLength: 8, world: "text.small")
  }

  private var configuration: NSDictionary {
    get throws {
      let data = try Data(contentsOf: folder.url.appending(path: "config.json"))
      return try #require(try JSONSerialization.jsonObject(with: data) as? NSDictionary)
    }
  }

  @Test func aModelOfEveryTokenComesBackAsItWas() throws {
    for model in [ModelFolderTests.decoder(), ModelFolderTests.table] as [any LanguageModel] {
      try write(model, .tokenReward(scale: 2.5, shift: -1.25))
      let contents = try read()
      #expect(contents.role == .tokenReward(scale: 2.5, shift: -1.25))
      #expect(contents.unit == RewardUnit(scale: 2.5, shift: -1.25))
      #expect(contents.model.parameters == model.parameters)
      #expect(throws: ModelFolderProblem.self) {
        try ModelFolder.readPolicy(
          folder.url, words: ModelFolderTests.words, contextLength: 8, world: "text.small")
      }
    }
  }

  /// transformers opens it as the language model that it is, and keeps our key as one it does not know.
  @Test func transformersSeesALanguageModel() throws {
    try write(ModelFolderTests.decoder(), .tokenReward(scale: 2.5, shift: -1.25))
    #expect(try configuration["architectures"] as? [String] == ["GPT2LMHeadModel"])
    let ours = try #require(try configuration["rlhf_reward"] as? NSDictionary)
    #expect(ours["reading"] as? String == "every-token" && ours["is_folded"] as? Bool == false)
    #expect(ours["scale"] as? Double == 2.5 && ours["shift"] as? Double == -1.25)
  }

  /// The weights of a model of the last token hold scale and shift, as transformers needs it; the unit is told.
  @Test func aModelOfTheLastTokenTellsItsUnit() throws {
    try write(ModelFolderTests.decoder(), .reward(scale: 2.5, shift: -1.25))
    let contents = try read()
    #expect(contents.role == .reward(scale: 1, shift: 0))
    #expect(contents.unit == RewardUnit(scale: 2.5, shift: -1.25))
    let ours = try #require(try configuration["rlhf_reward"] as? NSDictionary)
    #expect(ours["reading"] as? String == "last-token" && ours["is_folded"] as? Bool == true)
  }

  @Test func aPolicyHasNoUnitAndDoesNotJudge() throws {
    try write(ModelFolderTests.decoder(), .policy)
    #expect(try ModelFolder.read(folder.url).unit == nil)
    #expect(try configuration["rlhf_reward"] == nil)
    let problem = #expect(throws: ModelFolderProblem.self) { try read() }
    #expect(
      problem?.description == """
        \(folder.url.path): error: this is a policy: it speaks or plays, but does not judge
          fix: give the folder of a reward model, such as reward beside it
        """)
  }

  /// Earlier versions wrote a model of every token as a policy, into a folder called `reward`.
  @Test func aFolderOfAnEarlierVersionIsRead() throws {
    let url = folder.url.appending(path: "reward", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    try write(ModelFolderTests.decoder(), .policy, to: url)
    let contents = try read(url)
    #expect(contents.role == .tokenReward(scale: 1, shift: 0))
    #expect(contents.unit == nil)
  }

  @Test(arguments: [
    (#""every-token""#, #""every-word""#, "reading is neither last-token nor every-token"),
    (#""scale" : 2.5"#, #""scale" : "2""#, "has no scale, shift and is_folded that can be read"),
    (#""is_folded" : false"#, #""is_folded" : true"#, "is folded, but reads every token"),
  ])
  func aBrokenUnitIsRefused(old: String, new: String, what: String) throws {
    try write(ModelFolderTests.decoder(), .tokenReward(scale: 2.5, shift: -1.25))
    try folder.replace(old, by: new, in: "config.json")
    try folder.changeWeights { $0.metadata = [:] }
    let problem = #expect(throws: ModelFolderProblem.self) { try read() }
    #expect(problem?.what.contains(what) == true, "\(problem?.what ?? "")")
  }
}
