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
    chosen.removeLast(chosen.count - count)
    // Equal prompts stand together, so that what is said to them alike is computed once.
    var places: [Int: Int] = [:]
    for prompt in chosen where places[prompt.id] == nil { places[prompt.id] = places.count }
    return chosen.sorted { places[$0.id, default: 0] < places[$1.id, default: 0] }
  }

  /// Prompts that no phase has seen.
  func heldOutPrompts(count: Int? = nil) -> [Prompt] {
    prompts(from: world.prompts(in: .heldOutPrompts), label: "held-out prompts", count: count)
  }

  /// What a policy writes to prompts.
  func rollouts(
    of policy: any Policy, on prompts: [Prompt], label: String, masked: Bool = true
  ) -> [Rollout] {
    var engine = RolloutEngine(environment: world)
    engine.masksIllegalActions = masked
    return policy.rollouts(on: prompts, in: engine, using: stream.child(label))
  }

  /// What rollouts are truly worth.
  func episodes(_ rollouts: [Rollout]) -> [Episode] { rollouts.map { world.episode($0.response) } }

  /// Records gold reward, proxy reward and distance from the reference at a step of phase 4.
  func note(
    _ model: any LanguageModel, against reference: any LanguageModel,
    _ rewardModel: (any RewardModel)?, at step: Int, in report: inout TrainingReport
  ) throws {
    let rollouts = rollouts(
      of: LanguageModelPolicy(model), on: heldOutPrompts(count: settings.curveEpisodes),
      label: "held-out prompts")
    let summary = RewardSummary(
      episodes(rollouts), attributeNames: world.attributes.map(\.name))
    func record(_ metric: Metric, _ value: Double?) throws {
      guard let value else { return }
      try TrainingFailure.check(value, metric.key, phase: "policy optimisation", step: step)
      report.record(metric.key, at: step, value)
    }
    try record(HeldOutSeries.goldReward, summary.goldReward)
    try record(HeldOutSeries.gibberishRate, summary.gibberishRate)
    let tokens = rollouts.reduce(0) { $0 + $1.response.agentTokenCount }
    try record(HeldOutSeries.length, Double(tokens) / Double(max(1, rollouts.count)))
    if let rewardModel {
      let rewards = rewardModel.rewards(for: rollouts.map(\.response)).map(\.value)
      try record(HeldOutSeries.proxyReward, rewards.reduce(0, +) / Double(rewards.count))
    }
    let comparison = ReferenceComparison(
      policy: model, reference: reference, rollouts: rollouts, workspace: Workspace())
    try record(HeldOutSeries.klToReference, comparison.klToReference)
    try record(HeldOutSeries.entropy, comparison.entropy)
  }
}

/// What is measured of the policy on held-out prompts as phase 4 goes on.
enum HeldOutSeries {
  static let goldReward = Metric(
    key: "held_out_gold_reward", unit: "reward units", direction: .higherIsBetter,
    formula: "E_π[gold]",
    meaning: "The true reward on held-out prompts, which no learner sees.",
    source: "Gao et al. 2022, arXiv:2210.10760", occasion: .perStep)
  static let gibberishRate = Metric(
    key: "held_out_gibberish_rate", unit: "share", range: 0...1, direction: .lowerIsBetter,
    formula: "P_π(gibberish > 0)",
    meaning: "Share of responses to held-out prompts that the grammar does not know.",
    occasion: .perStep)
  static let length = Metric(
    key: "held_out_length", unit: "tokens", direction: .neither, formula: "E_π[n]",
    meaning: "The agent's tokens in a response to a held-out prompt.", occasion: .perStep)
  static let proxyReward = Metric(
    key: "held_out_proxy_reward", unit: "reward-model units", direction: .neither,
    formula: "E_π[r]", meaning: "What the reward model believes of the same responses.",
    source: "Gao et al. 2022, arXiv:2210.10760", occasion: .perStep)
  static let klToReference = Metric(
    key: "held_out_kl_to_reference", unit: "nats an episode", direction: .neither,
    formula: "E_π[Σ log π − log π_ref]",
    meaning: "How far the policy has moved from where it started, on held-out prompts.",
    source: "Schulman 2020, Approximating KL divergence", occasion: .perStep)
  static let entropy = Metric(
    key: "held_out_entropy", unit: "nats a token", direction: .neither,
    formula: "E_π[−Σ_a π(a) log π(a)]",
    meaning: "How undecided the policy is on held-out prompts.", occasion: .perStep)

  static let metrics = [
    goldReward, gibberishRate, length, proxyReward, klToReference, entropy,
  ]
}
