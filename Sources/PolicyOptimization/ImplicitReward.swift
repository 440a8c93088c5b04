import Networks
import Randomness
import Rollouts
import SandboxCore

/// The reward of which a policy is the KL-regularised optimum.
///
///     r(response) = β Σ_t [log π(a_t | s_t) − log π_ref(a_t | s_t)]
///
/// Rafailov et al. 2023, arXiv:2305.18290, eq. 5, without the part that depends on the prompt alone. By it a policy
/// that learnt from preferences directly is measured as a reward model would be. Anchor: 0 everywhere for π_ref
/// itself.
public struct ImplicitReward<World: Environment>: RewardModel {
  /// π.
  public let policy: any LanguageModel
  /// π_ref.
  public let reference: any LanguageModel
  /// β, in reward units a nat.
  public let beta: Double
  /// The world, whose rules say what was legal.
  public let environment: World

  /// The implicit reward of a policy.
  public init(
    of policy: any LanguageModel, reference: any LanguageModel, beta: Double,
    in environment: World
  ) {
    self.policy = policy
    self.reference = reference
    self.beta = beta
    self.environment = environment
  }

  /// Nothing: the policy has learnt.
  public mutating func fit(
    to evidence: TrainingExamples, using stream: RandomStream
  ) -> TrainingReport { TrainingReport() }

  /// Its scale is given by β.
  public mutating func normalize(on responses: [Response]) {}

  /// The reward of each response, in reward units.
  public func rewards(for responses: [Response]) -> [ProxyReward] {
    let rollouts = responses.map { Rollout($0, in: environment) }
    let workspace = Workspace()
    let own = policy.logProbabilities(of: rollouts, workspace: workspace)
    let other = reference.logProbabilities(of: rollouts, workspace: workspace)
    return zip(own, other).map { ProxyReward(beta * ($0 - $1)) }
  }
}
