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
    for table in tables where key.hasPrefix(table.key + ".") {
      if let setting = table.below(String(key.dropFirst(table.key.count + 1))) { return setting }
    }
    return nil
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

  /// What a setting is called now that had another name in earlier versions; `nil` for all other keys.
  public static func currentName(of key: String) -> String? {
    if let now = renamed[key] { return now }
    for (old, now) in renamedSections where key.hasPrefix(old) {
      let current = now + key.dropFirst(old.count)
      if setting(current) != nil { return current }
    }
    return nil
  }

  private static let renamedSections = [
    ("annotators.machines.", "annotators.ai_judges."),
    ("feedback.machines.", "feedback.ai_judges."),
    ("feedback.gold_checks.", "feedback.gold_questions."),
  ]

  private static let renamed = [
    "annotators.machines": "annotators.ai_judges",
    "feedback.machines": "feedback.ai_judges",
    "feedback.gold_checks": "feedback.gold_questions",
    "annotators.trolls.conduct": "annotators.trolls.behavior",
    "annotators.trolls.kind": "annotators.trolls.behavior",
    "annotators.discount": "annotators.myopia, which is 1 - discount",
    "annotators.group_traits": "annotators.groups: {NAME: {traits: {…}}}",
    "feedback.gold_checks.pass_mark": "feedback.gold_questions.pass_threshold",
    "feedback.weigh_by_reliability": "feedback.reliability_weighting",
    "evaluation.verdicts": "evaluation.head_to_head_prompts",
    "reward_model.gradient_clip": "reward_model.max_grad_norm",
    "policy_optimization.gradient_clip": "policy_optimization.max_grad_norm",
    "policy_optimization.early_stop_kl": "policy_optimization.target_kl",
    "policy_optimization.kl_target": "policy_optimization.adaptive_kl_target",
    "policy_optimization.entropy_bonus": "policy_optimization.entropy_coefficient",
    "policy_optimization.anneal_entropy_bonus": "policy_optimization.anneal_entropy_coefficient",
    "policy_optimization.missing_end_penalty": "policy_optimization.missing_eos_penalty",
    "policy_optimization.episodes": "policy_optimization.episodes_per_iteration",
    "policy_optimization.minibatches": "policy_optimization.minibatch_count",
  ]

  /// The first words of the keys, in the order of the pipeline: `world`, `model`, …
  public static let sections: [String] = all.reduce(into: []) { sections, setting in
    let section = String(setting.key.prefix { $0 != "." })
    if sections.last != section { sections.append(section) }
  }
}
