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
  private let labels: LabelAssumptions
  private var stepper: GradientStepper
  /// t as the one parameter of an optimiser of its own, which is `nil` where t stays 0.
  private var thresholds: [Float] = [0]
  private var thresholdOptimizer: AdamW?

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
    if learnsThreshold {
      let group = ParameterGroup(name: "threshold", shape: [1], range: 0..<1, isDecayed: false)
      thresholdOptimizer = AdamW(AdamW.Settings(), groups: [group])
    }
  }

  /// One step down the weighted mean loss of a batch; returns how the model did before the step, and
  /// the signal of each piece then.
  ///
  ///     L = Σ_i w_i L_i / Σ_i w_i
  ///
  /// The sum is the batch's own: a weight tells one piece from its neighbours, and does not
  /// lengthen steps. Weight 2 is the same as the same piece twice.
  mutating func step<Piece: TrainingExample>(
    _ model: inout any LanguageModel, on pieces: [Piece], workspace: Workspace,
    report: inout TrainingReport
  ) throws -> (score: FitScore, signals: [Double]) {
    let totalWeight = pieces.reduce(0) { $0 + $1.weight }
    let threshold = threshold
    let size = Piece.groupSize
    let (reading, labels) = (reading, labels)
    let batch = reading.batch(pieces.flatMap(\.responses))
    let outputs = stepper.accumulate(model) { model, gradient in
      model.accumulateGradient(
        for: batch, heads: reading.heads, groupSize: size, into: &gradient,
        workspace: workspace
      ) { outputs, sequences, gradients in
        for index in sequences.lowerBound / size..<sequences.upperBound / size {
          let piece = pieces[index]
          let signal = Self.signal(of: Piece.self, at: index, in: outputs, batch, reading)
          let slope =
            piece.weight
            * piece.loss(signal: signal, threshold: threshold, labels: labels).derivative
            / totalWeight
          reading.spread(slope, over: size * index, of: batch, into: &gradients)
          if size == 2 {
            reading.spread(-slope, over: 2 * index + 1, of: batch, into: &gradients)
          }
        }
      }
    }
    let signals = pieces.indices.map {
      Self.signal(of: Piece.self, at: $0, in: outputs, batch, reading)
    }
    let score = score(signals, pieces)
    try report.record(
      Piece.prefix + "loss", at: stepIndex, score.loss ?? 0, in: Self.phase)
    let norm = stepper.step(&model, at: stepIndex)
    try report.record("gradient_norm", at: stepIndex, norm, in: Self.phase)
    let learningRate = stepper.learningRate(at: stepIndex)
    report.record("learning_rate", at: stepIndex, learningRate)
    moveThreshold(signals, pieces, learningRate: learningRate)
    stepIndex += 1
    return (score, signals)
  }

  /// How the model does on pieces: their score, and the signal of each.
  ///
  /// Read in blocks so that memory stays bounded.
  func score<Piece: TrainingExample>(
    of model: any LanguageModel, on pieces: [Piece], workspace: Workspace
  ) -> (score: FitScore, signals: [Double]) {
    var score = FitScore()
    var signals: [Double] = []
    for first in stride(from: 0, to: pieces.count, by: 256) {
      let block = Array(pieces[first..<min(first + 256, pieces.count)])
      let batch = reading.batch(block.flatMap(\.responses))
      let outputs = model.outputs(for: batch, heads: reading.heads, workspace: workspace)
      let own = block.indices.map {
        Self.signal(of: Piece.self, at: $0, in: outputs, batch, reading)
      }
      score += self.score(own, block)
      signals += own
    }
    return (score, signals)
  }

  /// One step of t down the same loss: ∂L/∂t = −Σ ∂L/∂r, as r and t enter by their difference.
  private mutating func moveThreshold<Piece: TrainingExample>(
    _ signals: [Double], _ pieces: [Piece], learningRate: Double
  ) {
    guard Piece.hasThreshold, thresholdOptimizer != nil else { return }
    var (slope, totalWeight) = (0.0, 0.0)
    for (index, piece) in pieces.enumerated() {
      let signal = signals[index]
      slope -=
        piece.weight
        * piece.loss(signal: signal, threshold: threshold, labels: labels).derivative
      totalWeight += piece.weight
    }
    _ = thresholdOptimizer?.step(
      &thresholds, gradient: [Float(slope / totalWeight)], learningRate: learningRate)
  }

  private static func signal<Piece: TrainingExample>(
    of kind: Piece.Type, at index: Int, in outputs: ReadOutputs, _ batch: SequenceBatch,
    _ reading: RewardReading
  ) -> Double {
    kind.groupSize == 1
      ? reading.reward(of: index, in: outputs, batch)
      : reading.reward(of: 2 * index, in: outputs, batch)
        - reading.reward(of: 2 * index + 1, in: outputs, batch)
  }

  private func score<Piece: TrainingExample>(_ signals: [Double], _ pieces: [Piece]) -> FitScore {
    var score = FitScore()
    for index in pieces.indices {
      score.add(pieces[index], signal: signals[index], threshold: threshold, labels: labels)
    }
    return score
  }
}
