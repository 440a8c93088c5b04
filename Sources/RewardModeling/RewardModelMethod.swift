import Networks
import Randomness
import SandboxCore

/// A way of phase 3 to come to a reward: one that scenarios can name.
///
/// A new one is one file, its tests, and a line in ``RewardModelMethods``.
public protocol RewardModelMethod: Sendable {
  /// The name scenarios use, as `reward_model.method`.
  var name: String { get }
  /// What it does, in one sentence.
  var summary: String { get }
  /// What it lets one set, with whole keys.
  var settings: [Setting] { get }
  /// Whether it learns from what annotators said, and so has nothing to say where they said nothing.
  var needsEvidence: Bool { get }
  /// Whether annotators are asked at all.
  var asksAnnotators: Bool { get }
  /// Whether it matters who gave an answer, so that each has to stay a piece of evidence of its own.
  var readsAnswersApart: Bool { get }
  /// Whether everybody's group has to be known.
  var needsGroups: Bool { get }
  /// Whether it has a reward for each group of people.
  var hasGroupRewards: Bool { get }
  /// Whether single responses, rated or approved, teach it nothing.
  var learnsFromComparisonsOnly: Bool { get }
  /// What of the settings does not go together in a world.
  func conflicts(_ values: SettingValues, in world: any Environment) -> [SettingConflict]
  /// What of its settings can change nothing beside the others.
  func idle(_ values: SettingValues) -> [IdleSetting]
  /// The reward model, before it has learnt anything.
  ///
  /// - Parameters:
  ///   - values: what the arm sets.
  ///   - start: the fine-tuned model.
  ///   - world: the world of the responses.
  func model<World: Environment>(
    _ values: SettingValues, from start: any LanguageModel, in world: World
  ) -> any RewardModel
}

extension RewardModelMethod {
  /// They are.
  public var asksAnnotators: Bool { true }
  /// What people say together is enough.
  public var readsAnswersApart: Bool { false }
  /// Groups do not matter.
  public var needsGroups: Bool { false }
  /// It has one reward.
  public var hasGroupRewards: Bool { false }
  /// It learns from everything.
  public var learnsFromComparisonsOnly: Bool { false }
  /// All goes together.
  public func conflicts(_ values: SettingValues, in world: any Environment) -> [SettingConflict] {
    []
  }
  /// It reads all of them.
  public func idle(_ values: SettingValues) -> [IdleSetting] { [] }
}

/// The methods that ship.
public enum RewardModelMethods {
  /// Every method, the default first.
  public static let all = PartList<any RewardModelMethod>(
    "method of reward modelling",
    [
      SequenceRewardMethod(), EnsembleMethod(), LinearMethod(), NGramMethod(),
    ] + DistributionalMethod.all + GroupMethod.all + [OracleMethod(), FormulaMethod()],
    name: { $0.name },
    summary: { $0.summary })

  /// What can be set in phase 3.
  public static let settings = (Choice.declared + all.flatMap(\.settings)).eachOnce

  /// Which method.
  public struct Choice: SettingsGroup {
    /// `reward_model`
    public static let section = "reward_model"
    /// One of ``RewardModelMethods``.
    public var method = "transformer"
    /// Which luck the phase has: 0 is the one that the scenario's seed gives it. Arms that differ in it alone
    /// differ by luck alone.
    public var seed = 0
    /// The default.
    public init() {}
    /// The declarations.
    public static let settings: [GroupSetting<Self>] = [
      .part(of: RewardModelMethods.all, \.method, "Where the reward comes from"),
      .seed(\.seed),
    ]
  }
}

/// `transformer`
public struct SequenceRewardMethod: RewardModelMethod {
  /// `transformer`
  public let name = "transformer"
  /// What it does.
  public let summary = "The fine-tuned model with a scalar head learns from the answers."
  /// Those of ``SequenceRewardModel/Settings``.
  public let settings = SequenceRewardModel.Settings.declared
  /// It learns.
  public let needsEvidence = true
  /// The method.
  public init() {}
  /// What is assumed about labels.
  public func conflicts(_ values: SettingValues, in world: any Environment) -> [SettingConflict] {
    values.group(SequenceRewardModel.Settings.self).labels.conflicts
  }
  /// The model.
  public func model<World: Environment>(
    _ values: SettingValues, from start: any LanguageModel, in world: World
  ) -> any RewardModel {
    SequenceRewardModel(
      model: start, settings: values.group())
  }
}

/// `oracle`
public struct OracleMethod: RewardModelMethod {
  /// `oracle`
  public let name = "oracle"
  /// What it does.
  public let summary = "The true reward itself, as if the reward model had learnt it without error."
  /// The normalisation, which all reward models share.
  public let settings = SequenceRewardModel.Settings.declared
    .filter { $0.key == "reward_model.normalization" }
  /// It knows.
  public let needsEvidence = false
  /// The method.
  public init() {}
  /// The oracle.
  public func model<World: Environment>(
    _ values: SettingValues, from start: any LanguageModel, in world: World
  ) -> any RewardModel {
    ExactRewardModel(
      normalizesVariance: values.group(SequenceRewardModel.Settings.self).normalization != .mean
    ) { world.episode($0).gold.value }
  }
}

/// A reward that is known in the place of a learned one: the true one, or one that somebody wrote.
///
/// The true one is what a reward model would be that has learnt all there is: the difference to an arm with a
/// learned one is what the learning costs. Unlike the true reward as the judge of phase 4, it is asked in the same
/// units as a learned one.
public struct ExactRewardModel: RewardModel {
  /// Whether normalising also scales to unit standard deviation.
  public let normalizesVariance: Bool
  private let value: @Sendable (Response) -> Double
  private var scale = 1.0
  private var shift = 0.0

  /// A reward that is known.
  ///
  /// - Parameter value: the reward of a response, before it is normalised.
  public init(
    normalizesVariance: Bool = false, value: @escaping @Sendable (Response) -> Double
  ) {
    self.normalizesVariance = normalizesVariance
    self.value = value
  }

  /// Nothing is to be learnt.
  public mutating func fit(
    to evidence: TrainingExamples, using stream: RandomStream
  ) -> TrainingReport { TrainingReport() }

  /// As that of a learned model.
  public mutating func normalize(on responses: [Response]) {
    (scale, shift) = RewardScale.normalizing(
      responses.map(value), deviation: normalizesVariance ? 1 : nil)
  }

  /// The reward of each response, normalised.
  public func rewards(for responses: [Response]) -> [ProxyReward] {
    responses.map { ProxyReward(scale * value($0) + shift) }
  }
}

/// The scale and shift that give rewards mean 0, and a standard deviation where one is wanted.
enum RewardScale {
  static func normalizing(_ values: [Double], deviation wanted: Double?) -> (
    scale: Double, shift: Double
  ) {
    guard !values.isEmpty else { return (1, 0) }
    let mean = values.reduce(0, +) / Double(values.count)
    var scale = 1.0
    if let wanted {
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let deviation = (squares / Double(values.count)).squareRoot()
      if deviation > 0 { scale = wanted / deviation }
    }
    return (scale, -mean * scale)
  }
}
