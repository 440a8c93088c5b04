import Evaluation
import Networks
import Randomness
import RewardModeling
import Rollouts
import SandboxCore

/// Measures models of one replication, always on the same prompts with the same luck.
struct ModelMeasurement<World: Environment> {
  var world: World
  var settings: EvaluationSettings
  var stream: RandomStream

  /// So many prompts (else as many as models are measured by), drawn from a list in rounds without
  /// repetition.
  func prompts(from all: [Prompt], label: String, count: Int? = nil) -> [Prompt] {
    let count = count ?? settings.episodes
    var chosen: [Prompt] = []
    var round = 0
    while chosen.count < count {
      var chance = stream.child("prompts").child(label).child(round)
      chosen += chance.permutation(all.count).map { all[$0] }
      round += 1
    }
    return Array(chosen.prefix(count))
  }

  /// Prompts that no phase has seen.
  func heldOutPrompts(count: Int? = nil) -> [Prompt] {
    prompts(from: world.prompts(in: .heldOutPrompts), label: "held-out prompts", count: count)
  }

  /// What a model writes to prompts.
  func rollouts(
    of model: any LanguageModel, on prompts: [Prompt], label: String, masked: Bool = true
  ) -> [Rollout] {
    var engine = RolloutEngine(environment: world)
    engine.masksIllegalActions = masked
    return engine.run(model, on: prompts, using: stream.child(label))
  }

  /// What rollouts are truly worth.
  func episodes(_ rollouts: [Rollout]) -> [Episode] { rollouts.map { world.episode($0.response) } }

  /// Records gold reward, proxy reward and distance from the reference at a step of phase 4.
  func note(
    _ model: any LanguageModel, against reference: any LanguageModel,
    _ rewardModel: (any RewardModel)?, at step: Int, in report: inout TrainingReport
  ) throws {
    let rollouts = rollouts(of: model, on: heldOutPrompts(), label: "held-out prompts")
    let summary = RewardSummary(
      episodes(rollouts), attributeNames: world.attributes.map(\.name))
    func record(_ metric: String, _ value: Double?) throws {
      guard let value else { return }
      try TrainingFailure.check(value, metric, phase: "policy optimisation", step: step)
      report.record(metric, at: step, value)
    }
    try record("held_out_gold_reward", summary.goldReward)
    try record("held_out_gibberish_rate", summary.gibberishRate)
    if let rewardModel {
      let rewards = rewardModel.rewards(for: rollouts.map(\.response)).map(\.value)
      try record("held_out_proxy_reward", rewards.reduce(0, +) / Double(rewards.count))
    }
    let comparison = ReferenceComparison(
      policy: model, reference: reference, rollouts: rollouts, workspace: Workspace())
    try record("held_out_kl_to_reference", comparison.klToReference)
    try record("held_out_entropy", comparison.entropy)
  }
}
