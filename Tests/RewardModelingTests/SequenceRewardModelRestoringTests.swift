import Foundation
@testable import Networks
import Randomness
import SandboxCore
import Testing

@testable import RewardModeling

/// A reward model that was written into a folder judges as the one that was trained.
@Suite struct SequenceRewardModelRestoringTests {
  private static let words = ["<bos>", "a", "b", "c", "d", "<end>"]
  private static var prompt: Prompt { Prompt(id: 0, tokens: [0, 1], family: "f", topic: "t") }

  private static func network(_ kind: String) -> any LanguageModel {
    var model: any LanguageModel = NGramTable(
      vocabularyCount: words.count, order: 3, contextLength: 12)
    if kind == "decoder" {
      model = Decoder<Float>(
        shape: DecoderShape(
          vocabularyCount: words.count, contextLength: 12, width: 16, layerCount: 1, headCount: 2),
        using: RandomStream(seed: 3))
    }
    var stream = RandomStream(seed: 4)
    for place in model.parameters.indices {
      model.parameters[place] += Float(stream.uniform() - 0.5) * 0.4
    }
    return model
  }

  @Test(arguments: RewardReading.allCases, ["decoder", "table"])
  func itJudgesAsItDid(reading: RewardReading, kind: String) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var settings = SequenceRewardModel.Settings()
    settings.reading = reading
    settings.normalization = .meanAndVariance
    var trained = SequenceRewardModel(model: Self.network(kind), settings: settings)
    let written: [[Token]] = [[2, 3, 5], [4, 4, 4, 1, 5], [5], [3, 2, 1, 4]]
    let responses = written.map { Response(prompt: Self.prompt, written: $0, ending: .terminated) }
    trained.normalize(on: responses)
    #expect(trained.scale != 1 && trained.shift != 0)
    try ModelFolder.write(
      trained.model,
      role: reading == .everyToken
        ? .tokenReward(scale: trained.scale, shift: trained.shift)
        : .reward(scale: trained.scale, shift: trained.shift),
      words: Self.words, beginning: 0, end: 5, to: folder)
    let contents = try ModelFolder.read(folder)
    #expect(contents.unit == RewardUnit(scale: trained.scale, shift: trained.shift))
    let restored = try #require(SequenceRewardModel(contents))
    for (one, other) in zip(
      trained.rewards(for: responses), restored.rewards(for: responses))
    {
      #expect(abs(one.value - other.value) < 1e-5)
    }
    #expect(restored.settings.reading == reading)
    #expect(
      (restored.tokenRewards(for: responses) == nil)
        == (trained.tokenRewards(for: responses) == nil))
  }

  @Test func aPolicyIsNoRewardModel() {
    let contents = ModelFolder.Contents(
      model: Self.network("table"), words: Self.words, role: .policy)
    #expect(SequenceRewardModel(contents) == nil)
  }
}
