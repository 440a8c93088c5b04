import Foundation
import Networks
import Randomness
import RewardModeling
import SandboxCore
import SandboxTestSupport
import Testing

/// Reward models that learn from more than preferences.
@Suite struct SequenceRewardModelEvidenceTests {
  typealias Settings = SequenceRewardModel.Settings
  private static let patient = Settings(
    epochs: 600, batchSize: 64, learningRate: 0.1, weightDecay: 0, maxGradNorm: nil,
    heldOutShare: 0)

  /// What a model with one free reward for each string makes of the strings.
  private func rewards(
    of evidence: TrainingExamples, _ world: TokenStrings, settings: Settings = patient
  ) throws -> [Double] {
    var model = SequenceRewardModel(
      model: SequenceRewardModelTests.table(world), settings: settings)
    _ = try model.fit(to: evidence, using: RandomStream(seed: 1))
    return model.rewards(for: world.strings.map(world.response)).map(\.value)
  }

  private func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

  @Test func learnsFromRatingsAlone() throws {
    let (world, items) = SequenceRewardModelTests.items(5)
    let scores = [-1.5, 0.25, 1, -0.5, 0.75]
    let evidence = TrainingExamples(
      scores: zip(items, scores).map { ScoredResponse(response: $0, score: $1) })
    for (reward, score) in zip(try rewards(of: evidence, world), scores) {
      #expect(abs(reward - score) < 0.01)
    }
  }

  /// Shares of thumbs are probabilities, so rewards are their logits, level included.
  @Test func learnsFromThumbsAlone() throws {
    let (world, items) = SequenceRewardModelTests.items(4)
    let utilities = [0.0, 1, -0.5, 2]
    let evidence = TrainingExamples(
      approvals: zip(items, utilities).map {
        ApprovedResponse(response: $0, probability: logistic($1))
      })
    for (reward, utility) in zip(try rewards(of: evidence, world), utilities) {
      #expect(abs(reward - utility) < 0.01)
    }
  }

  /// Strings 0 to 2 are scored, 2 to 4 approved by people who accept what is worth more than 1.2, 4
  /// and 5 compared. Only string 2 tells what the threshold is, and only 4 where 5 lies.
  @Test func putsAMixOnOneScale() throws {
    let (world, items) = SequenceRewardModelTests.items(6)
    let utilities = [-1, 0.5, 1, 2, 0.25, 1.75]
    let evidence = TrainingExamples(
      preferences: [
        Preference(
          chosen: items[5], rejected: items[4],
          probability: logistic(utilities[5] - utilities[4]))
      ],
      scores: (0...2).map { ScoredResponse(response: items[$0], score: utilities[$0]) },
      approvals: (2...4).map {
        ApprovedResponse(response: items[$0], probability: logistic(utilities[$0] - 1.2))
      })
    var settings = Self.patient
    settings.epochs = 3_000
    let found = try rewards(of: evidence, world, settings: settings)
    for (reward, utility) in zip(found, utilities) { #expect(abs(reward - utility) < 0.02) }
  }

  /// What is decided is known of every piece held out; what is not there has no numbers.
  @Test func reportsEachKindThatIsThere() throws {
    let world = TokenStrings(symbolCount: 4, length: 2) { Double($0.reduce(0, +)) }
    let items = world.strings.map(world.response)
    let gold = items.map { world.episode($0).gold.value - 3 }
    var stream = RandomStream(seed: 4)
    let draws = (0..<600).map { _ in stream.uniform(below: 16) }
    // 20 prompts of 30 responses each, of which 4 are held out.
    let responses = draws.enumerated().map { place, item in
      var response = items[item]
      response.prompt.id = place / 30
      return response
    }
    let approvals = zip(draws, responses).map {
      ApprovedResponse(response: $1, probability: gold[$0] > -0.5 ? 1 : 0)
    }
    let scores = zip(draws, responses).map { ScoredResponse(response: $1, score: gold[$0]) }
    let settings = Settings(epochs: 12, learningRate: 0.1, weightDecay: 0, heldOutShare: 0.2)
    func report(_ evidence: TrainingExamples) throws -> TrainingReport {
      var model = SequenceRewardModel(
        model: SequenceRewardModelTests.table(world), settings: settings)
      return try model.fit(to: evidence, using: RandomStream(seed: 2))
    }
    let mixed = try report(TrainingExamples(scores: scores, approvals: approvals))
    #expect(mixed.last("held_out_score_accuracy").map { $0 > 0.97 } == true)
    #expect(mixed.last("held_out_approval_accuracy").map { $0 > 0.97 } == true)
    #expect(mixed.last("approval_accuracy").map { $0 > 0.97 } == true)
    // 960 pieces to learn from in 30 or 31 batches, each step with one loss of its kind.
    #expect(
      mixed.values(of: "score_loss").count + mixed.values(of: "approval_loss").count
        == mixed.values(of: "learning_rate").count)
    for metric in ["loss", "accuracy", "held_out_loss", "held_out_accuracy"] {
      #expect(mixed.last(metric) == nil)
    }
    let rated = try report(TrainingExamples(scores: scores))
    #expect(rated.values(of: "held_out_score_loss").count == 12)
    #expect(rated.last("held_out_score_loss").map { $0 < 0.02 } == true)
    #expect(rated.last("approval_loss") == nil)
  }

  @Test func aScoreThatIsNotFiniteStopsTheFit() {
    let (world, items) = SequenceRewardModelTests.items(2)
    #expect(
      throws: TrainingFailure(
        phase: "reward model", step: 0, quantity: "score loss", value: .infinity)
    ) {
      try rewards(
        of: TrainingExamples(scores: [ScoredResponse(response: items[0], score: .infinity)]), world)
    }
  }
}
