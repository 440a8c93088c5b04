import Networks
import SandboxCore

extension PPO {
  /// How PPO improves a policy, and what keeps it from going astray.
  ///
  /// Every guardrail (clipping, KL penalty, early stopping, missing-end penalty, gradient and reward
  /// clipping, normalisation) has a value that switches it off and leaves the rest alone.
  public struct Settings: SettingsGroup {
    /// `policy_optimization`
    public static let section = "policy_optimization"
    /// Rounds of acting and learning, ≥ 1.
    public var iterations = 50
    /// Episodes that each round acts out, ≥ 1.
    public var episodesPerIteration = 256
    /// Passes over the episodes of a round, ≥ 1; 4 in Huang et al. 2024, arXiv:2403.17031.
    public var epochs = 4
    /// Steps in each pass, ≥ 1: the episodes are dealt into so many parts.
    public var minibatchCount = 4
    /// What moves the hidden matrices of a decoder; all else is AdamW's.
    public var optimizer = OptimizerKind.adamW
    /// The learning rate of the first round, > 0.
    public var learningRate = 1e-3
    /// Whether the learning rate falls in a straight line to 0 after the last round.
    public var annealsLearningRate = true
    /// The longest gradient that passes unscaled, > 0; `nil` never clips.
    public var maxGradNorm: Double? = 1
    /// ε of ``ClippedSurrogate``, > 0; `nil` switches clipping off.
    public var clipRange: Double? = 0.2
    /// ε of ``ClippedValueLoss``, in reward units, > 0; `nil` switches it off.
    public var valueClipRange: Double?
    /// The weight of the value loss beside the surrogate, ≥ 0; 0.1 in Huang et al. 2024.
    public var valueCoefficient = 0.1
    /// The weight of the entropy bonus, in units of the advantage a nat, ≥ 0; 0 is off.
    public var entropyCoefficient = 0.0
    /// Whether the entropy bonus falls in a straight line to 0 after the last round.
    public var annealsEntropyCoefficient = false
    /// Answers to each prompt of a round, ≥ 1; the last prompt may have fewer.
    public var groupSize = 1
    /// What an episode's return is compared with.
    public var baseline = Baseline.valueFunction
    /// γ, in 0...1. Language tasks use 1.
    public var discount = 1.0
    /// λ of ``advantages(rewards:values:discount:traceDecay:)``, in 0...1.
    public var traceDecay = 0.95
    /// How the policy is held to the reference.
    public var kl = KLChoice.fixed
    /// β of the KL penalty, in reward units a nat: fixed, or where the adaptive one begins.
    public var klCoefficient = 0.05
    /// Nats an episode that the adaptive penalty steers to.
    public var adaptiveKLTarget = 6.0
    /// How slowly the adaptive penalty moves, in episodes; `nil` is ten rounds of them, by which β moves
    /// by a tenth of the error a round (Ziegler et al. 2019, arXiv:1909.08593).
    public var klHorizon: Double?
    /// Ends a round's passes before a step when KL(π_old‖π) (k3, nats a token) is above this; `nil`
    /// never does.
    public var targetKL: Double?
    /// What a truncated episode loses, in reward units; 0 is off. Meant for text, where an agent
    /// ought to end its response.
    public var missingEOSPenalty = 0.0
    /// Scores are clipped to ± this, in reward units, > 0; `nil` is off.
    public var rewardClip: Double?
    /// Whether a judge that reads every token pays for each where it stands, not for all at the end.
    public var paysByToken = true
    /// Whether the rewards of a round are scaled to unit variance around their own mean.
    public var whitensRewards = false
    /// Whether the advantages of a round are shifted to mean 0 and scaled to unit variance.
    public var normalizesAdvantages = true
    /// Whether KL to the reference is measured even where no penalty needs it. Costs a forward pass.
    public var measuresKLToReference = true

    /// The defaults, which suit the sandbox's small worlds.
    public init() {}

    /// Whether values are asked and learnt at all.
    var hasValueFunction: Bool { baseline == .valueFunction }

    /// The KL penalty that the three settings make.
    public var klPenalty: KLPenalty {
      get {
        switch kl {
        case .off: .off
        case .fixed: .fixed(coefficient: klCoefficient)
        case .adaptive:
          .adaptive(
            target: adaptiveKLTarget, initialCoefficient: klCoefficient,
            horizon: klHorizon ?? 10 * Double(episodesPerIteration))
        }
      }
      set {
        switch newValue {
        case .off: kl = .off
        case .fixed(let coefficient): (kl, klCoefficient) = (.fixed, coefficient)
        case .adaptive(let target, let initial, let horizon):
          (kl, adaptiveKLTarget, klCoefficient, klHorizon) = (.adaptive, target, initial, horizon)
        }
      }
    }

    /// β of the KL penalty where it is one number: 0 without a penalty, `nil` where it adapts.
    public var fixedKLCoefficient: Double? {
      switch kl {
      case .off: 0
      case .fixed: klCoefficient
      case .adaptive: nil
      }
    }

    /// What an episode's return is compared with to give the advantage of its tokens.
    public enum Baseline: String, Sendable, Hashable, CaseIterable {
      /// V(s_t), token by token: ``advantages(rewards:values:discount:traceDecay:)``.
      case valueFunction = "value-function"
      /// The mean return of the other answers to the same prompt: REINFORCE leave-one-out, Ahmadian et
      /// al. 2024, arXiv:2402.14740, eq. 5. GRPO's baseline up to the factor (n − 1)/n.
      case leaveOneOut = "leave-one-out"
    }

    /// How the KL penalty works.
    public enum KLChoice: String, Sendable, Hashable, CaseIterable {
      case off, fixed, adaptive
    }

