import Networks
import SandboxCore

extension EvaluationContext {
  /// The same prompts answered by the model of each phase.
  var samples: [SampleRecord] {
    let prompts = varied(
      world.prompts(in: .heldOutPrompts), count: settings.evaluation.samples)
    guard !prompts.isEmpty else { return [] }
    return ModelPhase.allCases.flatMap { phase in
      measuring.rollouts(of: policy(phase), on: prompts, label: "samples").map { rollout in
        let response = rollout.response
        return SampleRecord(
          phase: phase.name, family: response.prompt.family, topic: response.prompt.topic,
          prompt: world.promptText(response.prompt), response: world.responseText(response),
          gold: world.episode(response).gold.value,
          proxy: rewardModel?.rewards(for: [response]).first?.value)
      }
    }
  }

  /// Prompts of all families in turn.
  private func varied(_ prompts: [Prompt], count: Int) -> [Prompt] {
    var chance = stream.child("samples")
    let shuffled = chance.permutation(prompts.count).map { prompts[$0] }
    var families: [String] = []
    for prompt in prompts where !families.contains(prompt.family) { families.append(prompt.family) }
    let decks = families.map { family in shuffled.filter { $0.family == family } }
    var chosen: [Prompt] = []
    var round = 0
    while chosen.count < min(count, prompts.count) {
      for deck in decks where round < deck.count && chosen.count < count {
        chosen.append(deck[round])
      }
      round += 1
    }
    return chosen
  }
}
