import Networks
import SandboxCore

/// What fitting a reward model carries from step to step besides the model.
struct RewardLearner: Sendable {
  /// What failures are reported under.
  static let phase = "reward model"

  /// How many steps have been taken.
  private(set) var stepIndex = 0
  /// t: the reward at which half the people accept a response.
  var threshold: Double { Double(thresholds[0]) }

  private let reading: RewardReading
  /// What is assumed about labels, with what has been learnt of ties.
  private(set) var labels: LabelAssumptions
  private var stepper: GradientStepper
  /// t and log ν as the parameters of an optimiser of their own each, which is `nil` where they stay 0.
  private var thresholds: [Float] = [0]
  private var thresholdOptimizer: AdamW?
  private var logTies: [Float] = [0]
  private var tieOptimizer: AdamW?

  init(
    model: any LanguageModel, settings: SequenceRewardModel.Settings, stepCount: Int,
    learnsThreshold: Bool
  ) {
    reading = settings.reading
    labels = settings.labels
    stepper = GradientStepper(
      model,
      settings: AdamW.Settings(
        weightDecay: settings.weightDecay, maxGradNorm: settings.maxGradNorm),
      schedule: LearningRateSchedule(
        peak: settings.learningRate, warmUpSteps: settings.warmUpSteps, shape: settings.schedule),
      scheduleLength: stepCount)
    func one(_ name: String) -> AdamW {
      let group = ParameterGroup(name: name, shape: [1], range: 0..<1, isDecayed: false)
      return AdamW(AdamW.Settings(), groups: [group])
    }
    if learnsThreshold { thresholdOptimizer = one("threshold") }
    if labels.ties == .davidson { tieOptimizer = one("ties") }
    logTies = [Float(labels.logTie)]
  }

  /// One step down the weighted mean loss of a batch; returns how the model did before the step, and
  /// the rewards of each piece's responses then.
  ///
  ///     L = Σ_i w_i L_i / Σ_i w_i
  ///
  /// The sum is the batch's own: a weight tells one piece from its neighbours, and does not
  /// lengthen steps. Weight 2 is the same as the same piece twice.
  ///
  /// - Parameter pieces: of as many responses each.
  mutating func step<Piece: RewardPiece>(
    _ model: inout any LanguageModel, on pieces: [Piece], workspace: Workspace,
    report: inout TrainingReport
  ) throws -> (score: FitScore, rewards: [[Double]]) {
    let totalWeight = pieces.reduce(0) { $0 + $1.weight }
    let threshold = threshold
    let size = pieces[0].responses.count
    let (reading, labels) = (reading, labels)
    let batch = reading.batch(pieces.flatMap(\.responses))
    let outputs = stepper.accumulate(model) { model, gradient in
      model.accumulateGradient(
        for: batch, heads: reading.heads, groupSize: size, into: &gradient,
        workspace: workspace
      ) { outputs, sequences, gradients in
        for index in sequences.lowerBound / size..<sequences.upperBound / size {
          let piece = pieces[index]
          let loss = piece.loss(
            rewards: reading.rewards(of: size * index..<size * (index + 1), in: outputs, batch),
            threshold: threshold, labels: labels)
          for (place, slope) in loss.slopes.enumerated() {
            reading.spread(
              piece.weight * slope / totalWeight, over: size * index + place, of: batch,
              into: &gradients)
          }
        }
      }
    }
    let rewards = pieces.indices.map {
      reading.rewards(of: size * $0..<size * ($0 + 1), in: outputs, batch)
    }
    let score = score(rewards, pieces)
    try report.record(
      Piece.prefix + "loss", at: stepIndex, score.loss ?? 0, in: Self.phase)
    let norm = stepper.step(&model, at: stepIndex)
    try report.record("gradient_norm", at: stepIndex, norm, in: Self.phase)
    let learningRate = stepper.learningRate(at: stepIndex)
    report.record("learning_rate", at: stepIndex, learningRate)
    moveThreshold(rewards, pieces, learningRate: learningRate)
    moveTie(rewards, pieces, learningRate: learningRate)
    stepIndex += 1
    return (score, rewards)
  }

  /// How the model does on pieces: their score, and the rewards of each one's responses.
  ///
  /// Read in blocks so that memory stays bounded.
  func score<Piece: RewardPiece>(
    of model: any LanguageModel, on pieces: [Piece], workspace: Workspace
  ) -> (score: FitScore, rewards: [[Double]]) {
    var score = FitScore()
    var rewards: [[Double]] = []
    for first in stride(from: 0, to: pieces.count, by: 256) {
      let block = Array(pieces[first..<min(first + 256, pieces.count)])
      let batch = reading.batch(block.flatMap(\.responses))
      let outputs = model.outputs(for: batch, heads: reading.heads, workspace: workspace)
      var begin = 0
      let own = block.map { piece in
        defer { begin += piece.responses.count }
        return reading.rewards(of: begin..<begin + piece.responses.count, in: outputs, batch)
      }
      score += self.score(own, block)
      rewards += own
    }
    return (score, rewards)
  }

  /// One step of t down the same loss: ∂L/∂t = −Σ ∂L/∂r, as r and t enter by their difference.
  private mutating func moveThreshold<Piece: RewardPiece>(
    _ rewards: [[Double]], _ pieces: [Piece], learningRate: Double
  ) {
    guard Piece.hasThreshold, thresholdOptimizer != nil else { return }
    let slope = mean(pieces, rewards) { piece, rewards in
      -piece.loss(rewards: rewards, threshold: threshold, labels: labels).slopes.reduce(0, +)
    }
    _ = thresholdOptimizer?.step(
      &thresholds, gradient: [Float(slope)], learningRate: learningRate)
  }

  /// One step of log ν down the same loss, ten times as long as the network's: it is one number, which every
  /// comparison speaks of.
  private mutating func moveTie<Piece: RewardPiece>(
    _ rewards: [[Double]], _ pieces: [Piece], learningRate: Double
  ) {
    guard Piece.self == Preference.self, tieOptimizer != nil else { return }
    let slope = mean(pieces, rewards) { $0.tieSlope(rewards: $1, labels: labels) }
    _ = tieOptimizer?.step(
      &logTies, gradient: [Float(slope)], learningRate: 10 * learningRate)
    labels.logTie = Double(logTies[0])
  }

  /// The mean of something over pieces, by their weights.
  private func mean<Piece: RewardPiece>(
    _ pieces: [Piece], _ rewards: [[Double]], of value: (Piece, [Double]) -> Double
  ) -> Double {
    let weight = pieces.reduce(0) { $0 + $1.weight }
    return zip(pieces, rewards).reduce(0) { $0 + $1.0.weight * value($1.0, $1.1) } / weight
  }

  private func score<Piece: RewardPiece>(_ rewards: [[Double]], _ pieces: [Piece]) -> FitScore {
    var score = FitScore()
    for index in pieces.indices {
      score.add(pieces[index], rewards: rewards[index], threshold: threshold, labels: labels)
    }
    return score
  }
}
