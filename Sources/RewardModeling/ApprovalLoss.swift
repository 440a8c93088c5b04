/// The binary cross-entropy of one approved or rejected response, in nats.
///
///     L = −p log σ(r − t) − (1 − p) log σ(t − r),    ∂L/∂r = −∂L/∂t = σ(r − t) − p
///
/// Logistic regression: Berkson 1944, doi:10.1080/01621459.1944.10500699. It is
/// ``BradleyTerryLoss`` of a contest between the response and the threshold t, the worth of a
/// response that half the people accept.
///
/// Anchor: log 2 at r = t, whatever p.
public struct ApprovalLoss: Sendable, Hashable {
  /// L ≥ 0, in nats.
  public let value: Double
  /// ∂L/∂r; in −1...1 unless flips are corrected for.
  public let derivative: Double
  /// ∂²L/∂r², ≥ 0.
  public let curvature: Double

  /// Judges a predicted reward.
  ///
  /// - Parameters:
  ///   - reward: r, in reward units.
  ///   - probability: p, the share of people who accept the response, in 0...1.
  ///   - threshold: t, in reward units.
  ///   - labels: what is assumed about p; a margin is for comparisons only.
  public init(
    reward: Double, probability: Double, threshold: Double = 0,
    labels: LabelAssumptions = LabelAssumptions()
  ) {
    var labels = labels
    labels.margin = 0
    let contest = BradleyTerryLoss(
      gap: reward - threshold, probability: probability, labels: labels)
    (value, derivative, curvature) = (contest.value, contest.derivative, contest.curvature)
  }
}
