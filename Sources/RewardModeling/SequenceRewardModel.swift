import Networks
import Randomness
import Rollouts
import SandboxCore

/// Phase 3: a language model whose scalar head, read after the last token, is the reward.
///
///     r(response) = scale · scalar(sequence) + shift
///
/// It starts from the fine-tuned model, learns by ``BradleyTerryLoss`` (Ouyang et al. 2022,
/// arXiv:2203.02155, eq. 1), and is then shifted to mean 0 on responses of the fine-tuned policy
/// (Stiennon et al. 2020, arXiv:2009.01325). A preference fixes only differences of
/// rewards, so shifting costs nothing.
public struct SequenceRewardModel: RewardModel {
  /// What reads the sequences. With a linear scalar head, `scale` and `shift` can be folded into it.
  public private(set) var model: any LanguageModel
  /// How it learns.
  public var settings: Settings
  /// What the scalar is multiplied with, > 0; 1 unless ``Settings/normalizesVariance``.
  public private(set) var scale: Double
  /// What is then added, in reward-model units.
  public private(set) var shift: Double

  /// A reward model that starts from a language model, usually the fine-tuned one.
  ///
  /// - Parameters:
  ///   - model: copied; its scalar head is trained from where it is.
  ///   - settings: how it learns.
  ///   - scale: 1, unless a normalised model is being restored.
  ///   - shift: 0, unless a normalised model is being restored.
  public init(
    model: any LanguageModel, settings: Settings = Settings(), scale: Double = 1, shift: Double = 0
  ) {
    self.model = model
    self.settings = settings
    self.scale = scale
    self.shift = shift
  }

  /// Learns from preferences, in place.
  ///
  /// The report has `loss`, `gradient_norm` and `learning_rate` for each step, and after each epoch
  /// `accuracy` (of that epoch's pairs, before each was learnt from), and `held_out_loss` and
  /// `held_out_accuracy` where a share is held out. Losses are in nats a pair. Pairs without a better
  /// one (μ = ½) count in losses, not in accuracies; equal rewards are half right.
  ///
  /// - Throws: ``TrainingFailure`` when a number stops being finite; `CancellationError`.
  public mutating func fit(
    to preferences: [Preference], using stream: RandomStream
  ) throws -> TrainingReport {
    precondition(!preferences.isEmpty, "a reward model needs at least one preference")
    (scale, shift) = (1, 0)
    let (training, heldOut) = split(preferences, using: stream.child("held-out"))
    let stepsPerEpoch = (training.count + settings.batchSize - 1) / settings.batchSize
    var learner = PreferenceLearner(
      model: model, settings: settings, stepCount: stepsPerEpoch * settings.epochs)
    var report = TrainingReport()
    for epoch in 0..<settings.epochs {
      var shuffling = stream.child("order").child(epoch)
      let order = shuffling.permutation(training.count)
      var score = PreferenceScore()
      for first in stride(from: 0, to: order.count, by: settings.batchSize) {
        try Task.checkCancellation()
        let members = order[first..<min(first + settings.batchSize, order.count)]
        score += try learner.step(&model, on: members.map { training[$0] }, report: &report)
      }
      let step = learner.stepIndex - 1
      if let accuracy = score.accuracy { report.record("accuracy", at: step, accuracy) }
      let test = learner.score(of: model, on: heldOut)
      if let loss = test.loss {
        try TrainingFailure.check(
          loss, "held-out loss", phase: PreferenceLearner.phase, step: step)
        report.record("held_out_loss", at: step, loss)
      }
      if let accuracy = test.accuracy { report.record("held_out_accuracy", at: step, accuracy) }
    }
    return report
  }

  /// Shifts the scale so that these responses have mean 0, and, if so set, standard deviation 1.
  public mutating func normalize(on responses: [Response]) {
    (scale, shift) = (1, 0)
    let values = rewards(for: responses).map(\.value)
    guard !values.isEmpty else { return }
    let mean = values.reduce(0, +) / Double(values.count)
    if settings.normalizesVariance {
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let deviation = (squares / Double(values.count)).squareRoot()
      if deviation > 0 { scale = 1 / deviation }
    }
    shift = -mean * scale
  }

  /// What the model believes each response is worth.
  public func rewards(for responses: [Response]) -> [ProxyReward] {
    let workspace = Workspace()
    var rewards: [ProxyReward] = []
    rewards.reserveCapacity(responses.count)
    for first in stride(from: 0, to: responses.count, by: 512) {
      let block = responses[first..<min(first + 512, responses.count)]
      let outputs = model.outputs(
        for: .wholeResponses(block), heads: .scalar, workspace: workspace)
      for value in outputs.values { rewards.append(ProxyReward(scale * Double(value) + shift)) }
    }
    return rewards
  }

  /// Sets a share of the preferences aside; at least one is left to learn from.
  private func split(
    _ preferences: [Preference], using stream: RandomStream
  ) -> (training: [Preference], heldOut: [Preference]) {
    var stream = stream
    let wanted = Int((settings.heldOutShare * Double(preferences.count)).rounded())
    let count = min(wanted, preferences.count - 1)
    let order = stream.permutation(preferences.count)
    // Sorted, so that the split only selects: the order of learning is decided elsewhere.
    return (
      order.dropFirst(count).sorted().map { preferences[$0] },
      order.prefix(count).sorted().map { preferences[$0] }
    )
  }
}
