import Annotators
import Environments
import Foundation
import PolicyOptimization
import Randomness
import RewardModeling
import SandboxCore
import SandboxTestSupport
import Testing

@testable import Experiments

/// What evaluators declare is what they measure.
@Suite struct EvaluatorsTests {
  /// Arms that between them leave nothing unmeasured.
  private static var arms: [(world: WorldName, change: SmallRuns.Change)] {
    [
      (.town, { _ in }), (.ticTacToe, { _ in }),
      (.town, { $0.policyOptimization.method = "best-of-n" }),
      (
        .tiny,
        {
          $0.feedback.annotatorsPerQuestion = 5
          $0.consensus.defence = "majority-agreement"
          $0.annotators.population.trolls.share = 0.3
          $0.annotators.population.trolls.behavior = "targeted"
          $0.annotators.population.trolls.attribute = "rises"
        }
      ),
      (
        .tiny,
        {
          $0.policyOptimization.method = "best-of-n"
          var choice = RewardModelMethods.Choice()
          choice.method = EnsembleMethod().name
          $0.set(choice)
        }
      ),
      (.tiny, { $0.policyOptimization.method = "dpo" }),
      (
        .tiny,
        {
          var constraint = ConstraintSettings()
          (constraint.attribute, constraint.price) = ("rises", 1)
          $0.set(constraint)
          $0.policyGradient.pretrainingCoefficient = 1
          ($0.policyGradient.kl, $0.policyGradient.divergence) = (.fixed, .chiSquared)
          $0.evaluation.bestOfSamples = 8
        }
      ),
      (
        // Of many prompts some are held out.
        .ticTacToe,
        {
          $0.rewardModel.heldOutShare = 0.5
          $0.feedback.channels = [
            GroupShare(group: "rating", share: 0.5), GroupShare(group: "thumbs", share: 0.5),
          ]
        }
      ),
      (.town, methods("by-group", base: "linear", groups: ["elders", "students"])),
      (
        .tiny,
        {
          methods("mixture", base: "linear", groups: ["climbers", "divers"])(&$0)
          $0.policyGradient.groups = .maximin
        }
      ),
      (.tiny, methods("by-annotator", base: "linear", groups: ["climbers", "divers"])),
      (.tiny, methods("group-robust", base: "linear", groups: ["climbers", "divers"])),
      (
        .tiny,
        {
          methods("mean-variance", base: "transformer", groups: ["climbers", "divers"])(&$0)
          $0.policyOptimization.method = "nash"
          $0.policyGradient.groups = .nash
        }
      ),
      (
        // Of many prompts some are held out; rankings stay whole, and ties have a model.
        .ticTacToe,
        {
          $0.rewardModel.heldOutShare = 0.5
          $0.rewardModel.rankingLoss = .plackettLuce
          $0.rewardModel.labels.ties = .davidson
          $0.annotators.population.tieThreshold = .deviations(0.5)
          $0.feedback.channels = [
            GroupShare(group: "comparison", share: 0.5), GroupShare(group: "ranking", share: 0.5),
          ]
        }
      ),
      // There are four responses, so that nobody can be asked to rank eight.
      (
        .tiny,
        {
          var world = TinyTextSettings()
          world.length = 1
          $0.set(world)
          $0.feedback.rankingSize = 8
          $0.feedback.channels = [
            GroupShare(group: "comparison", share: 0.5), GroupShare(group: "ranking", share: 0.5),
          ]
        }
      ),
    ]
  }

  /// A method of reward modelling, asked of some groups.
  private static func methods(
    _ method: String, base: String, groups: [String]
  ) -> SmallRuns.Change {
    { settings in
      var choice = RewardModelMethods.Choice()
      choice.method = method
      settings.set(choice)
      var own = GroupMethod.Settings()
      own.base = base
      settings.set(own)
      settings.annotators.population.groups = groups.map { GroupSettings($0) }
      for place in groups.indices {
        settings.annotators.population.groups[place].share = 1 / Double(groups.count)
      }
    }
  }

