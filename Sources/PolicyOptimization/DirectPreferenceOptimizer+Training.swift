import Networks
import Randomness
import Rollouts
import SandboxCore

extension DirectPreferenceOptimizer {
  /// A policy on its way through the comparisons.
  struct Training<World: Environment>: PolicyTraining {
    var policy: any LanguageModel
    var reference: any LanguageModel {
      didSet { referenceSums = nil }
    }
    private(set) var iteration = 0
    private(set) var hasStopped = false
    let iterationCount: Int

    private let optimizer: DirectPreferenceOptimizer
    private let engine: RolloutEngine<World>
    private let preferences: [Preference]
    private let rollouts: [[Rollout]]
    private var deck: PromptSampler
    private var stepper: GradientStepper
    private var order: [Int] = []
    /// log π_ref of the chosen and the rejected response of each comparison, in nats; `nil` before it is asked.
    private var referenceSums: [SIMD2<Double>]?
    private let stream: RandomStream

    init(
      optimizer: DirectPreferenceOptimizer, policy: any LanguageModel,
      reference: any LanguageModel, engine: RolloutEngine<World>, prompts: [Prompt],
      preferences: [Preference], stream: RandomStream
    ) {
      precondition(!preferences.isEmpty, "there are no comparisons to learn from")
      self.optimizer = optimizer
      self.policy = policy
      self.reference = reference
      self.engine = engine
      self.preferences = preferences
      self.stream = stream
      rollouts = preferences.map { preference in
        [preference.chosen, preference.rejected].map { Rollout($0, in: engine.environment) }
      }
      deck = PromptSampler(prompts, stream: stream.child("prompts"))
      let size = optimizer.settings.batchSize
      let shared = optimizer.shared
      iterationCount =
        shared.iterations == 0
        ? 0 : optimizer.settings.epochs * ((preferences.count + size - 1) / size)
      stepper = GradientStepper(
        policy, settings: AdamW.Settings(maxGradNorm: shared.maxGradNorm),
        kind: shared.optimizer,
        schedule: LearningRateSchedule(
          peak: optimizer.settings.learningRate,
          shape: shared.annealsLearningRate ? .linear : .constant),
        scheduleLength: max(1, iterationCount))
    }

    /// One step; the reward is not asked.
    mutating func step(reward: any RewardSignal, workspace: Workspace) throws -> TrainingReport {
      try Task.checkCancellation()
      var log = IterationLog(iteration: iteration)
      let sums = referenceSums(workspace: workspace)
      let batch = nextBatch()
      try learn(from: batch, sums, workspace: workspace, log: &log)
      if iteration % lookInterval == 0 || iteration == iterationCount - 1 {
        try look(workspace: workspace, log: &log)
      }
      iteration += 1
      return log.report
    }

    /// Where a distance ends the training, it is looked at often enough.
    private var lookInterval: Int {
      let interval = optimizer.settings.klInterval
      return optimizer.shared.stopKL == nil ? interval : min(interval, 10)
    }

    /// The comparisons of this step: every one once in a pass, in an order of the pass's own.
    private mutating func nextBatch() -> [Int] {
      let size = optimizer.settings.batchSize
      let stepsPerPass = (preferences.count + size - 1) / size
      let (pass, place) = iteration.quotientAndRemainder(dividingBy: stepsPerPass)
      if place == 0 {
        var shuffling = stream.child("order").child(pass)
        order = shuffling.permutation(preferences.count)
      }
      return Array(order.dropFirst(place * size).prefix(size))
    }

    private mutating func learn(
      from batch: [Int], _ referenceSums: [SIMD2<Double>], workspace: Workspace,
      log: inout IterationLog
    ) throws {
      let (loss, beta) = (optimizer.loss, optimizer.shared.klCoefficient)
      let preferences = preferences
      let sequences = SequenceBatch.agentTokens(of: batch.flatMap { rollouts[$0] })
      let totalWeight = batch.reduce(0) { $0 + preferences[$1].weight }
      var tally = Tally()
      stepper.accumulate(policy) { policy, gradient in
        _ = policy.accumulateGradient(
          for: sequences, heads: .language, groupSize: 2, into: &gradient, workspace: workspace
        ) { outputs, range, gradients in
          for place in range.lowerBound / 2..<range.upperBound / 2 {
            let preference = preferences[batch[place]]
            let reads = (
              sequences.readRange(of: 2 * place), sequences.readRange(of: 2 * place + 1)
            )
            let own = SIMD2(outputs.sum(over: reads.0), outputs.sum(over: reads.1))
            var scale = SIMD2(1.0, 1.0)
            if loss.isLengthNormalized {
              scale = 1 / SIMD2(Double(max(1, reads.0.count)), Double(max(1, reads.1.count)))
            }
            let ratios = own - referenceSums[batch[place]]
            let parts = (loss.hasReference ? ratios : own) * scale
            let gap = parts[0] - parts[1]
            let (value, slope) = loss.value(
              gap: gap, probability: preference.probability, beta: beta)
            let weight = preference.weight / totalWeight
            for read in reads.0 {
              gradients.logProbabilities[read] = Float(weight * slope * scale[0])
            }
            for read in reads.1 {
              gradients.logProbabilities[read] = Float(-weight * slope * scale[1])
            }
            tally.add(
              loss: value, margin: beta * gap, ratios: ratios, preference, weight: weight)
          }
        }
      }
      let norm = stepper.step(&policy, at: iteration)
      try log.record("preference_loss", tally.loss)
      if tally.decided > 0 { try log.record("accuracy", tally.right / tally.decided) }
      try log.record("implicit_reward_margin", tally.margin)
      try log.record("chosen_log_ratio", tally.ratios[0])
      try log.record("rejected_log_ratio", tally.ratios[1])
      try log.check(norm, "gradient norm")
      try log.record("gradient_norm", norm)
      try log.record("learning_rate", stepper.learningRate(at: iteration))
    }

