import Networks
import Randomness
import Rollouts
import SandboxCore

/// A way of phase 4 to make a policy of a reference policy and a reward: one that scenarios can name.
///
/// A new one is one file, its tests, and a line in ``PolicyMethods``. It is an ``IterativeMethod``, a
/// ``PreferenceMethod`` or a ``DirectMethod``.
public protocol PolicyMethod: Sendable {
  /// The name scenarios use, as `policy_optimization.method`.
  var name: String { get }
  /// What it does, in one sentence.
  var summary: String { get }
  /// What it lets one set, with whole keys.
  var settings: [Setting] { get }
  /// What it is defined by, or suits it: values of settings, which take the place of those that suit the world.
  /// What a scenario says comes after.
  var recommended: [String: SettingValue] { get }
  /// Settings that do not go together, and what the world does not allow.
  func conflicts(_ values: SettingValues, in world: any Environment) -> [SettingConflict]
  /// What of its settings can change nothing beside the others.
  func idle(_ values: SettingValues) -> [IdleSetting]
}

extension PolicyMethod {
  /// Nothing: what suits the world will do.
  public var recommended: [String: SettingValue] { [:] }
  /// None: it reads all of them.
  public func idle(_ values: SettingValues) -> [IdleSetting] { [] }
}

/// A method that changes the parameters of a language model, iteration by iteration.
public protocol IterativeMethod: PolicyMethod {
  /// The optimiser as an arm sets it.
  func optimizer(_ values: SettingValues) -> any PolicyOptimizer
}

/// What a method without a reward model learns from.
public enum PreferenceEvidence: Sendable, Hashable {
  /// Which of two responses is better; a ranking is made of these.
  case comparisons
  /// Whether a response is acceptable.
  case approvals
}

/// A method that changes the parameters of a language model by what people said, without a reward model.
public protocol PreferenceMethod: PolicyMethod {
  /// What it learns from.
  var evidence: PreferenceEvidence { get }
  /// The optimiser as an arm sets it.
  func optimizer(_ values: SettingValues) -> DirectPreferenceOptimizer
}

/// A method that makes the policy at once.
public protocol DirectMethod: PolicyMethod {
  /// The policy.
  ///
  /// - Parameters:
  ///   - reference: π_ref.
  ///   - reward: the judge of finished responses.
  ///   - world: the world to act in.
  ///   - values: what the arm sets.
  ///   - stream: all chance of the phase.
  func policy<World: Environment>(
    from reference: any LanguageModel, by reward: any RewardSignal, in world: World,
    _ values: SettingValues, using stream: RandomStream
  ) -> any Policy
}

/// The methods that ship.
public enum PolicyMethods {
  /// Every method, the default first.
  public static let all = PartList<any PolicyMethod>(
    "method of policy optimisation",
    PolicyGradientMethod.all + DirectPreferenceMethod.all + [BestOfNMethod(), ExactMethod()]
      + TabularMethod.allCases,
    name: { $0.name }, summary: { $0.summary })

  /// What can be set in phase 4.
  public static let settings =
    (PolicyOptimizationSettings.declared + all.flatMap(\.settings)).eachOnce
}
