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
    try train(
      &model, on: corpus, heldOut: heldOut, phase: "pre-training", using: stream
    ) { sequences in
      var batch = SequenceBatch()
      for sequence in sequences { batch.append(predicting: sequence) }
      return batch
    }
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
    try train(
      &model, on: demonstrations, heldOut: heldOut, phase: "fine-tuning", using: stream,
      batch: SequenceBatch.agentTokens(of:))
  }

  // MARK: - The loop that both phases share

  private func train<Example>(
    _ model: inout any LanguageModel, on examples: [Example], heldOut: [Example], phase: String,
    using stream: RandomStream, batch makeBatch: ([Example]) -> SequenceBatch
  ) throws -> TrainingReport {
    precondition(!examples.isEmpty, "\(phase) needs at least one sequence")
    let stepsPerPass = (examples.count + settings.batchSize - 1) / settings.batchSize
    let total = stepCount(stepsPerPass: stepsPerPass)
    var learner = Learner(model: model, settings: settings)
    var report = TrainingReport()
    var order: [Int] = []
    for step in 0..<total {
      try Task.checkCancellation()
      let place = step % stepsPerPass
      if place == 0 {
        var shuffling = stream.child("order").child(step / stepsPerPass)
        order = shuffling.permutation(examples.count)
      }
      let members = order.dropFirst(place * settings.batchSize).prefix(settings.batchSize)
      try learner.step(
        &model, on: makeBatch(members.map { examples[$0] }), at: step, of: total, phase: phase,
        report: &report)
      if !heldOut.isEmpty && (place == stepsPerPass - 1 || step == total - 1) {
        let loss = learner.meanLoss(of: model, on: heldOut, batch: makeBatch)
        try TrainingFailure.check(loss, "held-out loss", phase: phase, step: step)
        report.record("held_out_loss", at: step, loss)
      }
    }
    return report
  }

  private func stepCount(stepsPerPass: Int) -> Int {
    switch settings.duration {
    case .epochs(let count): count * stepsPerPass
    case .steps(let count): count
    }
  }
}
