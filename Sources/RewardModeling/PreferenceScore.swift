/// How well predicted gaps agree with preferences, added up over pairs.
struct PreferenceScore {
  private var totalLoss = 0.0
  private var pairCount = 0
  private var right = 0.0
  private var decidedCount = 0

  /// Counts one pair.
  mutating func add(gap: Double, probability: Double) {
    totalLoss += BradleyTerryLoss(gap: gap, probability: probability).value
    pairCount += 1
    guard probability != 0.5 else { return }
    decidedCount += 1
    right += gap == 0 ? 0.5 : (gap > 0) == (probability > 0.5) ? 1 : 0
  }

  static func += (left: inout PreferenceScore, right: PreferenceScore) {
    left.totalLoss += right.totalLoss
    left.pairCount += right.pairCount
    left.right += right.right
    left.decidedCount += right.decidedCount
  }

  /// Mean loss in nats a pair; `nil` of no pairs.
  var loss: Double? { pairCount == 0 ? nil : totalLoss / Double(pairCount) }
  /// The share of decided pairs that is ordered as people order it; `nil` of none.
  var accuracy: Double? { decidedCount == 0 ? nil : right / Double(decidedCount) }
}
