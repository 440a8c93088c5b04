import Networks
import SandboxCore

/// One thing to learn from, whatever its kind: a loss of the rewards of some responses.
protocol RewardPiece: Sendable {
  /// What metrics of this kind begin with; empty for preferences, the ordinary kind.
  static var prefix: String { get }
  /// Whether the loss depends on the threshold, and then on rewards less the threshold only.
  static var hasThreshold: Bool { get }
  /// What the model reads.
  var responses: [Response] { get }
  /// How much it counts beside others, > 0.
  var weight: Double { get }
  /// The loss and its derivatives by the rewards of the responses, without the weight.
  func loss(rewards: [Double], threshold: Double, labels: LabelAssumptions) -> BlockLoss
  /// The derivative of the same loss by log ν, where ties have a model.
  func tieSlope(rewards: [Double], labels: LabelAssumptions) -> Double
  /// The share of what people decided that rewards decide likewise, equal rewards by half; `nil` where people
  /// decided nothing.
  func agreement(rewards: [Double], threshold: Double) -> Double?
  /// Counts how well pieces are predicted.
  ///
  /// - Parameters:
  ///   - rewards: of the responses of each piece, by the model as it is.
  ///   - first: the same by the model as it began.
  ///   - expected: the mean answer of this kind; of gaps 0.
  ///   - isLearnt: whether they are learnt from then.
  static func count(
    _ pieces: [Self], rewards: [[Double]], first: [[Double]], expected: Double, isLearnt: Bool,
    in fit: inout PredictiveFit)
}

extension RewardPiece {
  static var hasThreshold: Bool { false }
  func tieSlope(rewards: [Double], labels: LabelAssumptions) -> Double { 0 }
}

/// A piece of which one signal matters: the gap between two responses' rewards, or one response's reward.
protocol TrainingExample: RewardPiece {
  /// 2 where the signal is a gap, 1 where it is a reward.
  static var groupSize: Int { get }
  /// What people said, as a number that grows with the signal they spoke for; 0 where they are divided
  /// about a gap.
  var answer: Double { get }
  /// The loss and its derivatives by the signal, without the weight.
  func loss(signal: Double, threshold: Double, labels: LabelAssumptions) -> LossValue
  /// 1 where the signal is on the side that people are on, 0 where it is not, ½ where it is on
  /// neither; `nil` where people are on none.
  func agreement(signal: Double, threshold: Double) -> Double?
}

extension TrainingExample {
  /// Of `groupSize` rewards; of a gap the minuend stands first.
  static func signal(_ rewards: [Double]) -> Double {
    groupSize == 1 ? rewards[0] : rewards[0] - rewards[1]
  }

  func loss(rewards: [Double], threshold: Double, labels: LabelAssumptions) -> BlockLoss {
    let loss = loss(signal: Self.signal(rewards), threshold: threshold, labels: labels)
    guard Self.groupSize == 2 else { return BlockLoss(loss) }
    let (slope, curvature) = (loss.derivative, loss.curvature)
    return BlockLoss(
      value: loss.value, slopes: [slope, -slope],
      curvatures: [curvature, -curvature, -curvature, curvature])
  }

  func agreement(rewards: [Double], threshold: Double) -> Double? {
    agreement(signal: Self.signal(rewards), threshold: threshold)
  }

  static func count(
    _ pieces: [Self], rewards: [[Double]], first: [[Double]], expected: Double, isLearnt: Bool,
    in fit: inout PredictiveFit
  ) {
    fit.add(
      pieces, signals: rewards.map(signal), first: first.map(signal), expected: expected,
      isLearnt: isLearnt)
  }
}

extension Preference: TrainingExample {
  static var prefix: String { "" }
  static var groupSize: Int { 2 }
  var responses: [Response] { [chosen, rejected] }
  var answer: Double { probability - 0.5 }

