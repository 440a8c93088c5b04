import Networks
import SandboxCore

/// One of the two phases that learn by imitation.
public protocol SupervisedPhase: Sendable {
  /// What stands before the keys of its settings.
  static var section: String { get }
  /// What the phase does unless it is left out.
  static var method: String { get }
  /// How much there is to learn from.
  static var amount: Amount { get }
}

/// What the amount of material of a phase is called.
public struct Amount: Sendable {
  let key: String
  let meaning: String
  let most: Int
  let smoke: Int
}

/// Phase 1: next-token prediction on the world's corpus.
public enum Pretraining: SupervisedPhase {
  /// `pretraining`
  public static let section = "pretraining"
  /// The default.
  public static let method = "next-token"
  /// Tokens of the corpus.
  public static let amount = Amount(
    key: "corpus_tokens", meaning: "Tokens of the corpus; 0 skips the phase.", most: 100_000_000,
    smoke: 3000)
}

/// Phase 2: imitation of experts.
public enum FineTuning: SupervisedPhase {
  /// `fine_tuning`
  public static let section = "fine_tuning"
  /// The default.
  public static let method = "imitation"
  /// Demonstrations of experts.
  public static let amount = Amount(
    key: "demonstrations", meaning: "Experts' demonstrations; 0 skips the phase.",
    most: 1_000_000, smoke: 64)
}

/// The settings of phase 1 or 2.
public struct SupervisedSettings<Phase: SupervisedPhase>: SettingsGroup {
  /// That of the phase.
  public static var section: String { Phase.section }
  /// What the phase does, or `none`.
  public var method = Phase.method
  /// Tokens of the corpus (phase 1), or demonstrations (phase 2); 0 skips the phase.
  public var amount = 0
  /// Passes over the material.
  public var epochs = 1
  /// Sequences in a step.
  public var batchSize = 32
  /// What moves the hidden matrices.
  public var optimizer = OptimizerKind.adamW
  /// The peak step size.
  public var learningRate = 3e-3
  /// Share of the steps during which the step size rises from 0.
  public var warmUp = 0.05
  /// AdamW's decoupled weight decay.
  public var weightDecay = 0.01
  /// The seed of the phase, apart from the scenario's: its model is made once for all scenarios.
  public var seed = 1
  /// Whether all replications share the phase's luck, and so one model where they share what comes before.
  public var isShared = false

  /// A phase that is skipped.
  public init() {}

  /// The declarations.
  public static var settings: [GroupSetting<Self>] {
    [
      .choice(
        "method", of: [Phase.method, Self.none], \.method,
        "What the phase does; none leaves the model as it is."),
      .integer(
        Phase.amount.key, \.amount, 0...Phase.amount.most, Phase.amount.meaning,
        smoke: Phase.amount.smoke),
      .integer("epochs", \.epochs, 1...10_000, "Passes over them.", smoke: 1),
      .integer("batch_size", \.batchSize, 1...100_000, "Sequences a step."),
      .optimizer(\.optimizer),
      .number("learning_rate", \.learningRate, 0...1, "The peak step size."),
      .number(
        "warm_up", \.warmUp, 0...1, "Share of the steps in which the step size rises from 0."),
      .number(
        "weight_decay", \.weightDecay, 0...1, "Decoupled weight decay.",
        source: "Loshchilov & Hutter 2019, arXiv:1711.05101"),
      .integer(
        "seed", \.seed, 0...1_000_000_000,
        "Seed of the phase, apart from the scenario's: its model is made once for all scenarios."),
      .flag(
        "shared", \.isShared,
        "Whether all replications start from one model; their intervals are then given this model."),
    ]
  }

  /// The method of a phase that is left out.
  private static var none: String { "none" }

  /// Whether the phase leaves the model as it is.
  public var isSkipped: Bool { method == Self.none || amount == 0 }

  /// The trainer for so many sequences.
  public func trainer(sequenceCount: Int) -> SupervisedTrainer {
    let steps = (sequenceCount + batchSize - 1) / batchSize * epochs
    return SupervisedTrainer(
      settings: SupervisedTrainer.Settings(
        duration: .epochs(epochs), batchSize: batchSize, optimizer: optimizer,
        learningRate: learningRate,
        warmUpSteps: Int(warmUp * Double(steps)), weightDecay: weightDecay))
  }
}
