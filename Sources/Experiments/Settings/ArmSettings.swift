/// Everything that one arm of an experiment fixes, in the order of the pipeline.
///
/// Each number's key, meaning, range and source stand in ``SettingsCatalog``; its default is the value
/// written here, or the world's own where ``ArmSettings/defaults(for:)`` says so.
public struct ArmSettings: Sendable, Hashable {
  /// The world and its rules.
  public var world = WorldSettings()
  /// The architecture that every model of the arm has.
  public var model = ModelSettings()
  /// Phase 1: next-token prediction on the world's corpus.
  public var pretraining = SupervisedSettings()
  /// Phase 2: imitation of experts.
  public var fineTuning = SupervisedSettings()
  /// The people who compare.
  public var annotators = AnnotatorSettings()
  /// What they are asked, and what it costs.
  public var feedback = FeedbackSettings()
  /// Phase 3: learning to predict what people prefer.
  public var rewardModel = RewardModelSettings()
  /// Phase 4: proximal policy optimisation and its guardrails.
  public var policyOptimization = PolicyOptimizationSettings()
  /// How the result is measured.
  public var evaluation = EvaluationSettings()

  /// The settings of `text.town`.
  public init() {}
}

/// The world and its rules.
public struct WorldSettings: Sendable, Hashable {
  /// Which world.
  public var name = WorldName.town
  /// Whether the reward function's penalties are in force.
  public var constraints = true
  /// Columns of the connect-four board.
  public var width = 5
  /// Rows of the connect-four board.
  public var height = 4
  /// Pieces in a row that win connect four.
  public var inARow = 4
  /// Who plays against the agent on a board.
  public var opponent = OpponentKind.random
  /// Plies that the `minimax` opponent looks ahead.
  public var opponentDepth = 2
  /// Model folder of the `policy` opponent; empty when there is none.
  public var opponentModel = ""
  /// Letters of `text.tiny`.
  public var tokenCount = 4
  /// Length of each response of `text.tiny`, in tokens.
  public var length = 4
}

/// The worlds that ship.
public enum WorldName: String, Sendable, Hashable, CaseIterable {
  case town = "text.town"
  case tiny = "text.tiny"
  case ticTacToe = "board.tic-tac-toe"
  case connectFour = "board.connect-four"

  /// Whether it is a board game.
  public var isBoard: Bool { self == .ticTacToe || self == .connectFour }
}

/// Who plays against the agent.
public enum OpponentKind: String, Sendable, Hashable, CaseIterable {
  case random, greedy, minimax, perfect, policy
}

/// The architecture of the models.
public struct ModelSettings: Sendable, Hashable {
  /// A GPT-2-architecture decoder or an n-gram table.
  public var kind = ModelKind.decoder
  /// Transformer blocks of the decoder.
  public var layers = 2
  /// Width of the decoder's residual stream; a multiple of `heads`.
  public var width = 64
  /// Attention heads of the decoder.
  public var heads = 4
  /// n of the n-gram table: it sees the last n − 1 tokens.
  public var order = 3
}

/// The architectures that ship.
public enum ModelKind: String, Sendable, Hashable, CaseIterable {
  case decoder
  case nGram = "n-gram"
}

/// Supervised training, for phases 1 and 2.
public struct SupervisedSettings: Sendable, Hashable {
  /// Tokens of the corpus (phase 1), or demonstrations (phase 2); 0 skips the phase.
  public var amount = 0
  /// Passes over the material.
  public var epochs = 1
  /// Sequences in a step.
  public var batchSize = 32
  /// AdamW's peak step size.
  public var learningRate = 3e-3
  /// Share of the steps during which the step size rises from 0.
  public var warmUp = 0.05
  /// AdamW's decoupled weight decay.
  public var weightDecay = 0.01
  /// The seed of the phase, apart from the scenario's: its model is made once for all scenarios.
  public var seed = 1
}

/// The reward model's training.
public struct RewardModelSettings: Sendable, Hashable {
  /// Passes over the comparisons.
  public var epochs = 2
  /// Comparisons in a step.
  public var batchSize = 32
  /// AdamW's peak step size.
  public var learningRate = 1e-3
  /// AdamW's decoupled weight decay.
  public var weightDecay = 0.01
  /// Share of the comparisons kept back to measure accuracy.
  public var heldOutShare = 0.1
  /// What is settled about the scale after the training.
  public var normalization = RewardNormalization.mean
}

