import Networks
import PolicyOptimization
import Randomness
import RewardModeling
import SandboxCore

/// Learning from 5,000 pairs of answers of 16 tokens to a prompt of 8, one pass in batches of 64 pairs; the answer
/// with more even tokens was preferred.
enum PreferencePairs {
  static let count = 5000

  /// Direct preference optimisation, with a frozen reference that is asked once.
  static func directPreference() -> Workload {
    Workload.on(pairs, name: "dpo", unit: "pairs", count: count, repeats: 3) { pairs in
      let world = FreeText(responseLimit: 16)
      var settings = DirectPreferenceOptimizer.Settings()
      settings.batchSize = 64
      settings.epochs = 1
      settings.learningRate = 1e-3
      settings.klInterval = 100_000
      var shared = PolicyGradient.Settings()
      shared.annealsLearningRate = false
      shared.klCoefficient = 0.1
      let model = model()
      let optimizer = DirectPreferenceOptimizer(
        .logistic(smoothing: 0, flipRate: 0), settings: settings, shared: shared)
      var training = optimizer.begin(
        model, reference: model, in: world, prompts: world.prompts(in: .training),
        on: TrainingExamples(preferences: pairs),
        using: RandomStream(seed: 1))
      do {
        _ = try training.advance(
          to: training.iterationCount, reward: TrueReward(environment: world))
      } catch {
        preconditionFailure("DPO stopped: \(error)")
      }
    }
  }

  /// A reward model, read once after the last token.
  static func rewardModel() -> Workload {
    Workload.on(pairs, name: "reward_model", unit: "pairs", count: count, repeats: 3) { pairs in
      var model = SequenceRewardModel(
        model: model(),
        settings: SequenceRewardModel.Settings(
          epochs: 1, batchSize: 64, warmUpSteps: 0, schedule: .constant, weightDecay: 0,
          heldOutShare: 0))
      do {
        _ = try model.fit(
          to: TrainingExamples(preferences: pairs), using: RandomStream(seed: 1))
      } catch {
        preconditionFailure("the reward model stopped: \(error)")
      }
    }
  }

  private static func model() -> any LanguageModel {
    Decoder<Float>(
      shape: DecoderShape(vocabularyCount: 128, contextLength: 32), using: RandomStream(seed: 1))
  }

  private static func pairs() -> [Preference] {
    let world = FreeText(responseLimit: 16)
    var stream = RandomStream(seed: 4)
    func words(_ count: Int) -> [Token] {
      (0..<count).map { _ in Token(3 + stream.uniform(below: 125)) }
    }
    return (0..<count).map { id in
      let prompt = Prompt(id: id, tokens: words(8), family: "", topic: "")
      let answers = (0..<2).map { _ in
        Response(prompt: prompt, written: words(16), ending: .truncated)
      }
      let even = answers.map { world.episode($0).gold.value }
      return Preference(
        first: answers[0], second: answers[1], probabilityFirst: even[0] >= even[1] ? 1 : 0)
    }
  }
}
