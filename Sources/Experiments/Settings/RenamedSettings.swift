import SandboxCore

/// What settings and their words were called in earlier versions: for messages to authors, and for scenarios that
/// runs of those versions left, which are read as they were meant.
public enum RenamedSettings {
  /// The name that a key has now; `nil` for keys that were never renamed.
  ///
  /// A key below a table is one of old when the same key of everybody, or of the one kind, is.
  public static func currentName(of key: String) -> String? {
    if let now = keys[key] { return now }
    for (old, now) in sections where key.hasPrefix(old + ".") {
      let current = now + key.dropFirst(old.count)
      if SettingsCatalog.setting(current) != nil { return current }
    }
    guard let (table, rest) = SettingsCatalog.below(key) else { return nil }
    let field = rest.split(separator: ".", maxSplits: 1).dropFirst().joined()
    let (single, prefix) =
      field.hasPrefix("traits.")
      ? ("annotators." + field.dropFirst("traits.".count), "traits.")
      : (table.key.replacing(".kinds", with: "") + "." + field, "")
    return keys[single].map { now in
      key.dropLast(field.count) + prefix + (now.split(separator: ".").last.map(String.init) ?? now)
    }
  }

  /// What else an author has to know of a key that has another name now; empty for most.
  public static func note(on key: String) -> String {
    key.hasSuffix("annotators.discount") || key.hasSuffix("traits.discount")
      ? ", and is 1 - discount" : ""
  }

  /// The word that a choice has now; `nil` where it was never called so.
  public static func currentWord(for word: String, of key: String) -> String? {
    key.hasSuffix(".behavior") ? behaviors[word] : nil
  }

  /// A key and its value as a run of an earlier version wrote them, in today's words.
  public static func current(_ key: String, _ text: String) -> (key: String, text: String) {
    let now = currentName(of: key) ?? key
    if key == "annotators.discount" {
      // γ, with or without a spread; myopia is what is left to 1.
      let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
      let rest = parts.dropFirst().map { " " + $0 }.joined()
      let myopia = parts.first.flatMap(Double.init).map {
        SettingValue.number(((1 - $0) * 1e12).rounded() / 1e12).description
      }
      return ("annotators.myopia", (myopia ?? text) + rest)
    }
    return (now, currentWord(for: text, of: now) ?? text)
  }

  /// Traits of groups stood under a key of their own: `elders.mistakes` below it.
  public static let groupTraits = "annotators.group_traits"

  private static let behaviors = ["sleeper": "evasive", "always-first": "constant"]

  private static let sections = [
    ("annotators.machines", "annotators.ai_judges"), ("feedback.machines", "feedback.ai_judges"),
    ("feedback.gold_checks", "feedback.gold_questions"),
  ]

  private static let keys =
    [
      "annotators.trolls.conduct": "annotators.trolls.behavior",
      "annotators.trolls.kind": "annotators.trolls.behavior",
      "annotators.discount": "annotators.myopia",
      groupTraits: "annotators.groups: {NAME: {traits: {…}}}",
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
    ].merging(sections) { $1 }
}
