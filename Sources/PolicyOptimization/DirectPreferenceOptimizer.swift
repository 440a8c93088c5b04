import Networks
import Randomness
import Rollouts
import SandboxCore

/// Phase 4 without a reward model: the policy itself learns to prefer what people preferred.
///
/// Each iteration is one step down the mean ``DirectPreferenceLoss`` of a batch of comparisons, or of single responses
/// that people judged, weighted by their weights. Every ``Settings/klInterval`` iterations some responses are sampled, to see how far the policy has
/// moved.
///
/// The report has for each iteration `preference_loss`, `accuracy` (share of the batch's decided pairs whose
/// implicit rewards stand as people said, before the step), `implicit_reward_margin` (mean β h, in reward units),
/// `chosen_log_ratio` and `rejected_log_ratio` (nats a response), `gradient_norm`, `learning_rate`; where it samples
/// also `kl_to_reference`, `kl_to_reference_k3`, `episode_length`, `truncation_rate` and `entropy`.
public struct DirectPreferenceOptimizer: Sendable {
  /// What can be set beside what all methods share.
  public struct Settings: SettingsGroup {
    /// `policy_optimization`
    public static let section = "policy_optimization"
    /// Comparisons in a step, ≥ 1.
    public var batchSize = 32
    /// Passes over the comparisons, ≥ 1.
    public var epochs = 2
    /// The learning rate of the first step, > 0.
    public var learningRate = 5e-4
    /// ε of cDPO and rDPO: the share of labels that is taken to be wrong, in 0..<½.
    public var flipRate = 0.1
    /// λ_D of KTO where λ_U is 1: how much a response that people reject counts beside one that they accept, > 0.
    public var undesirableWeight = 1.0
    /// γ of SimPO, in units of β times nats a token, ≥ 0.
    public var margin = 0.5
    /// Iterations between two looks at the distance from the reference, ≥ 1.
    public var klInterval = 10
    /// What suits the town.
    public init() {}
    /// The declarations.
    public static let settings: [GroupSetting<Self>] = [
      .integer(
        "batch_size", \.batchSize, 1...100_000, "Comparisons in a step of dpo and its kin.",
        smoke: 8),
      .integer(
        "preference_epochs", \.epochs, 1...10_000,
        "Passes of dpo and its kin over the comparisons.",
        smoke: 1),
      .number(
        "preference_learning_rate", \.learningRate, 0...1, "The peak step size of dpo and its kin."),
      .number(
        "flip_rate", \.flipRate, 0...0.49,
        "ε of cdpo and rdpo: the share of answers that is taken to be wrong.",
        source: "Chowdhury et al. 2024, arXiv:2403.00409"),
      .number(
        "simpo_margin", \.margin, 0...1000,
        "γ of simpo: by how much the better response must lead.",
        source: "Meng et al. 2024, arXiv:2405.14734"),
      .number(
        "undesirable_weight", \.undesirableWeight, 1e-3...1000,
        "How much a thumb down counts beside a thumb up, in kto; where thumbs down are rare, their odds make the two even.",
        source: "Ethayarajh et al. 2024, arXiv:2402.01306, section 4.2"),
      .integer(
        "kl_interval", \.klInterval, 1...100_000,
        "Steps of dpo and its kin between two looks at the distance from the reference; at most 10 where stop_kl is set.",
        smoke: 1),
    ]
  }

  /// The loss of a comparison.
  public var loss: DirectPreferenceLoss
  /// The settings of its own.
  public var settings: Settings
  /// What it shares with the policy gradient: β (``PolicyGradient/Settings/klCoefficient``), the optimiser, the longest
  /// gradient, the KL at which it stops.
  public var shared: PolicyGradient.Settings

  /// An optimiser of a loss.
  public init(
    _ loss: DirectPreferenceLoss, settings: Settings = Settings(), shared: PolicyGradient.Settings
  ) {
    self.loss = loss
    self.settings = settings
    self.shared = shared
  }

  /// A training that has not taken a step yet.
  ///
  /// - Parameters:
  ///   - policy: π, where it starts from; copied.
  ///   - reference: π_ref, frozen.
  ///   - environment: the world, to see how far the policy has moved.
  ///   - prompts: those on which that is seen; at least 1.
  ///   - evidence: what people said; at least one piece of the kind that the loss is of.
  ///   - stream: all chance of the phase.
  public func begin<World: Environment>(
    _ policy: any LanguageModel, reference: any LanguageModel, in environment: World,
    prompts: [Prompt], on evidence: TrainingExamples, using stream: RandomStream
  ) -> any PolicyTraining {
    Training(
      optimizer: self, policy: policy, reference: reference,
      engine: RolloutEngine(environment: environment), prompts: prompts,
      answers: loss.isPaired
        ? evidence.preferences.map { DirectAnswer($0, in: environment) }
        : evidence.approvals.map { DirectAnswer($0, in: environment) },
      stream: stream)
  }
}
