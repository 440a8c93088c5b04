import Networks
import Randomness
import Rollouts
import SandboxCore

extension DirectPreferenceOptimizer {
  /// A policy on its way through what people said.
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
    private let answers: [DirectAnswer]
    private var deck: PromptSampler
    private var stepper: GradientStepper
    private var order: [Int] = []
    /// log π_ref of the response that each answer is about, and of the one that it is compared with (else 0), in nats;
    /// `nil` before it is asked.
    private var referenceSums: [SIMD2<Double>]?
    /// z₀, the distance from the reference at the last look, in nats an episode, ≥ 0: the stand-in for a response that a
    /// single one is compared with. Ethayarajh et al. 2024 estimate it from prompts and responses that do not belong
    /// together, as sampling is dear to them; here it is sampled.
    private var distance = 0.0
    private let stream: RandomStream

    init(
      optimizer: DirectPreferenceOptimizer, policy: any LanguageModel,
      reference: any LanguageModel, engine: RolloutEngine<World>, prompts: [Prompt],
      answers: [DirectAnswer], stream: RandomStream
    ) {
      precondition(!answers.isEmpty, "there is nothing to learn from")
      self.optimizer = optimizer
      self.policy = policy
      self.reference = reference
      self.engine = engine
      self.answers = answers
      self.stream = stream
      deck = PromptSampler(prompts, stream: stream.child("prompts"))
      let size = optimizer.settings.batchSize
      let shared = optimizer.shared
      iterationCount =
        shared.iterations == 0
        ? 0 : optimizer.settings.epochs * ((answers.count + size - 1) / size)
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
      try log.record(memoryOf: policy, workspace)
      iteration += 1
      return log.report
    }

    /// Where a distance ends the training, it is looked at often enough.
    private var lookInterval: Int {
      let interval = optimizer.settings.klInterval
      return optimizer.shared.stopKL == nil ? interval : min(interval, 10)
    }

    /// The answers of this step: every one once in a pass, in an order of the pass's own.
    private mutating func nextBatch() -> [Int] {
      let size = optimizer.settings.batchSize
      let stepsPerPass = (answers.count + size - 1) / size
      let (pass, place) = iteration.quotientAndRemainder(dividingBy: stepsPerPass)
      if place == 0 {
        var shuffling = stream.child("order").child(pass)
        order = shuffling.permutation(answers.count)
      }
      return Array(order.dropFirst(place * size).prefix(size))
    }

    private mutating func learn(
      from batch: [Int], _ referenceSums: [SIMD2<Double>], workspace: Workspace,
      log: inout IterationLog
    ) throws {
      let (loss, beta) = (optimizer.loss, optimizer.shared.klCoefficient)
      let (answers, distance) = (answers, distance)
      let sequences = SequenceBatch.agentTokens(of: batch.flatMap { answers[$0].rollouts })
      let totalWeight = batch.reduce(0) { $0 + answers[$1].weight }
      let size = loss.isPaired ? 2 : 1
      var tally = Tally()
      stepper.accumulate(policy) { policy, gradient in
        _ = policy.accumulateGradient(
          for: sequences, heads: .language, groupSize: size, into: &gradient, workspace: workspace
        ) { outputs, range, gradients in
          for place in range.lowerBound / size..<range.upperBound / size {
            let answer = answers[batch[place]]
            let reads = (0..<size).map { sequences.readRange(of: size * place + $0) }
            var (own, scale) = (SIMD2(0.0, 0.0), SIMD2(1.0, 1.0))
            for (side, range) in reads.enumerated() {
              own[side] = outputs.sum(over: range)
              if loss.isLengthNormalized { scale[side] = 1 / Double(max(1, range.count)) }
            }
            let ratios = own - referenceSums[batch[place]]
            let parts = (loss.hasReference ? ratios : own) * scale
            let gap = parts[0] - (loss.isPaired ? parts[1] : distance)
            let (value, slope) = loss.value(gap: gap, probability: answer.probability, beta: beta)
            let weight = answer.weight / totalWeight
            for (side, range) in reads.enumerated() {
              let gradient = Float((side == 0 ? 1 : -1) * weight * slope * scale[side])
              for read in range { gradients.logProbabilities[read] = gradient }
            }
            tally.add(loss: value, margin: beta * gap, ratios: ratios, answer, weight: weight)
          }
        }
      }
      let norm = stepper.step(&policy, at: iteration)
      try log.record("preference_loss", tally.loss)
      if tally.decided > 0 { try log.record("accuracy", tally.right / tally.decided) }
      try log.record("implicit_reward_margin", tally.margin)
      for (name, side) in [
        ("chosen_log_ratio", tally.liked), ("rejected_log_ratio", tally.disliked),
      ]
      where side.weight > 0 { try log.record(name, side.sum / side.weight) }
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
      guard let kl = experience.klToReference(.k1) else { return }
      distance = max(0, kl)
      if let limit = optimizer.shared.stopKL, kl > limit { hasStopped = true }
    }

    /// log π_ref of all responses, read once.
    private mutating func referenceSums(workspace: Workspace) -> [SIMD2<Double>] {
      if let referenceSums { return referenceSums }
      let sums = reference.logProbabilities(of: answers.flatMap(\.rollouts), workspace: workspace)
      let size = optimizer.loss.isPaired ? 2 : 1
      let pairs = answers.indices.map { SIMD2(sums[size * $0], size == 2 ? sums[2 * $0 + 1] : 0) }
      referenceSums = pairs
      return pairs
    }
  }

  /// What was measured of a batch: weighted means.
  private struct Tally {
    var loss = 0.0
    var margin = 0.0
    /// Log-ratios of what people preferred or accepted, and of what they did not.
    var liked = (sum: 0.0, weight: 0.0)
    var disliked = (sum: 0.0, weight: 0.0)
    var right = 0.0
    var decided = 0.0

    mutating func add(
      loss: Double, margin: Double, ratios: SIMD2<Double>, _ answer: DirectAnswer, weight: Double
    ) {
      self.loss += weight * loss
      self.margin += weight * margin
      if answer.rollouts.count == 2 {
        liked = (liked.sum + weight * ratios[0], liked.weight + weight)
        disliked = (disliked.sum + weight * ratios[1], disliked.weight + weight)
      } else {
        let (up, down) = (weight * answer.probability, weight * (1 - answer.probability))
        liked = (liked.sum + up * ratios[0], liked.weight + up)
        disliked = (disliked.sum + down * ratios[0], disliked.weight + down)
      }
      guard answer.probability != 0.5 else { return }
      decided += weight
      let isRight = (margin > 0) == (answer.probability > 0.5)
      right += margin == 0 ? weight / 2 : isRight ? weight : 0
    }
  }
}

/// What a policy learns from directly: two responses of which people preferred the first, or one that they accept or
/// do not.
struct DirectAnswer: Sendable {
  /// The response that the answer is about, and the one that it is compared with, if there is one.
  let rollouts: [Rollout]
  /// μ: how sure people are of the first.
  let probability: Double
  /// How much it counts beside others, > 0.
  let weight: Double

  init(_ preference: Preference, in world: some Environment) {
    rollouts = [preference.chosen, preference.rejected].map { Rollout($0, in: world) }
    (probability, weight) = (preference.probability, preference.weight)
  }

  init(_ approval: ApprovedResponse, in world: some Environment) {
    rollouts = [Rollout(approval.response, in: world)]
    (probability, weight) = (approval.probability, approval.weight)
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
