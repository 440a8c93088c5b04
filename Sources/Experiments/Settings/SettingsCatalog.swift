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

  /// The setting of a dotted key, or `nil`.
  public static func setting(_ key: String) -> Setting? { byKey[key] }

  /// The first words of the keys, in the order of the pipeline: `world`, `model`, …
  public static let sections: [String] = all.reduce(into: []) { sections, setting in
    let section = String(setting.key.prefix { $0 != "." })
    if sections.last != section { sections.append(section) }
  }

  /// The traits of annotators, which may differ from group to group, by name.
  static let traits = all.filter(\.isTrait).map { setting in
    (name: setting.key.replacing("annotators.", with: ""), setting: setting)
  }
}
