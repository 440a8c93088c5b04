import Randomness
import SandboxCore

/// A phase whose luck can be chosen apart from the scenario's seed, in the order of the pipeline.
///
/// The first two phases have seeds of another kind: their models are made once for all scenarios.
public enum PhaseLuck: String, CaseIterable, Sendable {
  case feedback
  case rewardModel = "reward_model"
  case policyOptimization = "policy_optimization"
  case evaluation

  /// The key of its seed.
  public var key: String { rawValue + ".seed" }

  /// What its luck decides, in a word or two.
  public var title: String {
    switch self {
    case .feedback: "labels"
    case .rewardModel: "reward model"
    case .policyOptimization: "policy"
    case .evaluation: "evaluation"
    }
  }

  /// The seed that an arm sets; 0 where it is the scenario's.
  public func seed(in settings: ArmSettings) -> Int {
    if case .integer(let seed)? = settings.values[key] { seed } else { 0 }
  }

  /// Its chance in a replication.
  func stream(of replication: RandomStream, _ settings: ArmSettings) -> RandomStream {
    let seed = seed(in: settings)
    return seed == 0 ? replication : replication.child("seed").child(seed)
  }
}