  @Test func whatIsDeclaredIsMeasuredAndWhatIsMeasuredIsDeclared() async throws {
    var (metrics, series): (Set<String>, Set<String>) = ([], [])
    for (world, change) in Self.arms {
      let run = try await SmallRuns.run(
        SmallRuns.experiment(world, arms: [("base", change)]))
      let record = try #require(run.records.first)
      #expect(record.failure == nil)
      metrics.formUnion(record.metrics.map(\.name))
      series.formUnion(record.phases.flatMap(\.report.points).map(\.metric))
    }
    for name in metrics.sorted() { #expect(MetricGlossary.metric(name) != nil, "\(name)") }
    for name in series.sorted() { #expect(MetricGlossary.series(name) != nil, "\(name)") }
    let measured = Set(metrics.map { Metric.parts(ofKey: $0).metric })
    let missing = MetricGlossary.perRun.map(\.key).filter { !measured.contains($0) }
    #expect(missing == [])
    #expect(MetricGlossary.perStep.map(\.key).filter { !series.contains($0) } == [])
    // Every division of every metric has at least one part in some world.
    for metric in MetricGlossary.perRun where !metric.divisions.isEmpty {
      for division in metric.divisions {
        let parts = [WorldName.town, .ticTacToe].compactMap {
          try? ArmSettings.defaults(for: $0).makeWorld()
        }.flatMap { $0.parts(by: division) }
        #expect(parts.contains { metrics.contains(metric.key(of: $0)) }, "\(metric.key)")
      }
    }
  }

  /// Every held-out prompt has one topic, so the whole is the mean of its parts.
  @Test func thePartsMakeUpTheWhole() async throws {
    let experiment = SmallRuns.experiment(.town, arms: [("base", { _ in })])
    let record = try #require(try await SmallRuns.run(experiment).records.first)
    let world = TownWorld()
    let measuring = ModelMeasurement(
      world: world, settings: experiment.arms[0].settings.evaluation,
      stream: RandomStream(seed: experiment.seed).child("replication").child(0)
        .child("evaluation"))
    let prompts = measuring.heldOutPrompts()
    for division in [Metric.Division.topic, .family] {
      let sum = world.parts(by: division).reduce(0.0) { sum, part in
        let count = Double(prompts.count { $0.part(by: division) == part })
        return sum + count * (record.value(of: "gold_reward@\(part)") ?? 0)
      }
      let whole = try #require(record.value(of: "gold_reward"))
      #expect(abs(sum / Double(prompts.count) - whole) < 1e-12)
    }
    // Greedy answers are to each held-out prompt once.
    let all = world.prompts(in: .heldOutPrompts)
    for name in ["greedy_success", "greedy_success_fine_tuned"] {
      for division in [Metric.Division.topic, .family] {
        let sum = world.parts(by: division).reduce(0.0) { sum, part in
          let count = Double(all.count { $0.part(by: division) == part })
          return sum + count * (record.value(of: "\(name)@\(part)") ?? .nan)
        }
        let whole = try #require(record.value(of: name))
        #expect(abs(sum / Double(all.count) - whole) < 1e-12)
      }
    }
    // What a group gets out of the policy goes by two names.
    for group in world.parts(by: .group) {
      #expect(
        record.value(of: "gold_reward@\(group)") == record.value(of: "group_reward@\(group)"))
    }
  }

  @Test func aWorldsPartsAreNamed() {
    let town = TownWorld()
    #expect(
      town.parts(by: .topic).sorted() == ["food", "health", "neighbours", "politics", "work"])
    #expect(
      town.parts(by: .family).sorted()
        == ["advice", "question-answering", "summarisation", "translation"])
    #expect(town.parts(by: .group) == town.groups.map(\.name))
    // One topic is all there is: it is no part. A space would end a name.
    #expect(TinyTextWorld(tokenCount: 4, length: 3).parts(by: .topic) == [])
    #expect(BoardWorld<TicTacToe>().parts(by: .family).allSatisfy { !$0.contains(" ") })
    #expect(ScriptedWorld().parts(by: .topic) == ["town", "country"])
  }

  /// Records of versions before parts had a mark, and before samples had a topic.
  @Test func oldRecordsAreRead() throws {
    let old = """
      {"arm": "a", "number": 0, "metrics": [{"name": "group_gain_elders", "value": 0.5}],
       "phases": [], "elo": [],
       "samples": [{"phase": "policy", "family": "advice", "prompt": "p", "response": "r", "gold": 1}]}
      """
    let record = try JSONDecoder().decode(ReplicationRecord.self, from: Data(old.utf8))
    #expect(record.value(of: "group_gain@elders") == 0.5)
    #expect(record.samples.map(\.topic) == [""])
    let again = try JSONDecoder().decode(
      ReplicationRecord.self, from: JSONEncoder().encode(record))
    #expect(again == record)
  }
}
