import Experiments
import Foundation
import Synchronization
import Testing

@testable import rlhf

/// Every scenario that ships runs from end to end, in the size of a smoke test.
@Suite struct ShippedScenarioTests {
  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Scenarios")

  static let names = [
    "01-four-phases", "02-without-guardrails", "03-trolls", "04-win-the-game",
    "05-channels-at-equal-cost", "06-disagreement", "07-trolls-and-defences",
    "08-position-and-length-bias", "09-elo-or-bradley-terry", "10-ai-feedback",
    "11-the-price-of-labels", "12-a-narrow-crowd", "13-which-aggregator",
    "14-over-optimisation", "15-guardrail-grid", "16-ensembles", "17-preference-optimisers",
    "18-many-tastes", "19-which-reward-model-teaches", "20-where-luck-enters",
    "21-length-bias-and-severity", "22-a-group-of-your-own",
    "23-biased-on-politics", "24-a-reward-written-by-hand", "25-sizes-of-penalties",
  ]

  /// Whatever is claimed can fail: each claim has a negative control, and a study rests on some of them.
  @Test(arguments: names) func claimsHaveControls(name: String) throws {
    let file = Self.folder.appending(path: name + ".yaml")
    let experiment = try Wiring.readScenario(path: file.path)
    #expect(experiment.hypotheses.contains { $0.isPrimary })
    #expect(experiment.hypotheses.allSatisfy { $0.control != nil })
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(
      text.split(separator: "primary: false").count - 1
        == experiment.hypotheses.count { !$0.isPrimary })
  }

  /// Why the arms that a difference is of cannot measure it in the size of the experiment.
  private static func obstacle(
    to hypothesis: Hypothesis, in experiment: Experiment
  ) throws -> String? {
    guard case .difference(let quantity, let minus) = hypothesis.effect else { return nil }
    for quantity in [quantity, minus].compactMap(\.self) {
      let arm = try #require(experiment.arms.first { $0.name == quantity.arm })
      let world = try arm.settings.makeWorld()
      if let obstacle = MetricGlossary.obstacle(to: quantity.metric, in: arm.settings, world) {
        return obstacle
      }
    }
    return nil
  }

  @Test(arguments: names) func runs(name: String) async throws {
    let file = Self.folder.appending(path: name + ".yaml")
    let experiment = try Wiring.readScenario(path: file.path, replications: 1).smoke
    let failures = Mutex<[String]>([])
    let filed = Mutex<[ReplicationRecord]>([])
    try await ExperimentRunner(experiment: experiment, jobs: 2).run(
      completed: [], file: { outcome in filed.withLock { $0.append(outcome.record) } },
      report: { event in
        if case .finished(let arm, _, let failure?) = event {
          failures.withLock { $0.append("\(arm): \(failure)") }
        }
      })
    #expect(failures.withLock { $0 } == [])
    let records = filed.withLock { $0 }
    let arms = experiment.arms.map { arm in
      ArmRecord(arm: arm, replications: records.filter { $0.arm == arm.name })
    }
    #expect(arms.map(\.replications.count) == arms.map { _ in 1 })
    for hypothesis in experiment.hypotheses {
      // Every quantity that a claim speaks of is really measured, but for what a smoke run is too small for.
      #expect(
        try hypothesis.test(on: arms).effect != nil
          || Self.obstacle(to: hypothesis, in: experiment) != nil, "\(hypothesis.id)")
    }
  }

  @Test func noneIsLeftOut() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(names.filter { $0.hasSuffix(".yaml") }.sorted() == Self.names.map { $0 + ".yaml" })
  }
}
