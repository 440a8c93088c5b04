import Evaluation
import SandboxCore

/// Whole games: won, drawn, lost, and what the model would do if nobody stopped it breaking a rule.
struct WholeGames: Evaluator {
  let phase: ModelPhase

  private static let unmasked = Metric(
    key: "illegal_rate_unmasked", unit: "share", range: 0...1, direction: .lowerIsBetter,
    formula: "P_π(illegal > 0), masks off",
    meaning: "Share of whole games that would be lost by an illegal move if the rules did not mask "
      + "illegal moves out: what the network itself knows of the rules.")

  var metrics: [Metric] {
    [
      RewardSummary.winRate, RewardSummary.drawRate, RewardSummary.lossRate,
      RewardSummary.illegalRate, Self.unmasked,
    ].map { $0.of(phase) }
  }

  func obstacle(
    to metric: String, in settings: ArmSettings, _ world: any Environment
  ) -> String? { world.wholeGamePrompts.isEmpty ? "\(world.name) is no game" : nil }

  func measure(_ context: EvaluationContext<some Environment>) -> [MetricValue] {
    let world = context.world
    guard !world.wholeGamePrompts.isEmpty else { return [] }
    let measuring = context.measuring
    let prompts = measuring.prompts(from: world.wholeGamePrompts, label: "whole games")
    func summary(masked: Bool) -> RewardSummary {
      let played = measuring.rollouts(
        of: context.policy(phase), on: prompts, label: "whole games", masked: masked)
      return RewardSummary(measuring.episodes(played), attributeNames: context.attributeNames)
    }
    let values =
      summary(masked: true).gameValues
      + (summary(masked: false).illegalRate.map { [MetricValue(Self.unmasked, $0)] } ?? [])
    return values.map { value in
      var value = value
      value.key += phase.suffix
      return value
    }
  }
}
