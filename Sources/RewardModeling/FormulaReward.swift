import Networks
import PlainText
import Randomness
import SandboxCore

/// `formula`
///
/// The reward that somebody would have written down, in the place of one that is learnt from annotators: Christiano
/// et al. 2017, arXiv:1706.03741, ask for comparisons because such rewards miss what is meant.
public struct FormulaMethod: RewardModelMethod {
  /// What can be set.
  public struct Settings: SettingsGroup {
    /// `reward_model`
    public static let section = "reward_model"
    /// The formula over the world's attributes.
    public var formula = ""
    /// No formula.
    public init() {}
    /// The declarations.
    public static let settings: [GroupSetting<Self>] = [
      .text(
        "formula", \.formula,
        "The reward by hand, where reward_model.method is formula: names of attributes, numbers, + - * / ^, brackets, "
          + "min, max, abs, sqrt, exp, log, tanh; such as 2 * task_success - 0.1 * length. gold is the true reward itself."
      )
    ]
  }

  /// What the true reward is called in a formula.
  private static let gold = "gold"
  /// `formula`
  public let name = "formula"
  /// What it does.
  public let summary = "A formula over attributes that you write; nobody is asked."
  /// The formula, and the normalisation that all share.
  public let settings =
    Settings.declared
    + SequenceRewardModel.Settings.declared.filter { $0.key == "reward_model.normalization" }
  /// It is written, not learnt.
  public let needsEvidence = false
  /// Nobody has to be asked.
  public let asksAnnotators = false
  /// The method.
  public init() {}

  /// A formula that does not parse, names what the world lacks, or has no value for some response.
  public func conflicts(_ values: SettingValues, in world: any Environment) -> [SettingConflict] {
    let key = "reward_model.formula"
    func conflict(_ what: String, _ remedy: String) -> [SettingConflict] {
      [SettingConflict(keys: [key, "reward_model.method"], what: what, remedy: remedy)]
    }
    let text = values.group(Settings.self).formula
    let known = world.attributes.map(\.name) + [Self.gold]
    if text.allSatisfy(\.isWhitespace) {
      return conflict(
        "reward_model.method is formula, but \(key) is empty",
        "write a formula of some of " + known.joined(separator: ", "))
    }
    do throws(ArithmeticFormula.Problem) {
      let formula = try ArithmeticFormula(text)
      if let stranger = formula.names.first(where: { !known.contains($0) }) {
        return conflict(
          "\(key) has \(Excerpt.of(stranger)), which is no attribute of \(world.name)",
          Spelling.nearest(to: stranger, in: known).map { "write \($0)" }
            ?? "use some of " + known.joined(separator: ", "))
      }
      guard !formula.names.isEmpty else {
        return conflict(
          "\(key) is the same for all responses", "use some of " + known.joined(separator: ", "))
      }
      _ = try formula.range(
        over: formula.names.map { name in
          name == Self.gold
            ? Self.goldRange(in: world)
            : world.attributes.first { $0.name == name }?.range ?? 0...0
        })
      return []
    } catch {
      return conflict(
        "\(key) is \(Excerpt.of(text)): \(error.what), at column \(error.column)",
        error.remedy)
    }
  }

  /// Where the true reward may lie: utilities of all worlds are far within ±20, and penalties come off.
  private static func goldRange(in world: any Environment) -> ClosedRange<Double> {
    (-20 - world.rewardFunction.constraints.reduce(0) { $0 + $1.penalty })...20
  }

  /// The formula as a reward model.
  public func model<World: Environment>(
    _ values: SettingValues, from start: any LanguageModel, in world: World
  ) -> any RewardModel {
    let text = values.group(Settings.self).formula
    guard let formula = try? ArithmeticFormula(text) else {
      preconditionFailure("\(text) was accepted and is now refused")
    }
    // The true reward has no place among the attributes.
    let places = formula.names.map { world.attributeIndex($0) }
    return ExactRewardModel(
      normalizesVariance: values.group(SequenceRewardModel.Settings.self).normalization != .mean
    ) { response in
      let episode = world.episode(response)
      return formula.value(
        of: places.map { $0.map { episode.attributes.values[$0] } ?? episode.gold.value })
    }
  }
}
