import Networks
import Randomness
import SandboxCore

/// The learning half of the policy gradient, and what it carries from iteration to iteration besides the policy.
struct PolicyLearner {
  private let settings: PolicyGradient.Settings
  private var stepper: GradientStepper
  /// Text of the world that is learnt from beside the episodes; none where nothing is mixed in.
  private let corpus: [[Token]]
  private var corpusPlace = 0

  init(policy: any LanguageModel, settings: PolicyGradient.Settings, corpus: [[Token]] = []) {
    self.settings = settings
    self.corpus = corpus
    // ε = 1e-5: Huang et al. 2022, "The 37 implementation details", detail 3. No weight decay: it
    // would pull the policy away from the reference.
    stepper = GradientStepper(
      policy,
      settings: AdamW.Settings(epsilon: 1e-5, maxGradNorm: settings.maxGradNorm),
      kind: settings.optimizer,
      schedule: LearningRateSchedule(
        peak: settings.learningRate, shape: settings.annealsLearningRate ? .linear : .constant),
      scheduleLength: settings.iterations)
  }

  /// Raises the surrogate on one round of experience.
  mutating func learn(
    _ policy: inout any LanguageModel, from experience: RolloutBatch, klCoefficient: Double,
    using stream: RandomStream, workspace: Workspace, log: inout IterationLog
  ) throws {
    var settings = settings
    if settings.annealsEntropyCoefficient {
      settings.entropyCoefficient *= 1 - Double(log.iteration) / Double(settings.iterations)
    }
    let loss = PolicyLoss(
      experience: experience, settings: settings,
      klCoefficient: settings.klPlace == .loss ? klCoefficient : 0)
    var total = PolicyLoss.Tally()
    var lastEpoch = PolicyLoss.Tally()
    var norms: [Double] = []
    var corpusLosses: [Double] = []
    learning: for epoch in 0..<settings.epochs {
      lastEpoch = PolicyLoss.Tally()
      for episodes in minibatches(of: experience, using: stream.child(epoch)) {
        let text = nextText(count: episodes.count)
        let tally = stepper.accumulate(policy) { policy, gradient in
          if !text.isEmpty {
            corpusLosses.append(
              policy.accumulateGradient(
                ofText: text, weight: settings.pretrainingCoefficient, into: &gradient,
                workspace: workspace))
          }
          return loss.accumulateGradient(
            of: policy, on: episodes, into: &gradient, workspace: workspace)
        }
        total += tally
        lastEpoch += tally
        if let limit = settings.targetKL, tally.mean(tally.klToBehaviour) > limit {
          break learning
        }
        let norm = stepper.step(&policy, at: log.iteration)
        try log.check(norm, "gradient norm")
        norms.append(norm)
      }
    }
    try log.record(total, lastEpoch: lastEpoch)
    if settings.hasValueFunction { try log.record("value_loss", total.mean(total.valueLoss)) }
    if !corpusLosses.isEmpty { try log.record("pretraining_loss", corpusLosses.mean) }
    try log.record("gradient_norm", norms.mean)
    try log.record("learning_rate", stepper.learningRate(at: log.iteration))
    try log.record("step_count", Double(norms.count))
  }

  /// The next sequences of the corpus, from its beginning again where it ends.
  private mutating func nextText(count: Int) -> [[Token]] {
    guard !corpus.isEmpty else { return [] }
    defer { corpusPlace = (corpusPlace + count) % corpus.count }
    return (0..<count).map { corpus[(corpusPlace + $0) % corpus.count] }
  }

  /// The groups of episodes in random order, dealt into parts that differ by at most one group: answers to
  /// one prompt stay together, so that what they begin with is computed once.
  private func minibatches(
    of experience: RolloutBatch, using stream: RandomStream
  ) -> [ArraySlice<Int>] {
    var stream = stream
    let groups = experience.groupRanges
    let order = stream.permutation(groups.count)
    let count = min(settings.minibatchCount, order.count)
    return (0..<count).map { part in
      order[part * order.count / count..<(part + 1) * order.count / count].flatMap { groups[$0] }[
        ...]
    }
  }
}

extension LanguageModel {
  /// Adds the gradient of a text's loss, −log π a token, times a weight; returns the loss.
  fileprivate func accumulateGradient(
    ofText text: [[Token]], weight: Double, into gradient: inout [Float], workspace: Workspace
  ) -> Double {
    var batch = SequenceBatch()
    for sequence in text { batch.append(predicting: sequence) }
    let count = Double(batch.readCount)
    let outputs = accumulateGradient(
      for: batch, heads: .language, groupSize: 1, into: &gradient, workspace: workspace
    ) { _, sequences, gradients in
      for sequence in sequences {
        for read in batch.readRange(of: sequence) {
          gradients.logProbabilities[read] = Float(-weight / count)
        }
      }
    }
    return -outputs.logProbabilities.reduce(0.0) { $0 + Double($1) } / count
  }
}
