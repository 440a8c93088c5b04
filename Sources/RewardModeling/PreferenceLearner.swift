import Networks
import SandboxCore

/// What fitting a reward model carries from step to step besides the model.
struct PreferenceLearner {
  /// What failures are reported under.
  static let phase = "reward model"

  /// How many steps have been taken.
  private(set) var stepIndex = 0
  private let stepCount: Int
  private var optimizer: AdamW
  private let schedule: LearningRateSchedule
  private let workspace = Workspace()
  private var gradient: [Float]

  init(model: any LanguageModel, settings: SequenceRewardModel.Settings, stepCount: Int) {
    self.stepCount = stepCount
    optimizer = AdamW(
      AdamW.Settings(
        weightDecay: settings.weightDecay, maximumGradientNorm: settings.maximumGradientNorm),
      groups: model.parameterGroups)
    schedule = LearningRateSchedule(
      peak: settings.learningRate, warmUpSteps: settings.warmUpSteps, shape: settings.schedule)
    gradient = Array(repeating: 0, count: model.parameterCount)
  }

  /// One step down the mean loss of a batch; returns how the model did before the step.
  mutating func step(
    _ model: inout any LanguageModel, on pairs: [Preference], report: inout TrainingReport
  ) throws -> PreferenceScore {
    gradient.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    let outputs = model.accumulateGradient(
      for: Self.batch(of: pairs), heads: .scalar, groupSize: 2, into: &gradient,
      workspace: workspace
    ) { outputs, sequences, gradients in
      // Each sequence has one read, so reads are numbered as sequences are: 2i chosen, 2i + 1 not.
      for pair in sequences.lowerBound / 2..<sequences.upperBound / 2 {
        let loss = BradleyTerryLoss(
          gap: Self.gap(of: pair, in: outputs), probability: pairs[pair].probability)
        gradients.values[2 * pair] = Float(loss.derivative / Double(pairs.count))
        gradients.values[2 * pair + 1] = -gradients.values[2 * pair]
      }
    }
    let score = Self.score(outputs, pairs)
    try record(score.loss ?? 0, "loss", in: &report)
    let learningRate = schedule.learningRate(at: stepIndex, of: stepCount)
    let norm = optimizer.step(&model.parameters, gradient: gradient, learningRate: learningRate)
    try record(norm, "gradient_norm", in: &report)
    try record(learningRate, "learning_rate", in: &report)
    stepIndex += 1
    return score
  }

  /// How the model does on pairs, read in blocks so that memory stays bounded.
  func score(of model: any LanguageModel, on pairs: [Preference]) -> PreferenceScore {
    var score = PreferenceScore()
    for first in stride(from: 0, to: pairs.count, by: 256) {
      let block = Array(pairs[first..<min(first + 256, pairs.count)])
      let outputs = model.outputs(
        for: Self.batch(of: block), heads: .scalar, workspace: workspace)
      score += Self.score(outputs, block)
    }
    return score
  }

  private func record(
    _ value: Double, _ metric: String, in report: inout TrainingReport
  ) throws {
    try TrainingFailure.check(
      value, metric.replacing("_", with: " "), phase: Self.phase, step: stepIndex)
    report.record(metric, at: stepIndex, value)
  }

  private static func batch(of pairs: [Preference]) -> SequenceBatch {
    var batch = SequenceBatch()
    for pair in pairs {
      batch.append(scoring: pair.chosen.sequence)
      batch.append(scoring: pair.rejected.sequence)
    }
    return batch
  }

  private static func gap(of pair: Int, in outputs: ReadOutputs) -> Double {
    Double(outputs.values[2 * pair]) - Double(outputs.values[2 * pair + 1])
  }

  private static func score(_ outputs: ReadOutputs, _ pairs: [Preference]) -> PreferenceScore {
    var score = PreferenceScore()
    for pair in pairs.indices {
      score.add(gap: gap(of: pair, in: outputs), probability: pairs[pair].probability)
    }
    return score
  }
}
