import Networks
import SandboxCore

/// One thing to learn from, whatever its kind: a loss of one signal that the model gives.
///
/// The signal is the gap between two responses' rewards, or one response's reward.
protocol TrainingExample: Sendable {
  /// What metrics of this kind begin with; empty for preferences, the ordinary kind.
  static var prefix: String { get }
  /// 2 where the signal is a gap, 1 where it is a reward.
  static var groupSize: Int { get }
  /// Whether the loss depends on the threshold, and then on signal − threshold only.
  static var hasThreshold: Bool { get }
  /// What the model reads: `groupSize` of them; of a gap the minuend first.
  var responses: [Response] { get }
  /// What people said, as a number that grows with the signal they spoke for; 0 where they are divided
  /// about a gap.
  var answer: Double { get }
  /// How much it counts beside others, > 0.
  var weight: Double { get }
  /// The loss and its derivatives by the signal, without the weight.
  func loss(signal: Double, threshold: Double, labels: LabelAssumptions) -> LossValue
  /// 1 where the signal is on the side that people are on, 0 where it is not, ½ where it is on
  /// neither; `nil` where people are on none.
  func agreement(signal: Double, threshold: Double) -> Double?
}

extension TrainingExample {
  static var hasThreshold: Bool { false }
}

extension Preference: TrainingExample {
  static var prefix: String { "" }
  static var groupSize: Int { 2 }
  var responses: [Response] { [chosen, rejected] }
  var answer: Double { probability - 0.5 }

  func loss(signal: Double, threshold: Double, labels: LabelAssumptions) -> LossValue {
    let loss = BradleyTerryLoss(gap: signal, probability: probability, labels: labels)
    return (loss.value, loss.derivative, loss.curvature)
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
