import Networks
import SandboxCore

extension PolicyGradient {
  /// How it improves a policy, and what keeps it from going astray.
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
    /// By what the advantages of the answers to one prompt are divided.
    public var groupScale = GroupScale.off
    /// Of what the ratio π / π_old is taken.
    public var ratio = RatioLevel.token
    /// How the losses of tokens become that of a minibatch.
    public var reduction = LossReduction.tokenMean
    /// Who acts the episodes that are learnt from.
    public var sampler = Sampler.policy
    /// Rounds after which the opponent becomes the policy, ≥ 1; `nil` leaves the world's opponent.
    public var selfPlayInterval: Int?
    /// What becomes of the policy between two rounds of asking.
    public var betweenRounds = BetweenRounds.goOn
    /// γ, in 0...1. Language tasks use 1.
    public var discount = 1.0
    /// λ of ``advantages(rewards:values:discount:traceDecay:)``, in 0...1.
    public var traceDecay = 0.95
    /// How the policy is held to the reference.
    public var kl = KLChoice.fixed
    /// Where the KL penalty is paid.
    public var klPlace = KLPlace.reward
    /// Of which divergence a penalty of fixed size is.
    public var divergence = Divergence.kl
    /// β of the KL penalty, in reward units a nat: fixed, or where the adaptive one begins. Of χ², in reward units a
    /// unit of χ².
    public var klCoefficient = 0.05
    /// Nats an episode that the adaptive penalty steers to.
    public var adaptiveKLTarget = 6.0
    /// How slowly the adaptive penalty moves, in episodes; `nil` is ten rounds of them, by which β moves
    /// by a tenth of the error a round (Ziegler et al. 2019, arXiv:1909.08593).
    public var klHorizon: Double?
    /// Ends a round's passes before a step when KL(π_old‖π) (k3, nats a token) is above this; `nil`
    /// never does.
    public var targetKL: Double?
    /// Ends the training after the first round whose KL(π‖π_ref) (k1, nats an episode) is above this; `nil`
    /// never does.
    public var stopKL: Double?
    /// The weight γ of the next-token loss on the world's corpus beside the surrogate, ≥ 0; 0 is off.
    public var pretrainingCoefficient = 0.0
    /// What a truncated episode loses, in reward units; 0 is off. Meant for text, where an agent
    /// ought to end its response.
    public var missingEOSPenalty = 0.0
    /// Scores are clipped to ± this, in reward units, > 0; `nil` is off.
    public var rewardClip: Double?
    /// What each of the agent's tokens costs, in reward units; 0 is off.
    public var lengthPenalty = 0.0
    /// What each pair of neighbouring tokens costs that the agent has written before, in reward units; 0 is off.
    public var repetitionPenalty = 0.0
    /// Whether a judge that reads every token pays for each where it stands, not for all at the end.
    public var paysByToken = true
    /// Whether the rewards of a round are scaled to unit variance around their own mean.
    public var whitensRewards = false
    /// Whether the advantages of a round are shifted to mean 0 and scaled to unit variance.
    public var normalizesAdvantages = true
    /// What is pursued where groups want different things.
    public var groups = GroupAim.pooled
    /// η of ``GroupPrices``, in 1 / reward units, ≥ 0.
    public var groupStep = 0.5
    /// α of the opponent's mixture with the reference, in 0...1; 0 compares a round's answers with each other.
    public var opponentMixture = 0.125
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
      /// The mean return of all answers to the same prompt, its own among them: Shao et al. 2024,
      /// arXiv:2402.03300, section 4.1.1.
      case groupMean = "group-mean"
      /// The mean return of the round: Williams 1992, doi:10.1007/BF00992696, with the simplest baseline.
      case batchMean = "batch-mean"
      /// The best answer to each prompt has the advantage 1, and the others teach nothing: expert iteration, Anthony
      /// et al. 2017, arXiv:1705.08439; for language models RAFT, Dong et al. 2023, arXiv:2304.06767.
      case bestOfGroup = "best-of-group"
      /// Nothing: every return counts as it is.
      case none

