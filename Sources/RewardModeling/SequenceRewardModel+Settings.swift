import Networks
import SandboxCore

extension SequenceRewardModel {
  /// How to learn from evidence.
  public struct Settings: SettingsGroup {
    /// `reward_model`
    public static let section = "reward_model"
    /// Passes over the evidence, ≥ 1. One keeps large models from over-fitting (Ouyang et al.
    /// 2022, appendix C.2); small ones want a few.
    public var epochs: Int
    /// Pairs, or single responses, in one step, ≥ 1.
    public var batchSize: Int
    /// The peak learning rate, > 0.
    public var learningRate: Double
    /// Steps over which the learning rate rises to its peak, ≥ 0.
    public var warmUpSteps: Int
    /// What the learning rate does after that.
    public var schedule: LearningRateSchedule.Shape
    /// Decoupled weight decay, ≥ 0.
    public var weightDecay: Double
    /// The longest gradient that passes unscaled, > 0; `nil` never clips.
    public var maxGradNorm: Double?
    /// The share of the evidence that is only measured on, in 0..<1: whole prompts, so that it is met
    /// as nearly as these allow. Of evidence about a single prompt nothing is held out.
    public var heldOutShare: Double
    /// Where it reads a response.
    public var reading = RewardReading.lastToken
    /// What is settled about the scale after the training.
    public var normalization: Normalization
    /// What is assumed about the labels.
    public var labels = LabelAssumptions()
    /// What is made of a ranking.
    public var rankingLoss = RankingLoss.pairs
    /// Width, blocks and heads of a decoder of the reward model's own; `nil` is the policy's.
    public var width: Int?
    /// Transformer blocks; `nil` is as many as the policy's.
    public var layers: Int?
    /// Attention heads; `nil` is as many as the policy's.
    public var heads: Int?

    /// Describes a training; the parameters are the properties of the same names.
    public init(
      epochs: Int = 2, batchSize: Int = 32, learningRate: Double = 1e-3, warmUpSteps: Int = 10,
      schedule: LearningRateSchedule.Shape = .cosine, weightDecay: Double = 0.01,
      maxGradNorm: Double? = 1, heldOutShare: Double = 0.1,
      normalization: Normalization = .mean
    ) {
      self.epochs = epochs
      self.batchSize = batchSize
      self.learningRate = learningRate
      self.warmUpSteps = warmUpSteps
      self.schedule = schedule
      self.weightDecay = weightDecay
      self.maxGradNorm = maxGradNorm
      self.heldOutShare = heldOutShare
      self.normalization = normalization
    }

    /// The defaults.
    public init() { self.init(epochs: 2) }

    /// Whether the reward model has an architecture of its own.
    public var hasOwnSize: Bool { width != nil || layers != nil || heads != nil }

    /// What is made of a ranking of k responses.
    public enum RankingLoss: String, Sendable, Hashable, CaseIterable {
      /// k(k − 1)/2 comparisons, as if each had been answered by itself.
      case pairs
      /// One answer with a likelihood of its own (``PlackettLuceLoss``).
      case plackettLuce = "plackett-luce"
    }

    /// What is settled about a reward model's scale: both on fresh responses of the fine-tuned model.
    public enum Normalization: String, Sendable, Hashable, CaseIterable {
      /// The mean is 0; the unit is what the evidence makes it.
      case mean
      /// The mean is 0 and the standard deviation 1, so that rewards learnt from different forms of
      /// feedback meet the same KL penalty. Ziegler et al. 2019, arXiv:1909.08593.
      case meanAndVariance = "mean-and-variance"
      /// The mean is 0 and the standard deviation says how surely what was learnt predicts answers before they
      /// are learnt from: near 1 where answers have a pattern, right or wrong, near 0 where they are a coin's.
      /// Labels of any quality meet the same KL penalty, and nobody follows a model that learnt nothing.
      case predictiveFit = "predictive-fit"

