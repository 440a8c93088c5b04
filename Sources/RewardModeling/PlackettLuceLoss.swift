import Foundation

/// The loss of a whole ranking, in nats.
///
///     L = −Σ_{k<K} [r_k − log Σ_{l≥k} e^{r_l}]
///
/// The best is chosen first, then the best of the rest, and so on: Luce 1959, "Individual Choice Behavior";
/// Plackett 1975, doi:10.2307/2346567. For reward models Zhu et al. 2023, arXiv:2301.11270, eq. 5, where it is the
/// maximum-likelihood fit of K-wise answers, against all pairs of a ranking as if each had been answered by
/// itself. Of two it is ``BradleyTerryLoss``. L is convex.
///
/// Anchor: log K! where all rewards are equal.
public struct PlackettLuceLoss: Sendable, Hashable {
  /// L ≥ 0, in nats.
  public let value: Double
  /// ∂L/∂r_k = Σ_{j≤k, j<K} P_j(k) − [k<K], where P_j(k) is the chance of k among those that are left at j.
  public let slopes: [Double]
  /// ∂²L/∂r_k ∂r_l, row after row: Σ_j P_j(k) [k = l] − P_j(k) P_j(l).
  public let curvatures: [Double]

  /// Judges predicted rewards.
  ///
  /// - Parameter rewards: r of each response, the best-ranked first; in nats.
  public init(rewards: [Double]) {
    let count = rewards.count
    var value = 0.0
    var slopes = [Double](repeating: 0, count: count)
    var curvatures = [Double](repeating: 0, count: count * count)
    for stage in 0..<max(0, count - 1) {
      let rest = rewards[stage...]
      let most = rest.max() ?? 0
      let sum = rest.reduce(0) { $0 + exp($1 - most) }
      value += most + log(sum) - rewards[stage]
      slopes[stage] -= 1
      let chances = rest.map { exp($0 - most) / sum }
      for (place, chance) in chances.enumerated() {
        let row = stage + place
        slopes[row] += chance
        curvatures[row * count + row] += chance
        for (other, otherChance) in chances.enumerated() {
          curvatures[row * count + stage + other] -= chance * otherChance
        }
      }
    }
    (self.value, self.slopes, self.curvatures) = (value, slopes, curvatures)
  }
}
