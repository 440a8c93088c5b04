import Experiments
import Foundation
import ScenarioFiles

/// The repository, for tests that read its files.
let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// The names of the scenarios that ship.
let shipped = [
  "01-four-phases", "02-without-guardrails", "03-trolls", "04-win-the-game",
  "05-channels-at-equal-cost", "06-disagreement", "07-trolls-and-defences",
  "08-position-and-length-bias", "09-elo-or-bradley-terry", "10-ai-feedback",
  "11-the-price-of-labels", "12-a-narrow-crowd", "13-which-aggregator",
  "20-where-luck-enters",
]

/// The reader that tests speak to.
let reader = ScenarioReader()

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
