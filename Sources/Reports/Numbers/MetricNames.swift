import Experiments
import SandboxCore

/// The metric and series names that reports treat in a special way, in one place.
package enum MetricNames {
  /// Gold reward of the model that each phase left, in the order of the phases.
  static let goldByPhase: [(phase: String, metric: String)] = [
    ("pre-trained", "gold_reward_pretrained"),
    ("fine-tuned", "gold_reward_fine_tuned"),
    ("policy", "gold_reward"),
  ]

  /// The metrics a reader looks at first, most telling first.
  private static let telling = [
    "gold_reward_fine_tuned", "gold_reward", "gap_closed", "proxy_reward", "regret", "win_rate",
    "task_success",
    "harm_rate", "gibberish_rate", "kl_to_reference", "reward_model_accuracy",
    "least_group_gain", "group_gap", "attack_success",
  ]

  /// The telling metrics that a run measured, at most so many: first those that its claims are about, then
  /// those in which its arms differ.
  package static func telling(in record: RunRecord, limit: Int) -> [String] {
    let measured = Set(record.arms.flatMap(\.metricNames))
    let claimed = record.experiment.hypotheses.flatMap(\.metricNames)
    let others = telling.filter { name in
      let means = record.arms.compactMap { $0.estimate(of: name)?.mean }
      return record.arms.count == 1 || Set(means).count > 1
    }
    let names = (claimed + others).contains(where: measured.contains) ? claimed + others : telling
    return Array(
      names.reduce(into: [String]()) { names, name in
        if measured.contains(name), !names.contains(name) { names.append(name) }
      }.prefix(limit))
  }

  /// All metrics of a run, those of parts too, in the order of the pipeline.
  package static func all(in record: RunRecord) -> [String] {
    unique(record.arms.flatMap(\.metricNames))
  }

  /// Names without repetitions, in the order of their first.
  static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  /// A metric's name as a heading: `Gold reward`.
  static func heading(_ name: String) -> String {
    let title = title(name)
    return title.prefix(1).uppercased() + title.dropFirst()
  }

  /// A metric's name as a person reads it: `gold reward, fine-tuned`, `KL to reference`.
  package static func title(_ name: String) -> String {
    let (whole, part) = Metric.parts(ofKey: name)
    if let part { return "\(title(whole)), \(part)" }
    var name = name
    for (ending, words) in [("_fine_tuned", "fine-tuned"), ("_pretrained", "pre-trained")]
    where name.hasSuffix(ending) {
      name = name.dropLast(ending.count) + "_" + words
      name.replace("_\(words)", with: ",_\(words)")
    }
    return name.replacing("held_out", with: "held-out").split(separator: "_").map { word in
      ["kl": "KL", "elo": "Elo", "ppo": "PPO", "gae": "GAE"][word] ?? String(word)
    }.joined(separator: " ")
  }
}
