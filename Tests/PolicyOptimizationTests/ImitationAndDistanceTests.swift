import Environments
import Foundation
import Networks
import Randomness
import Rollouts
import SandboxCore
import SandboxTestSupport
import Testing

@testable import PolicyOptimization

/// χ² in the place of KL, and learning from the best answers alone, against laws that are known.
@Suite struct ImitationAndDistanceTests {
  private static let binary = PolicyGradientOracleTests.binary
  private static let reference = PolicyGradientOracleTests.binaryReference
  private static var rewards: [Double] {
    binary.strings.map { binary.episode(binary.response($0)).gold.value }
  }

  private static func improved(
    _ method: PolicyGradientMethod? = nil, _ change: (inout PolicyGradient.Settings) -> Void
  ) throws -> (probabilities: [Double], report: TrainingReport) {
    var values = SettingValues()
    values.set(PolicyGradientOracleTests.settings(klCoefficient: 0.5))
    for (key, value) in method?.recommended ?? [:] { values[key] = value }
    var settings: PolicyGradient.Settings = values.group()
    change(&settings)
    return try PolicyGradientOracleTests.improved(settings, in: binary, from: reference)
  }

  /// max E[r] − β χ²: π = π_ref · max(0, 1 + (r − λ) / 2β), with λ such that it sums to 1.
  private static func optimum(_ beta: Double) -> [Double] {
    let prior = binary.probabilities(of: reference)
    var (low, high) = (-10.0, 10.0)
    func law(_ level: Double) -> [Double] {
      zip(prior, rewards).map { $0 * max(0, 1 + ($1 - level) / (2 * beta)) }
    }
    for _ in 0..<100 {
      let middle = (low + high) / 2
      if law(middle).reduce(0, +) > 1 { low = middle } else { high = middle }
    }
    return law(low)
  }

  @Test(arguments: [0.5, 1.0]) func theOptimumOfChiSquared(beta: Double) throws {
    let exact = Self.optimum(beta)
    let found = try Self.improved {
      $0.divergence = .chiSquared
      $0.klCoefficient = beta
      $0.iterations = 200
      $0.episodesPerIteration = 1024
    }
    #expect(PolicyGradientOracleTests.totalVariation(found.probabilities, exact) < 0.03)
    // Control: the optimum of KL at the same price is another one.
    let tilted = PolicyGradientOracleTests.optimum(
      of: Self.binary, reference: Self.reference, klCoefficient: beta)
    #expect(PolicyGradientOracleTests.totalVariation(tilted, exact) > 0.06)
    let prior = Self.binary.probabilities(of: Self.reference)
    let distance = zip(exact, prior).reduce(0) { $0 + $1.0 * $1.0 / $1.1 } - 1
    let late = found.report.values(of: "chi_squared_to_reference").suffix(20)
    #expect(abs(late.reduce(0, +) / 20 - distance) < 0.1 * distance)
  }

  /// Imitating the best of n answers of the reference leads to the law of best-of-n itself.
  @Test func distillationFindsTheLawOfTheBest() throws {
    let law = EpisodeLaw(
      logProbabilities: Self.binary.probabilities(of: Self.reference).map { log($0) })
    let found = try Self.improved(.bestOfNDistillation) {
      $0.groupSize = 4
      $0.episodesPerIteration = 1024
      $0.iterations = 150
    }
    let best = law.best(of: 4, by: Self.rewards).logProbabilities.map { exp($0) }
    #expect(PolicyGradientOracleTests.totalVariation(found.probabilities, best) < 0.02)
    let other = law.best(of: 8, by: Self.rewards).logProbabilities.map { exp($0) }
    #expect(PolicyGradientOracleTests.totalVariation(found.probabilities, other) > 0.05)
    #expect(found.report.values(of: "kl_to_reference").isEmpty, "the reference acts")
  }

  /// Imitating the best of its own answers leads to the best response there is: 101, with reward 2.
  @Test func expertIterationEndsAtTheBest() throws {
    let found = try Self.improved(.expertIteration) { $0.episodesPerIteration = 256 }
    #expect(found.probabilities[5] > 0.95)
    #expect(Self.rewards[5] == Self.rewards.max())
  }

  /// Only the best answer to each prompt is kept to be learnt from.
  @Test func theOthersAreNotRead() {
    let prompts = Array(repeating: Self.binary.prompts(in: .training)[0], count: 12)
    var batch = RolloutBatch(
      RolloutEngine(environment: Self.binary).run(
        Self.reference, on: prompts, using: RandomStream(seed: 5)), groupSize: 4)
    var settings = PolicyGradient.Settings()
    (settings.baseline, settings.normalizesAdvantages) = (.bestOfGroup, false)
    let scores = [0, 3, 1, 2, 5, 5, 1, 0, 0, 0, 0, 1.0]
    batch.assignCredit(scores: scores, klCoefficient: 0, settings: settings)
    let kept = batch.withoutIdleEpisodes()
    let best = [1, 4, 11]
    #expect(kept.rollouts.map(\.response) == best.map { batch.rollouts[$0].response })
    #expect(kept.groups == [0, 1, 2] && kept.starts == [0, 3, 6, 9])
    #expect(kept.advantages == Array(repeating: 1, count: 9))
    #expect(kept.logProbabilities == best.flatMap { batch.logProbabilities[batch.tokens(of: $0)] })
  }

