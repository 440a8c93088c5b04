import Networks
import Randomness
import SandboxCore

/// Phase 3 by a model that is linear in what it sees of a response, and fitted exactly.
///
///     r(response) = scale · (b + w · x(response)) + shift
///     F(w, b, t, log ν) = Σ_i a_i L_i + ½ ρ (‖w‖² + b² + t² + (log ν)²)
///
/// The losses L_i of pieces with weights a_i are those of ``SequenceRewardModel``: Bradley-Terry of gaps, least squares of
/// scores, logistic of approvals. b is the level, of which preferences know nothing, and t the reward at which half
/// the people accept, which is learnt where there are scores beside approvals. The ridge ρ is the precision of a normal
/// prior of each weight (Hoerl & Kennard 1970, doi:10.1080/00401706.1970.10488634), so that answers that no weights are large
/// enough for have a best fit, too. F is convex: nothing depends on luck but what is held out.
public struct LinearRewardModel: RewardModel {
  /// What is held out, how the scale is settled, what is assumed about labels; the rest is of networks.
  public var settings: SequenceRewardModel.Settings
  /// ρ > 0.
  public var ridge: Double
  /// What the linear form is multiplied with; 1 unless ``SequenceRewardModel/Settings/Normalization`` sets a unit.
  public private(set) var scale = 1.0
  /// What is then added.
  public private(set) var shift = 0.0
  /// How surely what it learns predicts answers that it has not learnt from, in 0..<1 (``PredictiveFit``).
  private(set) var predictiveFit = 1.0
  private(set) var features: any RewardFeatures
  /// b, t, log ν, then w.
  var weights = [0.0, 0.0, 0.0]
  /// What is assumed about labels, with what has been learnt of ties.
  var fittedLabels: LabelAssumptions {
    var labels = settings.labels
    labels.logTie = weights[2]
    return labels
  }

  init(
    features: any RewardFeatures, settings: SequenceRewardModel.Settings = .init(),
    ridge: Double = 1
  ) {
    precondition(ridge > 0, "a ridge of \(ridge) leaves separable answers without a best fit")
    self.features = features
    self.settings = settings
    self.ridge = ridge
  }

  /// A model that is linear in numbers of a response, such as the world's attributes.
  ///
  /// - Parameters:
  ///   - count: how many numbers.
  ///   - settings: the shared settings.
  ///   - ridge: ρ > 0, of weights of numbers in standard deviations.
  ///   - attributes: the numbers, `count` of them.
  public init(
    attributeCount count: Int, settings: SequenceRewardModel.Settings = .init(), ridge: Double = 1,
    attributes: @escaping @Sendable (Response) -> [Double]
  ) {
    self.init(
      features: AttributeFeatures(count: count, attributes: attributes), settings: settings,
      ridge: ridge)
  }

  /// A model that is linear in counts of the n-grams that end at the agent's tokens.
  ///
  /// - Parameters:
  ///   - order: the longest n-gram, 1...3.
  ///   - settings: the shared settings.
  ///   - ridge: ρ > 0.
  public init(
    order: Int, settings: SequenceRewardModel.Settings = .init(), ridge: Double = 1
  ) {
    self.init(features: NGramFeatures(order: order), settings: settings, ridge: ridge)
  }

  /// Learns from evidence: the weights are the exact optimum, whatever they were before.
  ///
  /// The report has for each step of Newton's method `gradient_norm` and, of the kinds that are there, `loss`, `score_loss` and
  /// `approval_loss`, without the ridge; after the last also `accuracy` and `approval_accuracy` (of what has then been
  /// learnt from) and what is held out, as ``SequenceRewardModel/fit(to:using:)`` reports it.
  ///
  /// - Throws: ``TrainingFailure`` when a number stops being finite; `CancellationError`.
  public mutating func fit(
    to evidence: TrainingExamples, using stream: RandomStream
  ) throws -> TrainingReport {
    precondition(!evidence.isEmpty, "a reward model needs at least one piece of evidence")
    let (training, heldOut) = ExampleSampler(evidence).split(
      heldOutShare: settings.heldOutShare, using: stream.child("held-out"))
    (scale, shift, predictiveFit) = (1, 0, 1)
    features.settle(on: training.responses)
    weights = Array(repeating: 0, count: 3 + features.count)
    var fit = PredictiveFit()
    if settings.normalization == .predictiveFit {
      try predict(training, using: stream.child("order"), counting: &fit)
    }
    var report = TrainingReport()
    var lastStep = 0
    weights = try solution(of: training, from: weights) { evidence, step, slope in
      lastStep = step
      try report.record("gradient_norm", at: step, slope, in: RewardLearner.phase)
      for (prefix, score) in evidence {
        guard let loss = score.loss else { continue }
        try report.record(prefix + "loss", at: step, loss, in: RewardLearner.phase)
      }
    }
    try measure(training, heldOut, at: lastStep, in: &report)
    if settings.normalization == .predictiveFit {
      count(heldOut, isLearnt: false, of: training, in: &fit)
      predictiveFit = fit.share
      report.record("predictive_fit", at: lastStep, fit.share)
    }
    return report
  }

  /// Shifts the scale so that these responses have mean 0, and sets its unit as the settings say.
  public mutating func normalize(on responses: [Response]) {
    (scale, shift) = (1, 0)
    (scale, shift) = RewardScale.normalizing(
      rewards(for: responses).map(\.value),
      deviation: settings.normalization.deviation(predictiveFit: predictiveFit))
  }

  /// What the model believes each response is worth.
  public func rewards(for responses: [Response]) -> [ProxyReward] {
    responses.map { ProxyReward(scale * (weights[0] + sum(features.features(of: $0))) + shift) }
  }

  /// What each of the agent's tokens adds: the weights of what ends there, and an equal share of level and shift; `nil` where
  /// only whole responses show the features.
  public func tokenRewards(for responses: [Response]) -> [[Double]]? {
    let parts = responses.compactMap(features.tokenFeatures)
    guard parts.count == responses.count else { return nil }
    return parts.map { tokens in
      let share = (scale * weights[0] + shift) / Double(max(1, tokens.count))
      return tokens.map { scale * sum($0) + share }
    }
  }

  /// w · x.
  private func sum(_ features: [RewardFeature]) -> Double {
    features.reduce(0) { $0 + weights[3 + $1.index] * $1.value }
  }
}

extension TrainingExamples {
  /// Every response, as often as it is there.
  fileprivate var responses: [Response] {
    preferences.flatMap(\.responses) + scores.map(\.response) + approvals.map(\.response)
      + rankings.flatMap(\.responses)
  }
}