/// What is settled about a reward model's scale: both on fresh responses of the fine-tuned model.
public enum RewardNormalization: String, Sendable, Hashable, CaseIterable {
  /// The mean is 0; the unit is what the evidence makes it.
  case mean
  /// The mean is 0 and the standard deviation 1, so that rewards learnt from different forms of feedback
  /// meet the same KL penalty.
  case meanAndVariance = "mean-and-variance"
}

/// Policy optimisation.
public struct PolicyOptimizationSettings: Sendable, Hashable {
  /// Who judges: the reward model (RLHF) or the world (conventional RL).
  public var reward = RewardChoice.rewardModel
  /// The policy it starts from, which is also the reference.
  public var start = StartingPoint.fineTuned
  /// Rounds of acting and learning; 0 skips the phase.
  public var iterations = 30
  /// Episodes acted in a round.
  public var episodes = 128
  /// Passes over a round's episodes.
  public var epochs = 4
  /// Parts a pass is split into, one optimiser step each.
  public var minibatches = 4
  /// AdamW's peak step size.
  public var learningRate = 3e-4
  /// ε of the clipped ratio; `nil` switches it off.
  public var clipRange: Double? = 0.2
  /// How the distance to the reference is held.
  public var kl = KLChoice.fixed
  /// β of the KL penalty, in reward units a nat: fixed, or where the adaptive one begins.
  public var klCoefficient = 0.05
  /// Nats an episode that the adaptive penalty steers to.
  public var klTarget = 6.0
  /// Weight of the entropy bonus.
  public var entropyBonus = 0.0
  /// Nats a token from the acting policy at which a round stops learning; `nil` switches it off.
  public var earlyStopKL: Double? = 0.05
  /// Largest norm of a gradient; `nil` switches it off.
  public var gradientClip: Double? = 1
  /// Weight of the value loss.
  public var valueCoefficient = 0.5
  /// ε of the clipped value loss, in reward units; `nil` switches it off.
  public var valueClipRange: Double?
  /// Rewards are clipped to ± this, in reward units; `nil` switches it off.
  public var rewardClip: Double?
  /// Whether the rewards of a round are scaled to unit variance.
  public var whitensRewards = false
  /// Whether the advantages of a round are shifted to mean 0 and scaled to unit variance.
  public var normalizesAdvantages = true
  /// Whether the step size falls in a straight line to 0 after the last round.
  public var annealsLearningRate = true
  /// γ, the discount of a later reward.
  public var discount = 1.0
  /// λ of generalised advantage estimation.
  public var gaeLambda = 0.95
  /// Reward units taken off a response that did not end by itself.
  public var missingEndPenalty = 1.0
}

/// Who judges responses in phase 4.
public enum RewardChoice: String, Sendable, Hashable, CaseIterable {
  case rewardModel = "reward-model"
  case trueReward = "true-reward"
}

/// The policy that phase 4 starts from.
public enum StartingPoint: String, Sendable, Hashable, CaseIterable {
  case fineTuned = "fine-tuned"
  case pretrained = "pre-trained"
  case untrained
}

/// How the KL penalty works.
public enum KLChoice: String, Sendable, Hashable, CaseIterable {
  case off, fixed, adaptive
}

/// Measuring.
public struct EvaluationSettings: Sendable, Hashable {
  /// Episodes by which each model is measured.
  public var episodes = 256
  /// Pairs on which the reward model is compared with the gold reward.
  public var pairs = 256
  /// Head-to-head games between each two models of the Elo table.
  public var matches = 64
  /// Prompts on which the crowd, whoever it is, compares policy and fine-tuned model in both orders.
  public var verdicts = 256
  /// n of best-of-n, the reward model's own entry in the Elo table.
  public var bestOf = 4
  /// Iterations of phase 4 between two measurements of its gold reward.
  public var interval = 5
  /// Samples of each phase that the report shows.
  public var samples = 10
}
