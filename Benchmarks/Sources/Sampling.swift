import Networks
import Randomness
import Rollouts

/// Sampling 24 tokens to each of some prompts of 8, at temperature 1, with the key-value cache.
enum Sampling {
  /// 512 prompts, a vocabulary of 128.
  static func workload() -> Workload {
    workload("sampling", promptCount: 512, vocabularyCount: 128)
  }

  /// 256 prompts, the vocabulary of GPT-2.
  static func vast() -> Workload {
    workload("sampling_vast", promptCount: 256, vocabularyCount: 50_257)
  }

  private static func workload(
    _ name: String, promptCount: Int, vocabularyCount: Int
  ) -> Workload {
    Workload.on(
      {
        let world = FreeText(responseLimit: 24, vocabularyCount: vocabularyCount)
        let model = Decoder<Float>(
          shape: DecoderShape(vocabularyCount: vocabularyCount, contextLength: 32),
          using: RandomStream(seed: 1))
        return (model, RolloutEngine(environment: world), world.prompts(in: .training))
      }, name: name, unit: "tokens", count: promptCount * 24
    ) { model, engine, prompts in
      let rollouts = engine.run(
        model, on: Array(prompts.prefix(promptCount)), using: RandomStream(seed: 2))
      precondition(rollouts.count == promptCount)
    }
  }
}
