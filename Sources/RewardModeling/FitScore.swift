/// How well signals agree with evidence of one kind, added up over pieces by their weights.
struct FitScore {
  private var totalLoss = 0.0
  private var weight = 0.0
  private var right = 0.0
  private var decidedWeight = 0.0

  /// Counts one piece.
  mutating func add(
    _ piece: some RewardPiece, rewards: [Double], threshold: Double, labels: LabelAssumptions
  ) {
    add(
      weight: piece.weight,
      loss: piece.loss(rewards: rewards, threshold: threshold, labels: labels).value,
      agreement: piece.agreement(rewards: rewards, threshold: threshold))
  }

  /// Counts one piece by its loss, and by how far it is agreed with, where it is decided.
  mutating func add(weight: Double, loss: Double, agreement: Double?) {
    totalLoss += weight * loss
    self.weight += weight
    guard let agreement else { return }
    right += weight * agreement
    decidedWeight += weight
  }

  static func += (left: inout FitScore, right: FitScore) {
    left.totalLoss += right.totalLoss
    left.weight += right.weight
    left.right += right.right
    left.decidedWeight += right.decidedWeight
  }

  /// Mean loss in nats a piece; `nil` of none.
  var loss: Double? { weight == 0 ? nil : totalLoss / weight }
  /// The share of decided pieces that the signal agrees with; `nil` of none.
  var accuracy: Double? { decidedWeight == 0 ? nil : right / decidedWeight }
}
