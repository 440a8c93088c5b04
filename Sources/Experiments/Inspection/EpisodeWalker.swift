import Environments
import Networks
import PolicyOptimization
import Randomness
import Rollouts
import SandboxCore

/// Walks through episodes of a trained policy, state by state.
///
/// What it shows is what the policy was trained with: the same engine acts, and the policy gradient's own functions make
/// rewards and advantages.
public struct EpisodeWalker<World: Environment>: Sendable {
  /// The world that is acted in.
  public let world: World
  /// What the policy's arm sets.
  public let settings: ArmSettings
  /// π.
  public let policy: any LanguageModel
  /// π_ref: what the policy started from and was held to.
  public let reference: any LanguageModel
  /// The judge that was learnt; `nil` in conventional learning, and after demonstrations alone.
  public let rewardModel: (any RewardModel)?
  /// β at the end of the training, in reward units a nat.
  public let klCoefficient: Double
  /// What a reader should know of these models.
  public var notes: [String] = []

  /// A walker of models; the parameters are the properties of the same names.
  public init(
    world: World, settings: ArmSettings, policy: any LanguageModel, reference: any LanguageModel,
    rewardModel: (any RewardModel)?, klCoefficient: Double
  ) {
    self.world = world
    self.settings = settings
    self.policy = policy
    self.reference = reference
    self.rewardModel = rewardModel
    self.klCoefficient = klCoefficient
  }

  /// What an episode is made of, apart from the models.
  public struct Request: Sendable {
    /// What is answered.
    public var prompt: Prompt
    /// Whether the world can tell what an answer to it is worth.
    public var isJudged: Bool
    /// Where the response comes from.
    public var choice: EpisodeWalk.Choice
    /// How many of the most probable words each state shows, ≥ 1; on a board all moves are shown.
    public var shown: Int

    /// Describes a request; the parameters are the properties of the same names.
    public init(
      prompt: Prompt, isJudged: Bool = true, choice: EpisodeWalk.Choice = .sample, shown: Int = 5
    ) {
      self.prompt = prompt
      self.isJudged = isJudged
      self.choice = choice
      self.shown = shown
    }
  }

  /// One episode, state by state.
  ///
  /// - Parameter stream: all chance. A sample is the first that the engine draws from it.
  /// - Throws: ``InspectionProblem`` when the world itself is the judge and does not know the prompt.
  public func walk(
    _ request: Request, using stream: RandomStream
  ) throws(InspectionProblem) -> EpisodeWalk {
    let judge = try judge(isJudged: request.isJudged)
    let answers = answers(to: request, using: stream)
    let response = answers[0].response
    var walk = EpisodeWalk(response: response, choice: request.choice, notes: notes)
    walk.steps = steps(of: answers[0], shown: request.shown)
    walk.proxy = rewardModel?.rewards(for: [response]).first?.value
    if let parts = rewardModel?.tokenRewards(for: [response])?.first {
      for (index, part) in parts.enumerated() { walk.steps[index].proxy = part }
    }
    if request.isJudged { walk.gold = EpisodeWalk.GoldTerms(of: response, in: world) }
    if let judge { assignCredit(to: answers, by: judge, in: &walk) }
    return walk
  }

  /// Who pays; `nil` where nobody does, or the method of phase 4 has no advantages.
  private func judge(isJudged: Bool) throws(InspectionProblem) -> (any RewardSignal)? {
    guard isPolicyGradient else { return nil }
    if let rewardModel { return LearnedReward(model: rewardModel) }
    guard settings.policyOptimization.reward == .trueReward else { return nil }
    guard isJudged else {
      throw InspectionProblem(
        what: "\(world.name) does not know this prompt, so it cannot reward an answer to it",
        remedy: "give one of its own prompts; `rlhf show world \(world.name)` shows some")
    }
    return TrueReward(environment: world)
  }

  /// Whether what it makes of one answer can be shown: the mean of a whole round is not at hand.
  private var isPolicyGradient: Bool {
    settings.policyMethod is any IterativeMethod && settings.policyGradient.baseline != .batchMean
  }

  /// The episode that is walked, and behind it those that its baseline compares it with.
  private func answers(to request: Request, using stream: RandomStream) -> [Rollout] {
    let isCompared = isPolicyGradient && settings.policyGradient.baseline.comparesWithinGroups
    let count = isCompared ? settings.policyGradient.groupSize : 1
    var engine = RolloutEngine(environment: world)
    var answers = engine.run(
      policy, on: Array(repeating: request.prompt, count: count), using: stream)
    switch request.choice {
    case .sample: break
    case .greedy:
      engine.temperature = 0
      answers[0] = scored(engine.run(policy, on: [request.prompt], using: stream)[0].response)
    case .given(let response): answers[0] = scored(response)
    }
    return answers
  }

  /// A response with what the policy thinks of each of the agent's tokens.
  private func scored(_ response: Response) -> Rollout {
    let masks = world.actionSets(along: response, ofAgentOnly: true).compactMap { actions in
      if case .only(let tokens) = actions {
        TokenSampler.mask(of: tokens, vocabularyCount: policy.vocabularyCount)
      } else {
        nil
      }
    }
    var rollout = Rollout(
      response: response, logProbabilities: [], values: [], legalTokens: masks)
    guard response.agentTokenCount > 0 else { return rollout }
    let outputs = policy.outputs(
      for: .agentTokens(of: [rollout]), heads: [.language, .scalar], workspace: Workspace())
    (rollout.logProbabilities, rollout.values) = (outputs.logProbabilities, outputs.values)
    return rollout
  }

  private func assignCredit(
    to answers: [Rollout], by judge: any RewardSignal, in walk: inout EpisodeWalk
  ) {
    let ppo = settings.policyGradient
    guard
      let credit = ppo.credit(
        ofFirst: answers, by: judge, reference: reference, klCoefficient: klCoefficient)
    else { return }
    walk.credit = EpisodeWalk.Credit(
      method: settings.policyOptimization.method, settings: ppo, judge: judge.name,
      klCoefficient: klCoefficient, score: credit.score,
      groupReturns: credit.groupReturns)
    for index in walk.steps.indices {
      let step = walk.steps[index]
      let surrogate = ClippedSurrogate(
        logRatio: step.logProbability - step.referenceLogProbability,
        advantage: credit.advantages[index], clipRange: ppo.clipRange)
      walk.steps[index].credit = EpisodeWalk.TokenCredit(
        value: credit.values?[index], paid: credit.paid[index], klTerm: credit.klTerms[index],
        reward: credit.rewards[index], discountedReturn: credit.returns[index],
        advantage: credit.advantages[index], isOutsideRange: surrogate.isOutsideRange,
        isClipped: surrogate.isOutsideRange && surrogate.value != 0
          && surrogate.derivative == 0)
    }
  }
}