    /// Samples some responses, to see how far the policy has moved; ends the training where that is too far.
    private mutating func look(workspace: Workspace, log: inout IterationLog) throws {
      var experience = RolloutBatch(
        engine.run(policy, on: deck.deal(256), using: stream.child("rollouts").child(iteration)))
      guard !experience.rollouts.isEmpty else { return }
      experience.compare(with: reference, workspace: workspace)
      try log.record(experience)
      if let limit = optimizer.shared.stopKL, let kl = experience.klToReference(.k1), kl > limit {
        hasStopped = true
      }
    }

    /// log π_ref of all responses, read once.
    private mutating func referenceSums(workspace: Workspace) -> [SIMD2<Double>] {
      if let referenceSums { return referenceSums }
      let sums = reference.logProbabilities(of: rollouts.flatMap(\.self), workspace: workspace)
      let pairs = preferences.indices.map { SIMD2(sums[2 * $0], sums[2 * $0 + 1]) }
      referenceSums = pairs
      return pairs
    }
  }

  /// What was measured of a batch: weighted means.
  private struct Tally {
    var loss = 0.0
    var margin = 0.0
    var ratios = SIMD2<Double>.zero
    var right = 0.0
    var decided = 0.0

    mutating func add(
      loss: Double, margin: Double, ratios: SIMD2<Double>, _ preference: Preference,
      weight: Double
    ) {
      self.loss += weight * loss
      self.margin += weight * margin
      self.ratios += weight * ratios
      guard preference.probability != 0.5 else { return }
      decided += weight
      let isRight = (margin > 0) == (preference.probability > 0.5)
      right += margin == 0 ? weight / 2 : isRight ? weight : 0
    }
  }
}

extension ReadOutputs {
  /// Σ log π over some reads, in nats.
  func sum(over reads: Range<Int>) -> Double {
    reads.reduce(0) { $0 + Double(logProbabilities[$1]) }
  }
}

extension LanguageModel {
  /// log π of whole responses under the masks that were in force, in nats; in blocks, so that memory stays
  /// bounded.
  func logProbabilities(of rollouts: [Rollout], workspace: Workspace) -> [Double] {
    var sums: [Double] = []
    sums.reserveCapacity(rollouts.count)
    for first in stride(from: 0, to: rollouts.count, by: 256) {
      let batch = SequenceBatch.agentTokens(
        of: rollouts[first..<min(first + 256, rollouts.count)])
      let outputs = outputs(for: batch, heads: .language, workspace: workspace)
      for sequence in 0..<batch.sequenceCount {
        sums.append(outputs.sum(over: batch.readRange(of: sequence)))
      }
    }
    return sums
  }
}

extension Rollout {
  /// A response as it would have been acted out, with what was legal at each of its tokens where the agent wrote
  /// all of them. Where the world wrote, too, nothing is masked: what it would have replied is not known.
  init<World: Environment>(_ response: Response, in world: World) {
    var legal: [[UInt64]] = []
    if response.authors.allSatisfy({ $0 == .agent }) {
      var luck = RandomStream(seed: 0)
      var state = world.begin(response.prompt, using: &luck).state
      for token in response.continuation {
        guard case .only(let tokens) = world.legalActions(in: state), tokens.contains(token) else {
          legal = []
          break
        }
        legal.append(TokenSampler.mask(of: tokens, vocabularyCount: world.vocabulary.count))
        state = world.step(state, action: token, using: &luck).state
      }
    }
    self.init(response: response, logProbabilities: [], values: [], legalTokens: legal)
  }
}