    private static let weight = 0.0...1000.0
    /// Where something is cut off; a limit of 0 would leave nothing.
    private static let clip = 1e-6...1000.0
    private static let share = 0.0...1.0

    /// The declarations.
    public static let settings: [GroupSetting<Self>] = [
      .integer(
        "iterations", \.iterations, 0...100_000,
        "Rounds of acting and learning; 0 skips the phase.", smoke: 2),
      .integer(
        "episodes_per_iteration", \.episodesPerIteration, 1...100_000, "Episodes acted in a round.",
        smoke: 16),
      .integer(
        "epochs", \.epochs, 1...10_000, "Passes over a round's episodes.",
        source: "Huang et al. 2024, arXiv:2403.17031", smoke: 1),
      .integer(
        "minibatch_count", \.minibatchCount, 1...100_000, "Parts of a pass, one step each.",
        smoke: 2),
      .optimizer(\.optimizer),
      .number("learning_rate", \.learningRate, 0...1, "The peak step size."),
      .number(
        "clip_range", or: "off", \.clipRange, weight, "ε of the clipped ratio: guardrail.",
        source: "Schulman et al. 2017, arXiv:1707.06347"),
      .choice("kl", \.kl, "The KL penalty: guardrail."),
      .number(
        "kl_coefficient", \.klCoefficient, weight, "β of the KL penalty, in reward units a nat."),
      .number(
        "adaptive_kl_target", \.adaptiveKLTarget, weight,
        "Nats an episode that the adaptive penalty steers to.",
        source: "Ziegler et al. 2019, arXiv:1909.08593"),
      .number("entropy_coefficient", \.entropyCoefficient, weight, "Weight of the entropy bonus."),
      .flag(
        "anneal_entropy_coefficient", \.annealsEntropyCoefficient,
        "Whether the entropy bonus falls in a straight line to 0 after the last round."),
      .integer(
        "group_size", \.groupSize, 1...1000, "Answers to each prompt of a round.",
        source: "Shao et al. 2024, arXiv:2402.03300: 64", smoke: 2),
      .choice(
        "baseline", \.baseline,
        "What the return of an answer is compared with: the value function, or the mean of the other answers to its prompt; then discount, gae_lambda, value_coefficient and value_clip_range have no effect.",
        source: "Ahmadian et al. 2024, arXiv:2402.14740"),
      .number(
        "target_kl", or: "off", \.targetKL, weight,
        "Nats a token from the acting policy at which a round stops learning: guardrail."),
      .number(
        "max_grad_norm", or: "off", \.maxGradNorm, weight,
        "Largest norm of a gradient: guardrail."),
      .number("value_coefficient", \.valueCoefficient, weight, "Weight of the value loss."),
      .number(
        "value_clip_range", or: "off", \.valueClipRange, clip,
        "ε of the clipped value loss, in reward units.",
        source: "Huang et al. 2024, arXiv:2403.17031"),
      .number(
        "reward_clip", or: "off", \.rewardClip, clip,
        "Rewards are clipped to ± this, in reward units: guardrail."),
      .flag(
        "token_rewards", \.paysByToken,
        "Whether a reward model that reads every token pays for each token where it stands; the sum is the same. Where reward_clip is set, all is paid at the end.",
        source: "Chan et al. 2024, arXiv:2402.00782"),
      .flag(
        "whiten_rewards", \.whitensRewards,
        "Whether the rewards of a round are scaled to unit variance around their own mean."),
      .flag(
        "normalize_advantages", \.normalizesAdvantages,
        "Whether the advantages of a round are shifted to mean 0 and scaled to unit variance."),
      .flag(
        "anneal_learning_rate", \.annealsLearningRate,
        "Whether the step size falls in a straight line to 0 after the last round."),
      .number("discount", \.discount, share, "γ, the discount of a later reward."),
      .number(
        "gae_lambda", \.traceDecay, share, "λ of generalised advantage estimation.",
        source: "Schulman et al. 2016, arXiv:1506.02438"),
      .number(
        "missing_eos_penalty", \.missingEOSPenalty, weight,
        "Reward units taken off a response that did not end by itself."),
    ]

    /// What lets nothing be learnt, or does not go together.
    public var conflicts: [SettingConflict] {
      guard iterations > 0 else { return [] }
      var conflicts: [SettingConflict] = []
      func expect(_ holds: Bool, _ keys: [String], _ what: String, _ remedy: String) {
        if holds { return }
        conflicts.append(
          SettingConflict(
            keys: keys.map { "policy_optimization.\($0)" }, what: "policy_optimization.\(what)",
            remedy: remedy))
      }
      expect(
        minibatchCount <= episodesPerIteration, ["minibatch_count", "episodes_per_iteration"],
        "minibatch_count is \(minibatchCount), but a round has only \(episodesPerIteration) episodes",
        "write policy_optimization.minibatch_count: \(episodesPerIteration) or less")
      expect(
        baseline == .valueFunction || min(groupSize, episodesPerIteration) > 1,
        ["baseline", "group_size", "episodes_per_iteration"],
        "baseline is leave-one-out, but a prompt has only one answer",
        "write policy_optimization.group_size: 4, or baseline: value-function")
      expect(
        kl != .adaptive || adaptiveKLTarget > 0, ["adaptive_kl_target", "kl"],
        "adaptive_kl_target is 0, but the adaptive penalty divides by it",
        "write a number above 0, such as 6")
      for (key, value) in [("clip_range", clipRange), ("max_grad_norm", maxGradNorm)] {
        expect(
          value != 0, [key], "\(key) is 0, which lets nothing be learnt",
          "write policy_optimization.\(key): off to be without it")
      }
      return conflicts
    }
  }
}
