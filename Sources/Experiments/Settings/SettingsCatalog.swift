import Aggregation
import Annotators
import Environments
import Evaluation
import Feedback
import PolicyOptimization
import RewardModeling
import SandboxCore
import SupervisedTraining

/// Every setting there is, in the order of the pipeline: what the stages and their parts declare.
public enum SettingsCatalog {
  /// All settings.
  public static let all: [Setting] =
    Worlds.settings + ModelSettings.declared
    + SupervisedSettings<Pretraining>.declared
    + SupervisedSettings<FineTuning>.declared
    + AnnotatorSettings.declared
    + FeedbackMethods.Choice.declared + FeedbackSettings.declared
    + ConsensusSettings.declared + RewardModelMethods.settings
    + PolicyMethods.settings
    + EvaluationSettings.declared

  private static let byKey = Dictionary(uniqueKeysWithValues: all.map { ($0.key, $0) })

  private static let tables = all.filter { if case .table = $0.kind { true } else { false } }

  /// The table above a key, and the rest of the key; `nil` where none is.
  public static func below(_ key: String) -> (table: Setting, rest: String)? {
    tables.first { key.hasPrefix($0.key + ".") }
      .map { ($0, String(key.dropFirst($0.key.count + 1))) }
  }

  /// The table that a list stands for, written where one kind would be: `annotators.trolls: [...]`.
  public static func listed(_ key: String) -> Setting? {
    byKey[key + ".kinds"].flatMap { setting in tables.contains(setting) ? setting : nil }
  }

  /// The setting of a dotted key, or `nil`: one of ``all``, a field of a table's entry, such as
  /// `annotators.groups.farmers.share`, or a trait on a topic, such as `annotators.mistakes@politics`.
  public static func setting(_ key: String) -> Setting? {
    if let known = byKey[key] { return known }
    let (bare, topic) = SettingTable.parts(of: key)
    if let topic, bare.hasPrefix("annotators."), let traits = byKey["annotators.topic_traits"],
      let setting = traits.field(String(bare.dropFirst("annotators.".count)), of: topic, key: key)
    {
      return setting
    }
    return below(key).flatMap { table, rest in table.below(rest) }
  }

  /// The settings in which arms differ: those by themselves, and the fields of tables.
  public static func differing(in arms: [ArmSettings]) -> [Setting] {
    all.filter { setting in Set(arms.map { $0[setting] }).count > 1 }.flatMap { setting in
      let entries = arms.flatMap { arm -> [TableEntry] in
        if case .table(let entries) = arm[setting] { entries } else { [] }
      }
      guard !entries.isEmpty else { return [setting] }
      let fields = entries.flatMap { entry in
        entry.fields.compactMap { setting.field($0.key, of: entry.name) }
      }.eachOnce
      return fields.filter { field in Set(arms.map { $0[field] }).count > 1 }
    }
  }

  /// The first words of the keys, in the order of the pipeline: `world`, `model`, …
  public static let sections: [String] = all.reduce(into: []) { sections, setting in
    let section = String(setting.key.prefix { $0 != "." })
    if sections.last != section { sections.append(section) }
  }
}
