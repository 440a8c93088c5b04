/// How well signals agree with evidence of one kind, added up over pieces by their weights.
struct FitScore {
  private var totalLoss = 0.0
  private var weight = 0.0
  private var right = 0.0
  private var decidedWeight = 0.0

  /// Counts one piece.
  mutating func add(
    _ piece: some TrainingExample, signal: Double, threshold: Double, labels: LabelAssumptions
  ) {
    totalLoss +=
      piece.weight * piece.loss(signal: signal, threshold: threshold, labels: labels).value
    weight += piece.weight
    guard let agreement = piece.agreement(signal: signal, threshold: threshold) else { return }
    right += piece.weight * agreement
    decidedWeight += piece.weight
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
