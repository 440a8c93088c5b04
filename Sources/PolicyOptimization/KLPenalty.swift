/// How strongly the policy is held to the reference policy.
///
/// The penalty is paid token by token as part of the reward,
///
///     r_t = score · [t is the agent's last token] − β (log π(a_t) − log π_ref(a_t)),
///
/// so that the return of an episode has the expectation E[score] − β KL(π‖π_ref) (Ziegler et al. 2019,
/// arXiv:1909.08593, eq. 2; Stiennon et al. 2020, arXiv:2009.01325). β is `coefficient`.
///
/// Anchor: with a fixed β the optimum is π_ref · exp(score / β), normalised.
public enum KLPenalty: Sendable, Hashable, Codable {
  /// None: the score alone.
  case off
  /// β ≥ 0 all along, in reward units a nat.
  case fixed(coefficient: Double)
  /// β > 0 is steered so that the measured KL comes to `target` nats an episode. `horizon` says how
  /// slowly, in episodes: with n episodes an iteration K_β = n / horizon, so 10 n gives Ziegler's 0.1.
  case adaptive(target: Double, initialCoefficient: Double, horizon: Double)

  /// β at the first iteration.
  public var initialCoefficient: Double {
    switch self {
    case .off: 0
    case .fixed(let coefficient): coefficient
    case .adaptive(_, let initialCoefficient, _): initialCoefficient
    }
  }

  /// β for the next iteration.
  ///
  ///     e = clip((KL − target) / target, −0.2, 0.2),    β ← β (1 + K_β e)
  ///
  /// Ziegler et al. 2019, section 2.2.
  ///
  /// - Parameters:
  ///   - coefficient: β of this iteration.
  ///   - measuredKL: KL(π‖π_ref) in nats an episode, estimated with k1.
  ///   - episodeCount: n, the episodes of an iteration.
  public func coefficient(
    after coefficient: Double, measuredKL: Double, episodeCount: Int
  ) -> Double {
    guard case .adaptive(let target, _, let horizon) = self else { return coefficient }
    let error = min(max((measuredKL - target) / target, -0.2), 0.2)
    return coefficient * (1 + Double(episodeCount) / horizon * error)
  }
}
