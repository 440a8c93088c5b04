import Experiments
import Foundation
import ScenarioFiles

/// The repository, for tests that read its files.
let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// The names of the scenarios that ship.
let shipped = ["01-four-phases", "02-without-guardrails", "03-trolls", "04-win-the-game"]

/// A reader that knows the metrics and groups that tests speak of.
let reader = ScenarioReader(
  knownMetrics: [
    "gold_reward_pretrained", "gold_reward_fine_tuned", "gold_reward", "proxy_reward_fine_tuned",
    "proxy_reward", "gibberish_rate_fine_tuned", "gibberish_rate", "win_rate", "loss_rate",
    "loss_rate_fine_tuned", "illegal_rate", "kl_to_reference", "reward_model_accuracy",
    "cost_dollars", "annotator_hours", "labels",
  ],
  knownGroups: { $0 == .town ? ["elders", "students", "harbour", "hill"] : [] })

/// Reads a scenario called `x` that has a name, a title and a seed on its first three lines.
func read(
  _ text: String, overrides: [String] = [], replications: Int? = nil
) throws(InvalidScenario) -> Experiment {
  try reader.read(
    text: "name: x\ntitle: X\nseed: 1\n" + text, path: "x.yaml", overrides: overrides,
    replications: replications)
}

/// What `rlhf check` would print about such a scenario; empty when all is well.
func complaint(
  _ text: String, overrides: [String] = [], replications: Int? = nil
) -> String {
  do throws(InvalidScenario) {
    _ = try read(text, overrides: overrides, replications: replications)
    return ""
  } catch {
    return error.description
  }
}
