import Networks
import Randomness
import Rollouts
import SandboxCore
import SandboxTestSupport
import Testing

@testable import RewardModeling

/// A reward that is read at every token, against its definition.
@Suite struct RewardReadingTests {
  private let model: any LanguageModel = {
    var model = Decoder<Float>(
      shape: DecoderShape(
        vocabularyCount: 6, contextLength: 12, width: 8, layerCount: 1, headCount: 2),
      using: RandomStream(seed: 3))
    // The heads begin at 0; here they say something.
    var stream = RandomStream(seed: 4)
    for place in model.parameters.indices {
      model.parameters[place] += Float(stream.uniform() - 0.5) * 0.2
    }
    return model
  }()
  private let prompt = Prompt(id: 0, tokens: [0, 1, 2], family: "f", topic: "t")

  private func response(_ written: [Token]) -> Response {
    Response(prompt: prompt, written: written, ending: .terminated)
  }

  /// r = Σ_t [log p(a_t | s_t) + v(s_{t+1})], read off the model one prefix at a time.
  @Test func theRewardIsTheSumOverTheTokens() throws {
    var settings = SequenceRewardModel.Settings()
    settings.reading = .everyToken
    let rewardModel = SequenceRewardModel(model: model, settings: settings, scale: 2, shift: 3)
    let responses = [response([3, 4, 5]), response([5])]
    let found = rewardModel.rewards(for: responses).map(\.value)
    let parts = try #require(rewardModel.tokenRewards(for: responses))
    for (index, response) in responses.enumerated() {
      let sequence = response.sequence
      var known = 0.0
      for place in 3..<sequence.count {
        var predicting = SequenceBatch()
        predicting.append(predicting: Array(sequence[...place]), from: place)
        var scoring = SequenceBatch()
        scoring.append(scoring: Array(sequence[...place]))
        let workspace = Workspace()
        known += Double(
          model.outputs(for: predicting, heads: .language, workspace: workspace)
            .logProbabilities[0])
        known += Double(
          model.outputs(for: scoring, heads: .scalar, workspace: workspace).values[0])
      }
      #expect(abs(found[index] - (2 * known + 3)) < 1e-4)
      #expect(parts[index].count == sequence.count - 3)
      #expect(abs(parts[index].reduce(0, +) - found[index]) < 1e-9)
    }
    #expect(SequenceRewardModel(model: model).tokenRewards(for: responses) == nil)
  }

  /// One step of learning raises what was chosen above what was rejected.
  @Test func learningRaisesWhatWasChosen() throws {
    var settings = SequenceRewardModel.Settings(
      epochs: 20, batchSize: 1, learningRate: 0.01, heldOutShare: 0)
    settings.reading = .everyToken
    var rewardModel = SequenceRewardModel(model: model, settings: settings)
    let (chosen, rejected) = (response([3, 4]), response([4, 3]))
    let before = rewardModel.rewards(for: [chosen, rejected]).map(\.value)
    // People are on the side that the model is not on.
    let isTurned = before[0] > before[1]
    let pair = isTurned ? (rejected, chosen) : (chosen, rejected)
    _ = try rewardModel.fit(
      to: [Preference(chosen: pair.0, rejected: pair.1, probability: 1)],
      using: RandomStream(seed: 1))
    let after = rewardModel.rewards(for: [pair.0, pair.1]).map(\.value)
    #expect(after[0] > after[1] + 1)
  }
}
