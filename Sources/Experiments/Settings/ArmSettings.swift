import Aggregation
import Annotators
import Environments
import Evaluation
import Feedback
import PolicyOptimization
import RewardModeling
import SandboxCore
import SupervisedTraining

/// Everything that one arm of an experiment fixes: a value for every setting of ``SettingsCatalog``.
///
/// Each stage declares its own settings and reads them as a group of its own; the properties below are
/// those groups.
public struct ArmSettings: Sendable, Hashable {
  /// The values by key; none is missing.
  public private(set) var values = SettingValues()

  /// What is declared, before a world says what suits it.
  public init() {
    for setting in SettingsCatalog.all { values[setting.key] = setting.initial }
  }

  /// What a scenario gets that names only its world and its method of policy optimisation: what suits the world,
  /// and then what the method stands for.
  public static func defaults(for world: WorldName, method: String? = nil) -> ArmSettings {
    var settings = ArmSettings()
    settings.world.name = world
    settings.takeUp(Worlds.named(world).recommended, of: world.rawValue)
    if let method {
      settings.policyOptimization.method = method
      settings.takeUp(PolicyMethods.all.named(method).recommended, of: method)
    }
    return settings
  }

  private mutating func takeUp(_ recommended: [String: SettingValue], of part: String) {
    for (key, value) in recommended {
      guard let setting = SettingsCatalog.setting(key) else {
        preconditionFailure("\(part) recommends \(key), which is no setting")
      }
      self[setting] = setting.kind.holds(value)
    }
  }

  /// The value of a setting.
  ///
  /// A trait of a group, an individual or a topic of which nothing is said is everybody's.
  public subscript(setting: Setting) -> SettingValue {
    get {
      guard let path = setting.path else { return values[setting.key] ?? setting.initial }
      return entries(of: path.table)[path] ?? unsaid(path) ?? setting.initial
    }
    set {
      guard let path = setting.path else { return values[setting.key] = newValue }
      var entries = entries(of: path.table)
      entries[path] = newValue
      let table = SettingsCatalog.setting(path.table)
      values[path.table] = table.map { $0.sorted(entries) } ?? .table(entries)
    }
  }

  private func entries(of table: String) -> [TableEntry] {
    if case .table(let entries)? = values[table] { entries } else { [] }
  }

  /// What holds of a field that an entry says nothing of.
  private func unsaid(_ path: SettingPath) -> SettingValue? {
    let key = SettingTable.parts(of: path.field).key
    return values["annotators." + (key.hasPrefix("traits.") ? String(key.dropFirst(7)) : key)]
  }

  /// The settings of a part, such as an optimiser.
  public func group<Group: SettingsGroup>(_ type: Group.Type) -> Group { values.group(type) }

  /// Takes up the settings of a part.
  public mutating func set<Group: SettingsGroup>(_ group: Group) { values.set(group) }

  /// Makes the world.
  ///
  /// - Throws: ``ModelFolderProblem`` when the opponent's model cannot be used.
  public func makeWorld() throws -> any Environment {
    var made = try Worlds.named(world.name).world(values)
    for penalty in world.penalties {
      let index = made.rewardFunction.constraints.firstIndex { $0.name == penalty.name }
      if let index, case .number(let size)? = penalty["size"] {
        made.rewardFunction.constraints[index].penalty = size
      }
    }
    made.groups += annotators.population.ownGroups(besides: made.groups)
    return made
  }

  /// The key of the world as it is made: its own settings, and the groups of people who are described.
  package var worldKey: String {
    (Worlds.settings + [SettingsCatalog.setting("annotators.groups")].compactMap(\.self))
      .map { "\($0.key)=\(self[$0])" }.joined(separator: "|")
  }

  /// Starts the annotators' settings from the preset that is named; those written beside it come after.
  package mutating func takeUpPreset() { annotators.takeUpPreset() }

  /// Where the reward of phase 4 comes from.
  package var rewardModelMethod: any RewardModelMethod {
    RewardModelMethods.all.named(values.group(RewardModelMethods.Choice.self).method)
  }

  /// How the policy is made.
  package var policyMethod: any PolicyMethod {
    PolicyMethods.all.named(policyOptimization.method)
  }

  /// Whether a reward model is fitted to what annotators say: not in conventional learning, nor where the policy
  /// learns from their comparisons itself.
  package var fitsRewardModel: Bool {
    policyOptimization.reward == .rewardModel && !(policyMethod is any PreferenceMethod)
  }

  /// The architecture of a reward model that has one of its own; `nil` where it is the policy's, or needs none.
  package var rewardModelArchitecture: ModelSettings? {
    guard rewardModel.hasOwnSize, learnsByNetwork, fitsRewardModel else {
      return nil
    }
    var own = model
    own.kind = .decoder
    own.width = rewardModel.width ?? model.width
    own.layers = rewardModel.layers ?? model.layers
    own.heads = rewardModel.heads ?? model.heads
    return own
  }

  /// Whether the reward model is one network, or several.
  var learnsByNetwork: Bool {
    rewardModelMethod.settings.contains { $0.key == "reward_model.width" }
  }

