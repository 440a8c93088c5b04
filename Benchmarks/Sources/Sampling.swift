import Networks
import Randomness
import Rollouts

/// Sampling 24 tokens to each of 512 prompts of 8, at temperature 1, with the key-value cache.
enum Sampling {
  static func workload() -> Workload {
    let world = FreeText(responseLimit: 24)
    let model = Decoder<Float>(
      shape: DecoderShape(vocabularyCount: 128, contextLength: 32), using: RandomStream(seed: 1))
    let prompts = world.prompts(in: .training)
    let engine = RolloutEngine(environment: world)
    return Workload(name: "sampling", unit: "tokens", count: 512 * 24) {
      let rollouts = engine.run(model, on: prompts, using: RandomStream(seed: 2))
      precondition(rollouts.count == 512)
    }
  }
}
