import Networks
import Randomness
import Rollouts
import SandboxCore

/// Phases 1 and 2: a model learns to continue sequences by maximal likelihood.
///
///     L = −(1/M) Σ log π(token | what stands before it)          nats a token
///
/// over the M predicted tokens of a batch. Pre-training predicts every token after the first;
/// supervised fine-tuning predicts only what the expert wrote (Ouyang et al. 2022, arXiv:2203.02155,
/// section 3.5). Sequences lie end to end, so no work is spent on padding.
///
/// The report has, for each step, `loss` (before the step), `tokens` (read so far), `gradient_norm`
/// (before clipping) and `learning_rate`; after each pass and at the end `held_out_loss`.
///
/// Anchor: the loss of a uniform model is log(vocabulary).
public struct SupervisedTrainer: Sendable {
  /// How to train.
  public var settings: Settings

  /// A trainer with these settings.
  public init(settings: Settings = Settings()) {
    precondition(settings.batchSize >= 1, "batchSize is \(settings.batchSize), but must be ≥ 1")
    self.settings = settings
  }

  /// Phase 1: learns what the world is full of.
  ///
  /// - Parameters:
  ///   - model: trained in place.
  ///   - corpus: sequences of 2...contextLength tokens; at least 1 sequence.
  ///   - heldOut: sequences to measure on after each pass; may be empty.
  ///   - stream: decides the order of the sequences, nothing else.
  /// - Throws: ``TrainingFailure`` when a number stops being finite; `CancellationError`.
  public func pretrain(
    _ model: inout any LanguageModel, on corpus: [[Token]], heldOut: [[Token]] = [],
    using stream: RandomStream
  ) throws -> TrainingReport {
    try finish(
      pretraining(of: model, on: corpus, heldOut: heldOut, using: stream), leaving: &model)
  }

  /// Phase 2: learns to answer as experts do. Prompts and the world's replies are read, not learnt.
  ///
  /// - Parameters:
  ///   - model: trained in place.
  ///   - demonstrations: responses by experts; at least 1.
  ///   - heldOut: responses to measure on after each pass; may be empty.
  ///   - stream: decides the order of the demonstrations, nothing else.
  /// - Throws: ``TrainingFailure`` when a number stops being finite; `CancellationError`.
  public func fineTune(
    _ model: inout any LanguageModel, on demonstrations: [Response], heldOut: [Response] = [],
    using stream: RandomStream
  ) throws -> TrainingReport {
    try finish(
      fineTuning(of: model, on: demonstrations, heldOut: heldOut, using: stream), leaving: &model)
  }

  /// Phase 1, to be advanced step by step; the parameters are those of ``pretrain(_:on:heldOut:using:)``.
  public func pretraining(
    of model: any LanguageModel, on corpus: [[Token]], heldOut: [[Token]] = [],
    using stream: RandomStream
  ) -> Training {
    func examples(_ sequences: [[Token]]) -> Examples {
      Examples(sequences) { sequences in
        var batch = SequenceBatch()
        for sequence in sequences { batch.append(predicting: sequence) }
        return batch
      }
    }
    return Training(
      model, on: examples(corpus), heldOut: examples(heldOut), phase: "pre-training",
      settings: settings, using: stream)
  }

  /// Phase 2, to be advanced step by step; the parameters are those of
  /// ``fineTune(_:on:heldOut:using:)``.
  public func fineTuning(
    of model: any LanguageModel, on demonstrations: [Response], heldOut: [Response] = [],
    using stream: RandomStream
  ) -> Training {
    func examples(_ responses: [Response]) -> Examples {
      Examples(responses) { SequenceBatch.agentTokens(of: $0) }
    }
    return Training(
      model, on: examples(demonstrations), heldOut: examples(heldOut), phase: "fine-tuning",
      settings: settings, using: stream)
  }

  /// Takes all steps that are left.
  private func finish(
    _ training: Training, leaving model: inout any LanguageModel
  ) throws -> TrainingReport {
    var training = training
    let workspace = Workspace()
    var report = TrainingReport()
    while !training.isFinished { report.points += try training.step(workspace: workspace).points }
    model = training.model
    return report
  }
}