  /// A policy that writes 1 nearly always is ρ = (P(1) / 0.3)³ from the reference at 111, beyond the bound: the price goes on
  /// along the tangent of ρ in log ρ, at the last token. At no distance there is no price.
  @Test func theRatioOfChiSquaredIsBounded() {
    var eager = Self.binary.tabularPolicy
    for row in stride(from: 0, to: eager.parameterGroups[0].range.upperBound, by: 4) {
      eager.parameters[row + 1] = 9
    }
    var settings = PolicyGradient.Settings()
    settings.divergence = .chiSquared
    let prompts = [Self.binary.prompts(in: .training)[0]]
    var batch = RolloutBatch(
      RolloutEngine(environment: Self.binary).run(eager, on: prompts, using: RandomStream(seed: 5)))
    #expect(batch.rollouts[0].response.continuation == [1, 1, 1])
    batch.compare(with: Self.reference, workspace: Workspace())
    let logRatio = 3 * (-log1p(exp(-9.0)) - log(0.3))
    let ratio = 20 * (1 + logRatio - log(20.0))
    #expect(abs((batch.chiSquaredToReference ?? 0) - (ratio - 1)) < 1e-4)
    let costs = batch.distanceCosts(klCoefficient: 0.5, settings: settings)
    #expect(costs[..<2] == [0, 0] && abs(costs[2] - (ratio - 1)) < 1e-4)
    batch.compare(with: eager, workspace: Workspace())
    #expect(abs(batch.chiSquaredToReference ?? 1) < 1e-5)
  }
}

/// Tables of classical reinforcement learning, and learning by playing oneself.
@Suite struct TabularMethodTests {
  private let board = TicTacToeWorld()
  /// An opening of two plies.
  private var opening: Prompt { board.prompts(in: .training)[0] }

  private func solved(
    _ method: TabularMethod, _ change: (inout TabularMethod.Settings) -> Void = { _ in }
  ) throws -> Double {
    var values = SettingValues()
    var settings = TabularMethod.Settings()
    change(&settings)
    values.set(settings)
    let reward = TrueReward(environment: board)
    let policy = method.policy(
      from: UniformModel(
        vocabularyCount: board.vocabulary.count, contextLength: board.contextLength), by: reward,
      in: board, values, using: RandomStream(seed: 4))
    let tree = try EpisodeTree(of: opening, in: board)
    let law = try #require((policy as? SolvedPolicy)?.law(in: tree))
    return law.mean(of: tree.rewards(by: reward))
  }

  private func best() throws -> Double {
    let tree = try EpisodeTree(of: opening, in: board)
    return TreeOptimum(
      of: tree, reference: tree.uniformPolicy,
      rewards: tree.rewards(by: TrueReward(environment: board)),
      klCoefficient: 0
    ).objective
  }

  /// Four moves of the agent's are the most after two plies; so four sweeps are enough, and one is not.
  @Test func valueIterationFindsTheBest() throws {
    let best = try best()
    #expect(abs(try solved(.valueIteration) - best) < 1e-12)
    #expect(abs(try solved(.valueIteration) { $0.sweeps = 4 } - best) < 1e-12)
    #expect(try solved(.valueIteration) { $0.sweeps = 1 } < best - 0.01)
  }

  @Test func qLearningComesNearWithEpisodes() throws {
    let best = try best()
    let learnt = try solved(.qLearning) {
      $0.episodes = 100_000
      $0.stepSize = 0.05
    }
    #expect(learnt > best - 0.05, "\(learnt), \(best)")
    #expect(try solved(.qLearning) { $0.episodes = 20 } < best - 0.05)
  }

  /// The opponent is the model, and all else stays.
  @Test func aWorldAgainstAModel() throws {
    let model = UniformModel(
      vocabularyCount: board.vocabulary.count, contextLength: board.contextLength)
    let other = try #require(board.playing(against: model))
    #expect(other.opponent.name != board.opponent.name)
    #expect(other.vocabulary == board.vocabulary)
    #expect(PolicyGradientOracleTests.binary.playing(against: model) == nil)
  }

  /// Playing itself, an agent meets a stronger opponent than a random one: it is rewarded less for the same moves.
  @Test func selfPlayMeetsItself() throws {
    var settings = PolicyGradient.Settings()
    (settings.iterations, settings.episodesPerIteration) = (12, 256)
    (settings.learningRate, settings.epochs, settings.kl) = (0.02, 2, .off)
    func late(_ interval: Int?) throws -> Double {
      settings.selfPlayInterval = interval
      var policy: any LanguageModel = Decoder<Float>(
        shape: DecoderShape(
          vocabularyCount: board.vocabulary.count, contextLength: board.contextLength, width: 16,
          layerCount: 1, headCount: 2), using: RandomStream(seed: 2))
      let report = try PolicyGradient(settings: settings).improve(
        &policy, reference: policy, in: board, prompts: board.prompts(in: .training),
        reward: TrueReward(environment: board), using: RandomStream(seed: 3))
      return report.values(of: "reward").suffix(3).reduce(0, +) / 3
    }
    #expect(try late(1) < late(nil) - 0.05)
  }
}