      /// The standard deviation that rewards are given; `nil` leaves their unit as it is.
      func deviation(predictiveFit: Double) -> Double? {
        switch self {
        case .mean: nil
        case .meanAndVariance: 1
        // Never quite 0: what pays nothing can still be asked which of two it prefers.
        case .predictiveFit: max(predictiveFit, 1e-6)
        }
      }
    }

    /// The declarations.
    public static let settings: [GroupSetting<Self>] = [
      .choice(
        "reading", \.reading,
        "Where it reads a response: once, by a scalar head, or at every token, by both heads.",
        source: "Rafailov et al. 2024, arXiv:2404.12358"),
      .integer("epochs", \.epochs, 1...10_000, "Passes over the comparisons.", smoke: 1),
      .integer("batch_size", \.batchSize, 1...100_000, "Comparisons a step."),
      .number("learning_rate", \.learningRate, 0...1, "AdamW's peak step size."),
      .integer(
        "warm_up_steps", \.warmUpSteps, 0...1_000_000,
        "Steps in which the step size rises from 0."),
      .choice("schedule", \.schedule, "What the step size does after that."),
      .number("weight_decay", \.weightDecay, 0...1, "Decoupled weight decay."),
      .number(
        "max_grad_norm", or: "off", \.maxGradNorm, 1e-6...1000,
        "Largest norm of a gradient."),
      .number(
        "held_out_share", \.heldOutShare, 0...0.9,
        "Share of the comparisons kept back to measure accuracy."),
      .choice(
        "normalization", \.normalization,
        "The reward's scale on responses of the fine-tuned model. mean: mean 0. mean-and-variance: also "
          + "standard deviation 1. predictive-fit: that, times a factor from 0 to 1 which says how surely "
          + "what was learnt predicts answers before they are learnt from; 0 where answers are a coin's."
      ),
      .number(
        "label_smoothing", \.labels.smoothing, 0...0.49,
        "How far from sure every answer is taken to be: 0.1 reads a sure one as 90 to 10.",
        source: "Mitchell 2023, cDPO"),
      .number(
        "flip_correction", \.labels.flipRate, 0...0.49,
        "The share of answers that are known to be flipped; the loss is corrected so that on average it is that "
          + "of the right ones.",
        source: "Chowdhury et al. 2024, arXiv:2403.00409"),
      .number(
        "margin", \.labels.margin, 0...10,
        "By how much rewards of a sure preference must be apart before the loss is that of a gap of 0; less "
          + "where people are divided.",
        source: "Touvron et al. 2023, arXiv:2307.09288, eq. 2"),
      .choice(
        "ties", \.labels.ties,
        "What becomes of answers that call two responses equal: half a vote for either, or a probability of their own, "
          + "whose size is learnt.",
        source: "Davidson 1970, doi:10.1080/01621459.1970.10481082"),
      .choice(
        "ranking_loss", \.rankingLoss,
        "What is made of a ranking: comparisons of every two, or one likelihood of the whole order.",
        source: "Plackett 1975, doi:10.2307/2346567; Zhu et al. 2023, arXiv:2301.11270"),
      .integer(
        "width", or: "auto", \.width, 8...1024,
        "Width of a decoder of the reward model's own, which is pre-trained and fine-tuned as the policy is; auto "
          + "is the policy's.", source: "Gao et al. 2022, arXiv:2210.10760"),
      .integer(
        "layers", or: "auto", \.layers, 1...24, "Its transformer blocks; auto is as the policy's."),
      .integer(
        "heads", or: "auto", \.heads, 1...64, "Its attention heads; auto is as the policy's."),
    ]

    /// The settings that methods without a network share: what is held out, the scale, the labels.
    static let shared = declared.filter { setting in
      [
        "held_out_share", "normalization", "label_smoothing", "flip_correction", "margin", "ties",
        "ranking_loss",
      ].contains { setting.key == section + "." + $0 }
    }
  }
}
