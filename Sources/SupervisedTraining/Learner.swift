import Networks
import SandboxCore

/// What a training carries from step to step besides the model.
struct Learner {
  private var optimizer: AdamW
  private let schedule: LearningRateSchedule
  private let workspace = Workspace()
  private var gradient: [Float]
  private var tokenCount = 0

  init(model: any LanguageModel, settings: SupervisedTrainer.Settings) {
    optimizer = AdamW(
      AdamW.Settings(
        weightDecay: settings.weightDecay, maximumGradientNorm: settings.maximumGradientNorm),
      groups: model.parameterGroups)
    schedule = LearningRateSchedule(
      peak: settings.learningRate, warmUpSteps: settings.warmUpSteps, shape: settings.schedule)
    gradient = Array(repeating: 0, count: model.parameterCount)
  }

  /// One step down the mean negative log-likelihood of a batch.
  mutating func step(
    _ model: inout any LanguageModel, on batch: SequenceBatch, at step: Int, of total: Int,
    phase: String, report: inout TrainingReport
  ) throws {
    gradient.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    let share = -1 / Float(max(1, batch.readCount))
    let outputs = model.accumulateGradient(
      for: batch, heads: .language, groupSize: 1, into: &gradient, workspace: workspace
    ) { _, sequences, gradients in
      for read in batch.readRange(of: sequences) { gradients.logProbabilities[read] = share }
    }
    let loss = Self.totalLoss(outputs) / Double(max(1, batch.readCount))
    try TrainingFailure.check(loss, "loss", phase: phase, step: step)
    let learningRate = schedule.learningRate(at: step, of: total)
    let norm = optimizer.step(&model.parameters, gradient: gradient, learningRate: learningRate)
    try TrainingFailure.check(norm, "gradient norm", phase: phase, step: step)
    tokenCount += batch.tokens.count
    report.record("loss", at: step, loss)
    report.record("tokens", at: step, Double(tokenCount))
    report.record("gradient_norm", at: step, norm)
    report.record("learning_rate", at: step, learningRate)
  }

  /// Nats a token over all examples, read in blocks so that memory stays bounded.
  func meanLoss<Example>(
    of model: any LanguageModel, on examples: [Example],
    batch makeBatch: ([Example]) -> SequenceBatch
  ) -> Double {
    var loss = 0.0
    var count = 0
    for first in stride(from: 0, to: examples.count, by: 256) {
      let batch = makeBatch(Array(examples[first..<min(first + 256, examples.count)]))
      loss += Self.totalLoss(model.outputs(for: batch, heads: .language, workspace: workspace))
      count += batch.readCount
    }
    return loss / Double(max(1, count))
  }

  private static func totalLoss(_ outputs: ReadOutputs) -> Double {
    -outputs.logProbabilities.reduce(0.0) { $0 + Double($1) }
  }
}

extension SequenceBatch {
  /// Where the reads of consecutive sequences lie among all reads.
  fileprivate func readRange(of sequences: Range<Int>) -> Range<Int> {
    Int(readStarts[sequences.lowerBound])..<Int(readStarts[sequences.upperBound])
  }
}
