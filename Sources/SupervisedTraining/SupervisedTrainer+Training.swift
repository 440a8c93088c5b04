import Networks
import Randomness
import SandboxCore

extension SupervisedTrainer {
  /// A model on its way: advanced step by step.
  ///
  /// A value that holds everything that later steps depend on: the model, the optimiser's moments, the
  /// order of the sequences. So a copy is a saved state, and goes on bit for bit as the original does.
  public struct Training: Sendable {
    /// The model, as it is after ``stepIndex`` steps.
    public private(set) var model: any LanguageModel
    /// How many steps have been taken.
    public private(set) var stepIndex = 0
    /// How many steps the training has in all, ≥ 1.
    public let stepCount: Int
    /// Whether all steps have been taken.
    public var isFinished: Bool { stepIndex >= stepCount }

    private let phase: String
    private let batchSize: Int
    private let examples: Examples
    private let heldOut: Examples
    private let stream: RandomStream
    private var stepper: GradientStepper
    /// The order of the pass that is under way.
    private var order: [Int] = []
    private var tokenCount = 0

    init(
      _ model: any LanguageModel, on examples: Examples, heldOut: Examples, phase: String,
      settings: Settings, using stream: RandomStream
    ) {
      precondition(examples.count > 0, "\(phase) needs at least one sequence")
      self.model = model
      self.examples = examples
      self.heldOut = heldOut
      self.phase = phase
      self.stream = stream
      batchSize = settings.batchSize
      stepCount =
        switch settings.duration {
        case .epochs(let count): count * examples.batchCount(size: settings.batchSize)
        case .steps(let count): count
        }
      stepper = GradientStepper(
        model,
        settings: AdamW.Settings(
          weightDecay: settings.weightDecay, maxGradNorm: settings.maxGradNorm),
        kind: settings.optimizer,
        schedule: LearningRateSchedule(
          peak: settings.learningRate, warmUpSteps: settings.warmUpSteps, shape: settings.schedule),
        scheduleLength: stepCount)
    }

    /// One step down the mean negative log-likelihood of a batch.
    ///
    /// - Parameter workspace: scratch memory, reused from call to call.
    /// - Returns: the numbers of this step, those of held-out sequences among them after each pass and
    ///   at the end.
    /// - Throws: ``TrainingFailure`` when a number stops being finite; `CancellationError`. The
    ///   training is then of no more use.
    public mutating func step(workspace: Workspace) throws -> TrainingReport {
      precondition(!isFinished, "\(phase) has had its \(stepCount) steps")
      try Task.checkCancellation()
      let stepsPerPass = examples.batchCount(size: batchSize)
      let (pass, place) = stepIndex.quotientAndRemainder(dividingBy: stepsPerPass)
      if place == 0 {
        var shuffling = stream.child("order").child(pass)
        order = shuffling.permutation(examples.count)
      }
      let members = order.dropFirst(place * batchSize).prefix(batchSize)
      var report = TrainingReport()
      try learn(from: examples.batch(members), workspace: workspace, report: &report)
      let isLast = place == stepsPerPass - 1 || stepIndex == stepCount - 1
      if isLast, let loss = heldOut.meanLoss(of: model, workspace: workspace) {
        try report.record("held_out_loss", at: stepIndex, loss, in: phase)
      }
      stepIndex += 1
      return report
    }

    private mutating func learn(
      from batch: SequenceBatch, workspace: Workspace, report: inout TrainingReport
    ) throws {
      let share = -1 / Float(max(1, batch.readCount))
      let outputs = stepper.accumulate(model) { model, gradient in
        model.accumulateGradient(
          for: batch, heads: .language, groupSize: 1, into: &gradient, workspace: workspace
        ) { _, sequences, gradients in
          for read in batch.readRange(of: sequences) { gradients.logProbabilities[read] = share }
        }
      }
      let loss = outputs.totalLoss / Double(max(1, batch.readCount))
      try report.record("loss", at: stepIndex, loss, in: phase)
      let norm = stepper.step(&model, at: stepIndex)
      tokenCount += batch.tokens.count
      report.record("tokens", at: stepIndex, Double(tokenCount))
      try report.record("gradient_norm", at: stepIndex, norm, in: phase)
      report.record("learning_rate", at: stepIndex, stepper.learningRate(at: stepIndex))
    }
  }
}

extension SequenceBatch {
  /// Where the reads of consecutive sequences lie among all reads.
  fileprivate func readRange(of sequences: Range<Int>) -> Range<Int> {
    Int(readStarts[sequences.lowerBound])..<Int(readStarts[sequences.upperBound])
  }
}