  /// How many reward models are kept: the members of an ensemble, one for each group, else 1.
  package var rewardModelCount: Int {
    let method = rewardModelMethod
    if method.name == EnsembleMethod().name {
      return values.group(EnsembleMethod.Settings.self).members
    }
    guard method.hasGroupRewards else { return 1 }
    return method.needsGroups
      ? max(1, groupsAsked.count) : values.group(GroupMethod.Settings.self).components
  }

  /// How many times reward models go through all that was answered, in all their epochs together.
  var rewardModelPasses: Int {
    let epochs = rewardModel.epochs
    guard rewardModelMethod.readsAnswersApart else { return epochs * rewardModelCount }
    let own = values.group(GroupMethod.Settings.self)
    switch rewardModelMethod.name {
    case "by-group": return epochs
    case "mixture": return epochs * own.rounds * own.restarts
    default: return epochs * (own.rounds + 1)
    }
  }

  /// The groups that annotators are asked from.
  package var groupsAsked: [String] {
    annotatorsAsked.population.groups.filter { $0.share != 0 }.map(\.name)
  }

  /// Whether a ranking is one answer to the reward model, and not as many comparisons.
  package var keepsRankingsWhole: Bool {
    fitsRewardModel && rewardModel.rankingLoss == .plackettLuce
      && rewardModelMethod.settings.contains { $0.key == "reward_model.ranking_loss" }
  }

  /// Whether annotators are asked: not in conventional learning, nor where the reward is written by hand.
  public var asksAnnotators: Bool {
    policyOptimization.reward == .rewardModel
      && (rewardModelMethod.asksAnnotators || !fitsRewardModel)
  }

  /// The campaign.
  package var campaign: CampaignSettings {
    feedback.campaign(aiJudgeAccounts: annotators.population.aiJudgeAccounts)
  }

  /// All settings of these sections, written out: what a phase that reads them depends on.
  func key(_ phase: String, of sections: [String]) -> String {
    let settings = SettingsCatalog.all.filter { setting in
      sections.contains { setting.key.hasPrefix($0 + ".") }
    }
    return phase + "|" + settings.map { "\($0.key)=\(self[$0])" }.joined(separator: "|")
  }
}

// The groups, in the order of the pipeline.
extension ArmSettings {
  /// The world.
  public var world: WorldSettings {
    get { values.group() }
    set { values.set(newValue) }
  }
  /// The opponent, in worlds that are games.
  public var board: BoardSettings {
    get { values.group() }
    set { values.set(newValue) }
  }
  /// The architecture that every model of the arm has.
  public var model: ModelSettings {
    get { values.group() }
    set { values.set(newValue) }
  }
  /// Phase 1: next-token prediction on the world's corpus.
  public var pretraining: SupervisedSettings<Pretraining> {
    get { values.group() }
    set { values.set(newValue) }
  }
  /// Phase 2: imitation of experts.
  public var fineTuning: SupervisedSettings<FineTuning> {
    get { values.group() }
    set { values.set(newValue) }
  }
  /// The annotators, and the AI judges among them.
  public var annotators: AnnotatorSettings {
    get { values.group() }
    set { values.set(newValue) }
  }
  /// What they are asked, and what it costs.
  public var feedback: FeedbackSettings {
    get { values.group() }
    set { values.set(newValue) }
  }
  /// How answers become what a reward model learns from.
  public var consensus: ConsensusSettings {
    get { values.group() }
    set { values.set(newValue) }
  }
  /// Phase 3: learning to predict what annotators prefer.
  public var rewardModel: SequenceRewardModel.Settings {
    get { values.group() }
    set { values.set(newValue) }
  }
  /// Phase 4: what it starts from, and who judges.
  public var policyOptimization: PolicyOptimizationSettings {
    get { values.group() }
    set { values.set(newValue) }
  }
  /// Phase 4 by proximal policy optimisation.
  public var policyGradient: PolicyGradient.Settings {
    get { values.group() }
    set { values.set(newValue) }
  }
  /// How the result is measured.
  public var evaluation: EvaluationSettings {
    get { values.group() }
    set { values.set(newValue) }
  }
}

// A setting of an arm.
extension Setting {
  /// The value that an arm has.
  public func value(in settings: ArmSettings) -> SettingValue { settings[self] }

  /// Sets the value from the text of a scenario or a command line.
  ///
  /// - Throws: what is wrong and how to put it right; nothing has then been changed.
  public func assign(_ text: String, to settings: inout ArmSettings) throws(SettingProblem) {
    settings[self] = try parse(text)
  }

  /// Sets shares by name.
  ///
  /// - Throws: what is wrong and how to put it right; nothing has then been changed.
  public func assign(
    shares: [GroupShare], to settings: inout ArmSettings
  ) throws(SettingProblem) {
    settings[self] = try parse(shares: shares)
  }

  /// Sets the entries of a table.
  ///
  /// - Parameter entries: names, and keys with values as written.
  /// - Throws: what is wrong and how to put it right; nothing has then been changed.
  public func assign(
    entries: [(name: String, fields: [(key: String, text: String)])],
    to settings: inout ArmSettings
  ) throws(SettingProblem) {
    settings[self] = try parse(entries: entries)
  }
}

extension Setting.Kind {
  /// A literal as a value of this kind: `1` may stand for a real number.
  fileprivate func holds(_ value: SettingValue) -> SettingValue {
    switch (self, value) {
    case (.number, .integer(let whole)), (.numberOr, .integer(let whole)): .number(Double(whole))
    default: value
    }
  }
}