      /// Whether answers to one prompt are compared with each other.
      public var comparesWithinGroups: Bool {
        [.leaveOneOut, .groupMean, .bestOfGroup].contains(self)
      }
    }

    /// By what the advantages of the answers to one prompt are divided.
    public enum GroupScale: String, Sendable, Hashable, CaseIterable {
      /// By nothing: Liu et al. 2025, arXiv:2503.20783 ("Dr. GRPO").
      case off
      /// By √(1/n Σ (R − R̄)²).
      case population
      /// By √(1/(n − 1) Σ (R − R̄)²), as the library `trl` does.
      case sample
    }

    /// Of what the ratio of the new and the acting policy is taken, which is also what is clipped.
    public enum RatioLevel: String, Sendable, Hashable, CaseIterable {
      /// Of each token, an action of its own.
      case token
      /// Of the whole response, one action: Ahmadian et al. 2024, arXiv:2402.14740.
      case response
      /// None: log π is raised by the advantage, as by maximum likelihood.
      case likelihood
    }

    /// Who acts the episodes of a round.
    public enum Sampler: String, Sendable, Hashable, CaseIterable {
      case policy, reference
    }

    /// What becomes of the policy between two rounds of asking.
    public enum BetweenRounds: String, Sendable, Hashable, CaseIterable {
      /// It goes on from where it stands, with its part of the iterations after each round.
      case goOn = "continue"
      /// It begins again from the reference, with all iterations after each round.
      case restart
    }

    /// What distance from the reference is paid for.
    public enum Divergence: String, Sendable, Hashable, CaseIterable {
      /// KL(π‖π_ref) = E_π[log ρ], ρ = π / π_ref.
      case kl
      /// χ²(π‖π_ref) = E_π[ρ] − 1 of whole responses. Laidlaw et al. 2024, arXiv:2403.03185, theorem 5.1: its root
      /// bounds what the true reward can fall behind the learned one.
      case chiSquared = "chi-squared"
    }

    /// How the losses of tokens become that of a minibatch.
    public enum LossReduction: String, Sendable, Hashable, CaseIterable {
      /// The mean over all tokens: long responses count more.
      case tokenMean = "token-mean"
      /// The mean over responses of the mean over their tokens: a token of a long response counts less. Shao
      /// et al. 2024, arXiv:2402.03300, eq. 3.
      case responseMean = "response-mean"
      /// The sum over tokens, divided by the number of responses and a length that is the same for all: Liu et
      /// al. 2025, arXiv:2503.20783.
      case constant
    }

    /// Where the KL penalty is paid.
    public enum KLPlace: String, Sendable, Hashable, CaseIterable {
      /// In the reward of every token (``KLPenalty``), with the gradient of the policy.
      case reward
      /// In the loss, by estimator k3: Shao et al. 2024, arXiv:2402.03300, eq. 4.
      case loss
    }

    /// How the KL penalty works.
    public enum KLChoice: String, Sendable, Hashable, CaseIterable {
      case off, fixed, adaptive
    }

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
        !baseline.comparesWithinGroups || min(groupSize, episodesPerIteration) > 1,
        ["baseline", "group_size", "episodes_per_iteration"],
        "baseline is \(baseline.rawValue), but a prompt has only one answer",
        "write policy_optimization.group_size: 4, or method: ppo and baseline: value-function")
      expect(
        groupSize <= episodesPerIteration, ["group_size", "episodes_per_iteration"],
        "group_size is \(groupSize), but a round has only \(episodesPerIteration) episodes",
        "write policy_optimization.group_size: \(episodesPerIteration) or less")
      expect(
        groupScale == .off || min(groupSize, episodesPerIteration) > 1,
        ["group_scale", "group_size", "episodes_per_iteration"],
        "group_scale is \(groupScale.rawValue), but a prompt has only one answer",
        "write policy_optimization.group_size: 4, or group_scale: off")
      expect(
        groupScale == .off || baseline != .valueFunction, ["group_scale", "baseline"],
        "group_scale is \(groupScale.rawValue), but baseline is value-function, which compares no answers",
        "write policy_optimization.baseline: group-mean, or group_scale: off")
      expect(
        ratio == .token || baseline != .valueFunction, ["ratio", "baseline"],
        "ratio is \(ratio.rawValue), but baseline is value-function, which judges token by token",
        "write policy_optimization.baseline: leave-one-out, or ratio: token")
      expect(
        kl != .adaptive || adaptiveKLTarget > 0, ["adaptive_kl_target", "kl"],
        "adaptive_kl_target is 0, but the adaptive penalty divides by it",
        "write a number above 0, such as 6")
      expect(
        divergence == .kl || (kl == .fixed && klPlace == .reward),
        ["divergence", "kl", "kl_place"],
        "divergence is chi-squared, which needs a penalty of fixed size in the reward",
        "write policy_optimization.kl: fixed and kl_place: reward, or divergence: kl")
      expect(
        baseline != .bestOfGroup || groupScale == .off, ["baseline", "group_scale"],
        "baseline is best-of-group, which has nothing to divide by group_scale",
        "write policy_optimization.group_scale: off")
      expect(
        sampler == .policy || ratio == .likelihood, ["sampler", "ratio"],
        "sampler is reference, but a ratio to the acting policy is learnt by",
        "write policy_optimization.ratio: likelihood, or sampler: policy")
      expect(
        sampler == .policy || stopKL == nil, ["sampler", "stop_kl"],
        "stop_kl is set, but the reference acts, whose distance from itself is 0",
        "write policy_optimization.stop_kl: off")
      for (key, value) in [("clip_range", clipRange), ("max_grad_norm", maxGradNorm)] {
        expect(
          value != 0, [key], "\(key) is 0, which lets nothing be learnt",
          "write policy_optimization.\(key): off to be without it")
      }
      return conflicts
    }
  }
}
