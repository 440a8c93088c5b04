import Aggregation
import Annotators
import SandboxCore
import Testing

@testable import Experiments

/// Every consensus and every defence by its name in a scenario, as the pipeline runs it.
@Suite struct ConsensusRunTests {
  private func outcome(_ change: @escaping SmallRuns.Change) async throws -> ReplicationOutcome {
    let experiment = SmallRuns.experiment(arms: [("base", change)])
    return try #require(try await SmallRuns.run(experiment).filed.first)
  }

  /// Four responses to a prompt, each with each, before three people.
  private func compareAll(_ settings: inout ArmSettings) {
    settings.feedback.responsesPerPrompt = 4
    settings.feedback.annotatorsPerQuestion = 3
  }

  // MARK: - Runs

  @Test(arguments: Aggregators.all.names) func teachesARewardModel(name: String) async throws {
    let outcome = try await outcome {
      compareAll(&$0)
      $0.consensus.aggregation = name
    }
    #expect(outcome.record.failure == nil)
    #expect(outcome.models.contains { $0.folder == "reward" })
    let accuracy = try #require(outcome.record.value(of: "consensus_accuracy"))
    #expect(accuracy > 0.5 && accuracy <= 1)
    #expect(outcome.record.value(of: "screened_annotators") == nil)
    #expect(outcome.record.value(of: "attack_success") == nil)
  }

  /// 64 questions are ten sets of six pairs and four of the eleventh; no two have the same id, and every
  /// two responses of a set differ.
  @Test func setsAreComparedEachWithEach() async throws {
    let outcome = try await outcome { compareAll(&$0) }
    let questions = Set(outcome.judgements.map(\.question))
    #expect(Set(questions.map(\.id)).count == questions.count && questions.count <= 64)
    #expect(questions.allSatisfy { $0.channel == .comparison })
    #expect(questions.allSatisfy { $0.first.response != $0.second.response })
    let sets = Dictionary(grouping: questions) { $0.id / 6 }
    #expect(sets.count > 4)
    for (number, pairs) in sets {
      let responses = Set(pairs.flatMap { $0.items.map(\.response) })
      #expect(responses.count == 4 || number == 10, "set \(number)")
    }
  }

  @Test(arguments: Defences.all.names)
  func trollsAreScreened(defence: String) async throws {
    let outcome = try await outcome {
      compareAll(&$0)
      $0.annotators.population.count = 10
      $0.annotators.population.trolls.share = 0.3
      $0.consensus.defence = defence
      $0.consensus.trimmedShare = 0.3
    }
    #expect(outcome.record.failure == nil)
    // Collusion is only known of people who have answered enough of the same questions.
    let screened = try #require(outcome.record.value(of: "screened_annotators"))
    #expect(defence == CollusionTest().name ? (1...3).contains(screened) : screened == 3)
    let area = try #require(outcome.record.value(of: "defence_auroc"))
    #expect((0...1).contains(area))
  }

  @Test(arguments: [
    LabelConverter.RatingScale.raw, .standardized, .rasch, .gradedResponse,
  ])
  func ratingsByTheirScale(scale: LabelConverter.RatingScale) async throws {
    let outcome = try await outcome {
      $0.feedback.channels = [GroupShare(group: "rating", share: 1)]
      $0.consensus.ratings = scale
      $0.feedback.annotatorsPerQuestion = 3
    }
    #expect(outcome.record.failure == nil)
    #expect((outcome.record.value(of: "consensus_accuracy") ?? 0) > 0.5)
  }

  // MARK: - Attacks

  private func success(_ change: @escaping SmallRuns.Change) async throws -> Double? {
    let outcome = try await outcome {
      $0.annotators.population.trolls.share = 0.3
      change(&$0)
    }
    #expect(outcome.record.failure == nil)
    return outcome.record.value(of: "attack_success")
  }

  /// A policy that has not moved says what the fine-tuned model says: one half, whatever trolls want.
  @Test(arguments: ["targeted", "trigger"])
  func anAttackOnARestingPolicyIsHalf(behavior: String) async throws {
    func measured(iterations: Int) async throws -> Double {
      try #require(
        try await success {
          $0.annotators.population.trolls.behavior = behavior
          $0.annotators.population.trolls.attribute = "stutters"
          $0.annotators.population.trolls.triggerWords = "d d"
          $0.policyGradient.iterations = iterations
        })
    }
    #expect(try await measured(iterations: 0) == 0.5)
    #expect((0...1).contains(try await measured(iterations: 2)))
  }

  @Test func trollsWithoutAWishHaveNoSuccess() async throws {
    #expect(try await success { $0.annotators.population.trolls.behavior = "random" } == nil)
    #expect(
      try await success {
        $0.annotators.population.trolls.share = 0
        $0.annotators.population.trolls.behavior = "targeted"
        $0.annotators.population.trolls.attribute = "stutters"
      } == nil)
  }

  /// Everybody presses the first button: ratings that are all 1 have no scale. The replication says so, and
  /// the run goes on.
  @Test func aMethodThatCannotWorkIsARecordedFailure() async throws {
    let experiment = SmallRuns.experiment(arms: [
      (
        "constant",
        {
          $0.annotators.population.trolls.share = 1
          $0.annotators.population.trolls.behavior = "constant"
          $0.feedback.channels = [GroupShare(group: "rating", share: 1)]
          $0.consensus.ratings = .rasch
          $0.feedback.annotatorsPerQuestion = 3
        }
      ), ("sound", { _ in }),
    ])
    let records = try await SmallRuns.run(experiment).records
    #expect(
      records.map(\.failure) == [
        "consensus: rasch: all ratings are equal, so they say nothing about which task is better; "
          + "use mean, or collect ratings that differ", nil,
      ])
  }
}
