import Networks
import PlainText
import SandboxCore

/// `linear`
///
/// The well-specified control where the true reward is linear in attributes: what is then lost is lost to answers, not to
/// the form of the reward model.
public struct LinearMethod: RewardModelMethod {
  /// What can be set of the linear reward models.
  public struct Settings: SettingsGroup {
    /// `reward_model`
    public static let section = "reward_model"
    /// Which attributes are seen, or `all`.
    public var attributes = "all"
    /// ρ: the precision of a normal prior of each weight, > 0.
    public var ridge = 1.0
    /// All attributes.
    public init() {}
    /// The declarations.
    public static let settings: [GroupSetting<Self>] = [
      .text(
        "attributes", \.attributes,
        "What a linear reward model sees: names of attributes with commas between them, or all."),
      .number(
        "ridge", \.ridge, 1e-6...1e6,
        "How strongly the weights of linear and n-gram reward models are held to 0: the precision of their normal "
          + "prior, where answers are in nats. Attributes are in standard deviations, n-grams in counts.",
        source: "Hoerl & Kennard 1970, doi:10.1080/00401706.1970.10488634"),
    ]

    /// The names of attributes in the order written; `nil` is all of them.
    var names: [String]? {
      attributes == "all"
        ? nil
        : attributes.split(separator: ",", omittingEmptySubsequences: false)
          .map { String($0.trimming(while: \.isWhitespace)) }
    }
  }

  /// `linear`
  public let name = "linear"
  /// What it does.
  public let summary = "A weight for each of the world's attributes, fitted exactly to the answers."
  /// Its own, and those that all share that learn.
  public let settings = Settings.declared + SequenceRewardModel.Settings.shared
  /// It learns.
  public let needsEvidence = true
  /// The method.
  public init() {}

  /// Attributes that the world lacks, or that stand there twice.
  public func conflicts(_ values: SettingValues, in world: any Environment) -> [SettingConflict] {
    values.group(SequenceRewardModel.Settings.self).labels.conflicts
      + attributeConflicts(values.group(Settings.self).names ?? [], in: world)
  }

  private func attributeConflicts(
    _ names: [String], in world: any Environment
  ) -> [SettingConflict] {
    let known = world.attributes.map(\.name)
    func conflict(_ what: String, _ remedy: String) -> SettingConflict {
      SettingConflict(
        keys: ["reward_model.attributes", "reward_model.method"],
        what: "reward_model.attributes has " + what, remedy: remedy)
    }
    return names.enumerated().compactMap { place, name in
      if names[..<place].contains(name) {
        return conflict("\(Excerpt.of(name)) twice", "write it once")
      }
      guard !known.contains(name) else { return nil }
      return conflict(
        (name.isEmpty
          ? "a name missing" : "\(Excerpt.of(name)), which is no attribute of \(world.name)"),
        Spelling.nearest(to: name, in: known).map { "write \($0)" }
          ?? "use some of " + known.joined(separator: ", "))
    }
  }

  /// The model.
  public func model<World: Environment>(
    _ values: SettingValues, from start: any LanguageModel, in world: World
  ) -> any RewardModel {
    let own = values.group(Settings.self)
    let places =
      own.names.map { $0.compactMap { world.attributeIndex($0) } }
      ?? Array(world.attributes.indices)
    return LinearRewardModel(
      attributeCount: places.count, settings: values.group(), ridge: own.ridge
    ) { response in
      let attributes = world.attributes(of: response).values
      return places.map { attributes[$0] }
    }
  }
}

extension Substring {
  /// Without what stands at both ends.
  fileprivate func trimming(while isIdle: (Character) -> Bool) -> Substring {
    var rest = drop(while: isIdle)
    while let last = rest.last, isIdle(last) { rest.removeLast() }
    return rest
  }
}
