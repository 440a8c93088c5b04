import Evaluation
import PolicyOptimization
import SandboxCore

/// The final policy by all that it may write, each with its probability, instead of by samples.
///
/// A board has more games than a replication has time for: as many held-out prompts are measured, in an order
/// that the replication draws, as have ``stateLimit`` states together. They are the same for all arms.
struct ExactMeasures: Evaluator {
  /// The states of all trees of a replication together: some 0.6 s of reading.
  static let stateLimit = 50_000

  private static let gold = Metric(
    key: "exact_gold_reward", unit: "reward units", direction: .higherIsBetter,
    formula: "Σ_y P_π(y) · gold(y)",
    meaning:
      "True reward of the final policy, without the luck of samples; on boards of some of the held-out "
      + "prompts.")

  private static let proxy = Metric(
    key: "exact_proxy_reward", unit: "reward-model units", direction: .neither,
    formula: "Σ_y P_π(y) · r(y)",
    meaning: "What the reward model believes of the final policy, without the luck of samples.")

  private static let divergence = Metric(
    key: "exact_kl_to_reference", unit: "nats an episode", range: 0...Double.infinity,
    direction: .neither, formula: "Σ_y P_π(y) · log(P_π(y) / P_ref(y))",
    meaning:
      "How far the final policy has moved from where phase 4 began, without the luck of samples.")

  private static let regret = Metric(
    key: "regularized_regret", unit: "units of the reward pursued", range: 0...Double.infinity,
    direction: .lowerIsBetter,
    formula: "max_π' J(π') − J(π), J(π) = E_π[r] − β · KL(π‖π_ref)",
    meaning:
      "What the optimiser leaves on the table of what it was asked to maximise: its own reward, after "
      + "clipping and before whitening, less its KL penalty. 0 for the exact optimum, however wrong "
      + "the reward is.",
    source: "Rafailov et al. 2023, arXiv:2305.18290, eq. 4")

  /// Arms with little of it are named in the report: ``RunRecord/unfinishedPolicies``.
  static let found = Metric(
    key: "objective_gap_closed", unit: "of the gap", direction: .higherIsBetter,
    formula: "(J(π) − J(π_ref)) / (max_π' J(π') − J(π_ref))",
    meaning:
      "How much of what it could gain by what it was asked to maximise (see regularized_regret) the optimiser has found: 1 for the exact optimum, near 0 where it has hardly learnt.",
    source: "Rafailov et al. 2023, arXiv:2305.18290, eq. 4")

  let metrics = [gold, proxy, divergence, regret, found]

  func obstacle(
    to metric: String, in settings: ArmSettings, _ world: any Environment
  ) -> String? {
    if metric == Self.proxy.key, let obstacle = settings.obstacleToRewardModel { return obstacle }
    if [Self.regret.key, Self.found.key].contains(metric),
      let obstacle = Self.obstacleToRegret(in: settings)
    {
      return obstacle
    }
    // The longest prompt leaves the least to come.
    guard
      let longest = world.prompts(in: .heldOutPrompts).max(by: { $0.tokens.count < $1.tokens.count }
      )
    else { return nil }
    do throws(EpisodeTreeProblem) {
      let tree = try EpisodeTree(of: longest, in: world, limit: Self.stateLimit)
      return settings.policyOptimization.method == BestOfNMethod().name && !tree.isDeterministic
        ? "the best of n episodes is no policy where \(world.name) replies by chance" : nil
    } catch .tooLarge(let limit) {
      return "\(world.name) has more than \(limit) states, too many to list in every replication"
    } catch {
      return error.text(of: world.name)
    }
  }

  /// What is maximised has to be one function.
  private static func obstacleToRegret(in settings: ArmSettings) -> String? {
    let method = settings.policyOptimization.method
    if settings.policyMethod is any PreferenceMethod {
      return "policy_optimization.method is \(method), which pursues no reward"
    }
    if settings.policyGradient.groups != .pooled {
      return
        "policy_optimization.groups is \(settings.policyGradient.groups.rawValue), which pursues no one reward"
    }
    func reads(_ key: String) -> Bool {
      settings.policyMethod.settings.contains { $0.key == "policy_optimization." + key }
    }
    if reads("constraint"), !settings.group(ConstraintSettings.self).attribute.isEmpty {
      return "policy_optimization.constraint is set, so that more than a reward is pursued"
    }
    guard reads("kl_coefficient") else {
      return "policy_optimization.method is \(method), which has no KL penalty"
    }
    return settings.policyGradient.fixedKLCoefficient == nil
      ? "policy_optimization.kl is adaptive, so that there is no one objective" : nil
  }

  func measure<World: Environment>(_ context: EvaluationContext<World>) -> [MetricValue] {
    let (world, settings) = (context.world, context.settings)
    guard let policy = context.policy(.policy) as? any ListablePolicy,
      obstacle(to: Self.gold.key, in: settings, world) == nil
    else { return [] }
    let truth = TrueReward(environment: world)
    let proxy = context.rewardModel.map { LearnedReward(model: $0) }
    // Without a judge, as after demonstrations alone, nothing was pursued.
    let pursued: (any RewardSignal)? =
      proxy ?? (settings.policyOptimization.reward == .trueReward ? truth : nil)
    let klCoefficient =
      Self.obstacleToRegret(in: settings) == nil ? settings.policyGradient.fixedKLCoefficient : nil
    var sums: [MetricValue] = []
    func add(_ metric: Metric, _ value: Double) {
      if let place = sums.firstIndex(where: { $0.key == metric.key }) {
        sums[place].value += value
      } else {
        sums.append(MetricValue(metric, value))
      }
    }
    let trees = trees(of: context)
    var (gained, possible) = (0.0, 0.0)
    for tree in trees {
      guard let law = policy.law(in: tree) else { return [] }
      let reference = tree.policy(of: context.start)
      let start = EpisodeLaw(reference, in: tree)
      let divergence = law.divergence(from: start)
      add(Self.gold, law.mean(of: tree.rewards(by: truth)))
      if let proxy { add(Self.proxy, law.mean(of: tree.rewards(by: proxy))) }
      add(Self.divergence, divergence)
      guard let klCoefficient, let pursued else { continue }
      let rewards = tree.rewards(by: ShapedReward(pursued, settings.values))
      let optimum = TreeOptimum(
        of: tree, reference: reference, rewards: rewards, klCoefficient: klCoefficient)
      let reached = law.mean(of: rewards) - klCoefficient * divergence
      add(Self.regret, max(0, optimum.objective - reached))
      let before = start.mean(of: rewards)
      gained += reached - before
      possible += optimum.objective - before
    }
    let means = sums.map { sum in
      var mean = sum
      mean.value /= Double(trees.count)
      return mean
    }
    // A reward that is the same everywhere leaves nothing to be gained.
    return means + (possible > 1e-6 ? [MetricValue(Self.found, gained / possible)] : [])
  }

  /// The trees of held-out prompts that there is time for.
  private func trees<World: Environment>(of context: EvaluationContext<World>) -> [EpisodeTree] {
    let prompts = context.world.prompts(in: .heldOutPrompts)
    var (trees, left): ([EpisodeTree], Int) = ([], Self.stateLimit)
    for prompt in context.measuring.prompts(
      from: prompts, label: "exact measures", count: prompts.count)
    {
      guard let tree = try? EpisodeTree(of: prompt, in: context.world, limit: left) else {
        continue
      }
      trees.append(tree)
      left -= tree.stateCount
    }
    return trees
  }
}
