import Networks
import Randomness
import Rollouts
import SandboxCore

extension PolicyGradient {
  /// A policy on its way, with all that it carries from iteration to iteration.
  struct Training<World: Environment>: PolicyTraining {
    var policy: any LanguageModel
    var reference: any LanguageModel
    private(set) var iteration = 0
    private(set) var hasStopped = false
    /// β at the next iteration.
    private(set) var klCoefficient: Double
    var iterationCount: Int { settings.iterations }
    /// Nats an episode beyond which a policy has run away: what it says the reference would say once in 10⁴³⁴ times.
    static var largestKL: Double { 1000 }

    private let settings: Settings
    private let engine: RolloutEngine<World>
    /// Where episodes are acted: against an opponent who plays as the policy did, where it learns by playing itself.
    private var arena: RolloutEngine<World>
    private var deck: PromptSampler
    private var learner: PolicyLearner
    private var constraint: ConstraintPrice
    /// λ of each group, where the maximin is pursued.
    private var prices = GroupPrices()
    private let stream: RandomStream

    init(
      settings: Settings, constraint: ConstraintSettings = ConstraintSettings(),
      policy: any LanguageModel,
      reference: any LanguageModel, engine: RolloutEngine<World>, prompts: [Prompt],
      stream: RandomStream
    ) {
      precondition(!prompts.isEmpty, "policy optimisation needs at least one prompt")
      self.settings = settings
      self.policy = policy
      self.reference = reference
      self.engine = engine
      arena = engine
      self.stream = stream
      self.constraint = ConstraintPrice(constraint, in: engine.environment)
      deck = PromptSampler(prompts, stream: stream.child("prompts"))
      var luck = stream.child("corpus")
      learner = PolicyLearner(
        policy: policy, settings: settings,
        corpus: settings.pretrainingCoefficient > 0
          ? engine.environment.corpus(tokenCount: 200_000, using: &luck) : [])
      klCoefficient = settings.klPenalty.initialCoefficient
    }

    mutating func step(reward: any RewardSignal, workspace: Workspace) throws -> TrainingReport {
      try Task.checkCancellation()
      var log = IterationLog(iteration: iteration)
      if let interval = settings.selfPlayInterval, iteration.isMultiple(of: interval),
        let world = engine.environment.playing(against: policy)
      {
        arena = RolloutEngine(environment: world)
      }
      let experience = try act(judgedBy: reward, workspace: workspace, log: &log)
      try learner.learn(
        &policy,
        from: settings.baseline == .bestOfGroup ? experience.withoutIdleEpisodes() : experience,
        klCoefficient: klCoefficient,
        using: stream.child("minibatches").child(iteration), workspace: workspace, log: &log)
      if let kl = experience.klToReference(.k1) {
        klCoefficient = settings.klPenalty.coefficient(
          after: klCoefficient, measuredKL: kl, episodeCount: experience.rollouts.count)
        if let limit = settings.stopKL, kl > limit { hasStopped = true }
        if kl > Self.largestKL {
          throw TrainingFailure(
            phase: IterationLog.phase, step: iteration, quantity: "KL to the reference", value: kl)
        }
      }
      try log.record(memoryOf: policy, workspace)
      iteration += 1
      return log.report
    }

    /// Acts out the episodes of an iteration, has them scored, and turns scores into advantages.
    private mutating func act(
      judgedBy reward: any RewardSignal, workspace: Workspace, log: inout IterationLog
    ) throws -> RolloutBatch {
      let (count, size) = (settings.episodesPerIteration, settings.groupSize)
      let prompts = Array(
        deck.deal((count + size - 1) / size)
          .flatMap { repeatElement($0, count: size) }.prefix(count))
      var experience = RolloutBatch(
        arena.run(
          settings.sampler == .policy ? policy : reference, on: prompts,
          using: stream.child("rollouts").child(iteration)),
        groupSize: settings.groupSize)
      let responses = experience.rollouts.map(\.response)
      let (scores, byToken) = try scores(
        of: experience, by: reward, on: prompts, log: &log)
      for score in scores { try log.check(score, "reward") }
      if settings.sampler == .policy,
        settings.klPenalty != .off || settings.measuresKLToReference || settings.stopKL != nil
      {
        experience.compare(with: reference, workspace: workspace)
      }
      experience.assignCredit(
        scores: scores, byToken: byToken,
        costs: try constraint.charge(responses, in: engine.environment, log: &log),
        klCoefficient: klCoefficient, settings: settings)
      try log.record(experience, scores: scores)
      try log.record("kl_coefficient", klCoefficient)
      if settings.divergence == .chiSquared, let distance = experience.chiSquaredToReference {
        try log.record("chi_squared_to_reference", distance)
      }
      return experience
    }

    /// What is pursued of each response of a round: the judge's reward, or what groups make of it.
    private mutating func scores(
      of experience: RolloutBatch, by reward: any RewardSignal, on prompts: [Prompt],
      log: inout IterationLog
    ) throws -> (scores: [Double], byToken: [[Double]]?) {
      let responses = experience.rollouts.map(\.response)
      switch settings.groups {
      case .pooled: return settings.scores(of: responses, by: reward)
      case .maximin:
        guard let groups = reward.groupRewards(for: responses) else {
          preconditionFailure("\(reward.name) knows no groups")
        }
        let means = groups.rewards.map(\.mean)
        prices.charge(means, shares: groups.shares, step: settings.groupStep)
        try log.record("least_group_reward", means.min() ?? 0)
        try log.record("greatest_group_weight", prices.weights.max() ?? 1)
        return (groups.mean(weights: prices.weights), nil)
      case .nash:
        var opponents: [Rollout] = []
        if settings.opponentMixture > 0 {
          opponents = engine.run(
            GeometricMixture(
              policy: policy, reference: reference, share: settings.opponentMixture),
            on: prompts, using: stream.child("opponents").child(iteration))
        }
        return (experience.wins(against: opponents, settings.groupSize, by: reward), nil)
      }
    }
  }
}

extension PolicyGradient.Settings {
  /// What a judge gives responses, and the parts by token where it pays by token: a clip is of whole rewards, which
  /// then are paid at the end.
  func scores(
    of responses: [Response], by reward: any RewardSignal
  ) -> (scores: [Double], byToken: [[Double]]?) {
    let byToken = paysByToken && rewardClip == nil ? reward.tokenRewards(for: responses) : nil
    return (byToken?.map { $0.reduce(0, +) } ?? reward.rewards(for: responses), byToken)
  }
}

extension RolloutBatch {
  /// How often people prefer each response to its opponents', which answer the same prompt.
  ///
  /// - Parameters:
  ///   - opponents: `groupSize` in a row answer one prompt; none compares the responses of a prompt with each other.
  ///   - reward: of groups, or of everybody.
  func wins(
    against opponents: [Rollout], _ groupSize: Int, by reward: any RewardSignal
  ) -> [Double] {
    let own = rollouts.map(\.response)
    let all = own + opponents.map(\.response)
    let preference = PopulationPreference(
      reward.groupRewards(for: all) ?? GroupRewards(everybody: reward.rewards(for: all)))
    return own.indices.map { index in
      let group = groups[index]
      let others =
        opponents.isEmpty
        ? own.indices.filter { groups[$0] == group && $0 != index }
        : opponents.indices.filter { $0 / groupSize == group }.map { own.count + $0 }
      // An only answer is as good as itself.
      return others.isEmpty ? 0.5 : preference.meanProbability(of: index, over: others)
    }
  }
}