  func loss(signal: Double, threshold: Double, labels: LabelAssumptions) -> LossValue {
    let gap = sharpness * signal
    if labels.ties == .davidson {
      let loss = davidson(gap, labels)
      return (loss.value, sharpness * loss.slope, sharpness * sharpness * loss.curvature)
    }
    let loss = BradleyTerryLoss(gap: gap, probability: probability, labels: labels)
    return (loss.value, sharpness * loss.derivative, sharpness * sharpness * loss.curvature)
  }

  func tieSlope(rewards: [Double], labels: LabelAssumptions) -> Double {
    labels.ties == .davidson
      ? davidson(sharpness * (rewards[0] - rewards[1]), labels).tieSlope : 0
  }

  /// The loss with ties of a gap in the units of whoever answered.
  func davidson(_ gap: Double, _ labels: LabelAssumptions) -> DavidsonLoss {
    DavidsonLoss(
      gap: gap, logTie: labels.logTie, probability: probability, tieShare: tieShare)
  }

  func agreement(signal: Double, threshold: Double) -> Double? {
    guard probability != 0.5 else { return nil }
    return signal == 0 ? 0.5 : (signal > 0) == (probability > 0.5) ? 1 : 0
  }
}

extension ScoredResponse: TrainingExample {
  static var prefix: String { "score_" }
  static var groupSize: Int { 1 }
  var responses: [Response] { [response] }
  var answer: Double { score }

  func loss(signal: Double, threshold: Double, labels: LabelAssumptions) -> LossValue {
    let loss = ScoreLoss(reward: signal, score: score)
    return (loss.value, loss.derivative, 1)
  }

  /// Never: what a score says of order, it says beside another; see ``concordance(of:rewards:)``.
  func agreement(signal: Double, threshold: Double) -> Double? { nil }
}

extension ApprovedResponse: TrainingExample {
  static var prefix: String { "approval_" }
  static var groupSize: Int { 1 }
  static var hasThreshold: Bool { true }
  var responses: [Response] { [response] }
  var answer: Double { probability }

  func loss(signal: Double, threshold: Double, labels: LabelAssumptions) -> LossValue {
    let loss = ApprovalLoss(
      reward: signal, probability: probability, threshold: threshold, labels: labels)
    return (loss.value, loss.derivative, loss.curvature)
  }

  func agreement(signal: Double, threshold: Double) -> Double? {
    guard probability != 0.5 else { return nil }
    let gap = signal - threshold
    return gap == 0 ? 0.5 : (gap > 0) == (probability > 0.5) ? 1 : 0
  }
}

extension RankedResponses: RewardPiece {
  static var prefix: String { "ranking_" }

  func loss(rewards: [Double], threshold: Double, labels: LabelAssumptions) -> BlockLoss {
    let loss = PlackettLuceLoss(rewards: rewards)
    return BlockLoss(value: loss.value, slopes: loss.slopes, curvatures: loss.curvatures)
  }

  /// Of its pairs.
  func agreement(rewards: [Double], threshold: Double) -> Double? {
    let gaps = gaps(rewards)
    return gaps.reduce(0) { $0 + ($1 == 0 ? 0.5 : $1 > 0 ? 1 : 0) } / Double(gaps.count)
  }

  /// As the pairs that it is made of.
  static func count(
    _ pieces: [Self], rewards: [[Double]], first: [[Double]], expected: Double, isLearnt: Bool,
    in fit: inout PredictiveFit
  ) {
    fit.add(
      pieces.flatMap(\.pairs), signals: zip(pieces, rewards).flatMap { $0.gaps($1) },
      first: zip(pieces, first).flatMap { $0.gaps($1) }, expected: 0, isLearnt: isLearnt)
  }

  /// The gap of each of its ``pairs``.
  private func gaps(_ rewards: [Double]) -> [Double] {
    rewards.indices.flatMap { better in
      rewards[(better + 1)...].map { rewards[better] - $0 }
    }
  }
}
