import Environments
import Foundation
import Networks
import Randomness
import Rollouts
import SandboxCore
import SandboxTestSupport
import Testing

@testable import PolicyOptimization

/// What a policy pursues where groups of people want different things.
@Suite struct GroupAimTests {
  /// Strings of one symbol, which groups value by tables of their own.
  private struct Tastes: RewardSignal {
    var shares = [0.5, 0.5]
    var tables: [[Double]]
    let name = "tastes"
    func rewards(for responses: [Response]) -> [Double] {
      groupRewards(for: responses)?.mean(weights: shares) ?? []
    }
    func groupRewards(for responses: [Response]) -> GroupRewards? {
      GroupRewards(
        names: shares.indices.map { "g\($0)" }, shares: shares,
        rewards: tables.map { table in responses.map { table[Int($0.continuation[0])] } })
    }
  }

  private func world(_ count: Int) -> TokenStrings { TokenStrings(symbolCount: count, length: 1) }

  private static let disagreement = Tastes(tables: [[0, 1, 2, 0.8], [1.5, 1, 0, 0.9]])
  /// Of rock, paper and scissors, three voters each put another first, in turn.
  private static let circle = Tastes(
    shares: [1 / 3.0, 1 / 3.0, 1 / 3.0],
    tables: [[20, 10, 0], [0, 20, 10], [10, 0, 20]])

  /// The same strings where all of them can be listed, and a policy to which they are alike.
  private func listed(
    _ count: Int, length: Int = 1
  ) -> (world: TinyTextWorld, policy: NGramTable, tree: EpisodeTree?) {
    let world = TinyTextWorld(tokenCount: count, length: length)
    let policy = NGramTable(
      vocabularyCount: world.vocabulary.count, order: 2, contextLength: world.contextLength)
    return (world, policy, try? EpisodeTree(of: world.prompts(in: .training)[0], in: world))
  }

  private func exact(_ reward: Tastes, _ aim: GroupAim, _ beta: Double) -> SolvedPolicy {
    let (world, policy, _) = listed(reward.tables[0].count)
    return SolvedPolicy.optimum(
      reference: policy, reward: reward, klCoefficient: beta, aim: aim,
      on: world.prompts(in: .training), in: world)
  }

  private func law(_ policy: SolvedPolicy, _ count: Int) throws -> [Double] {
    let tree = try #require(listed(count).tree)
    return try #require(policy.law(in: tree)).logProbabilities.map { exp($0) }
  }

  /// The worked example of two groups and four responses, from a solver of another make.
  @Test func theMaximinServesBothAlike() throws {
    let policy = exact(Self.disagreement, .maximin, 0.25)
    let law = try law(policy, 4)
    for (own, known) in zip(law, [0.231816, 0.372186, 0.184440, 0.211558]) {
      #expect(abs(own - known) < 2e-6)
    }
    for table in Self.disagreement.tables {
      #expect(abs(zip(law, table).reduce(0) { $0 + $1.0 * $1.1 } - 0.910312) < 2e-6)
    }
    let divergence = law.reduce(0) { $0 + $1 * log(4 * $1) }
    #expect(abs(divergence - 0.039182) < 2e-6)
    #expect(abs(0.910312 - 0.25 * divergence - 0.900517) < 3e-6)
    let tree = try #require(listed(4).tree)
    let optimum = MaximinOptimum(
      of: [
        .init(
          tree: tree, reference: tree.uniformPolicy,
          rewards: tree.groupRewards(by: Self.disagreement))
      ], klCoefficient: 0.25)
    #expect(abs(optimum.objective - 0.900517) < 1e-6)
    #expect(abs(optimum.weights[0] - 0.412241) < 1e-6)
  }

  /// By shares: the mean serves one group at the other's cost.
  @Test func thePooledRewardServesWhoHasMost() throws {
    for (share, means) in [(0.7, [1.721549, 0.246887]), (0.5, [1.179093, 0.701394])] {
      var reward = Self.disagreement
      reward.shares = [share, 1 - share]
      let law = try law(exact(reward, .pooled, 0.25), 4)
      for (table, mean) in zip(reward.tables, means) {
        #expect(abs(zip(law, table).reduce(0) { $0 + $1.0 * $1.1 } - mean) < 2e-6)
      }
    }
  }

  /// Where groups want the same there is nothing to share out; a third group that has more than the others has no weight.
  @Test func theMaximinOfOneMindIsTheOptimum() throws {
    let alike = Tastes(tables: [[0, 1, 2, 0.8], [0, 1, 2, 0.8]])
    let (shared, pooled) = (
      try law(exact(alike, .maximin, 0.25), 4), try law(exact(alike, .pooled, 0.25), 4)
    )
    for (left, right) in zip(shared, pooled) { #expect(abs(left - right) < 1e-9) }
    let three = Tastes(
      shares: [0.2, 0.2, 0.6], tables: Self.disagreement.tables + [[5, 5, 5, 5]])
    let tree = try #require(listed(4).tree)
    let weights = MaximinOptimum(
      of: [
        .init(
          tree: tree, reference: tree.uniformPolicy, rewards: tree.groupRewards(by: three))
      ], klCoefficient: 0.25
    ).weights
    #expect(weights[2] < 1e-9)
    #expect(abs(weights[0] - 0.412241) < 1e-5)
  }

  /// In a circle nobody wins: the equilibrium is the reference, where that is even; and wherever it begins, the equation of the equilibrium holds.
  @Test(arguments: [0.02, 0.1, 1]) func circlesHaveNoWinner(tau: Double) throws {
    for own in try law(exact(Self.circle, .nash, tau), 3) { #expect(abs(own - 1 / 3.0) < 1e-9) }
    // Bradley and Terry give all three the same.
    let pooled =
      Self.circle.groupRewards(
        for: world(3).strings.map(world(3).response))?.mean(weights: Self.circle.shares) ?? []
    for value in pooled { #expect(abs(value - 10) < 1e-9) }
    let preference = PopulationPreference(
      try #require(Self.circle.groupRewards(for: world(3).strings.map(world(3).response))))
    #expect(abs(preference.probability(of: 0, over: 1) - 2 / 3.0) < 1e-4)
    #expect(abs(preference.probability(of: 1, over: 2) - 2 / 3.0) < 1e-4)
    #expect(abs(preference.probability(of: 2, over: 0) - 2 / 3.0) < 1e-4)
    let matrix = (0..<3).flatMap { first in
      (0..<3).map { preference.probability(of: first, over: $0) }
    }
    let uneven = NashEquilibrium(
      reference: [log(0.6), log(0.3), log(0.1)], preferences: matrix, klCoefficient: tau)
    #expect(uneven.residual < 1e-6)
    #expect(abs(uneven.logProbabilities.reduce(0) { $0 + exp($1) } - 1) < 1e-9)
  }

  /// Two responses of which one is preferred with P = .6: the optimum of a Bradley-Terry reward goes all the way to it as β falls; at the equilibrium the odds
  /// are e^((P − ½)/τ).
  @Test(arguments: [(1.0, 0.6), (0.5, 0.692308), (0.1, 0.982954)])
  func preferencesCollapse(tau: Double, pooled: Double) throws {
    let gap = log(0.6 / 0.4)
    let reward = Tastes(shares: [1], tables: [[gap, 0]])
    #expect(abs(try law(exact(reward, .pooled, tau), 2)[0] - pooled) < 1e-6)
    let equilibrium = try law(exact(reward, .nash, tau), 2)[0]
    #expect(abs(equilibrium - 1 / (1 + exp(-0.1 / tau))) < 1e-9)
  }

  /// The law of leaves as a policy gives the law back, with several tokens, too.
  @Test func aLawIsThePolicyThatComesToIt() throws {
    let tree = try #require(listed(3, length: 3).tree)
    var stream = RandomStream(seed: 5)
    let weights = (0..<27).map { _ in stream.uniform() + 0.01 }
    let sum = weights.reduce(0, +)
    let law = EpisodeLaw(logProbabilities: weights.map { log($0 / sum) })
    let policy = law.policy(in: tree, otherwise: tree.uniformPolicy)
    for (left, right) in zip(EpisodeLaw(policy, in: tree).logProbabilities, law.logProbabilities) {
      #expect(abs(left - right) < 1e-9)
    }
  }

  private static func settings(_ aim: GroupAim, _ beta: Double) -> PolicyGradient.Settings {
    var settings = PolicyGradient.Settings()
    settings.iterations = 300
    settings.episodesPerIteration = 512
    settings.groupSize = 512
    settings.baseline = .leaveOneOut
    settings.clipRange = nil
    settings.epochs = 1
    settings.minibatchCount = 1
    settings.normalizesAdvantages = false
    settings.learningRate = 0.05
    settings.klPenalty = .fixed(coefficient: beta)
    settings.groups = aim
    settings.groupStep = 0.1
    settings.opponentMixture = 0
    return settings
  }

  private func trained(
    _ reward: Tastes, _ settings: PolicyGradient.Settings, reference: any LanguageModel
  ) throws -> (law: [Double], report: TrainingReport) {
    let world = world(reward.tables[0].count)
    var policy = reference
    let report = try PolicyGradient(settings: settings).improve(
      &policy, reference: reference, in: world, prompts: world.prompts(in: .training),
      reward: reward, using: RandomStream(seed: 6))
    return (world.probabilities(of: policy), report)
  }

  /// Samples come to the worked example, too.
  @Test func thePolicyGradientFindsTheMaximin() throws {
    let (law, report) = try trained(
      Self.disagreement, Self.settings(.maximin, 0.25), reference: world(4).tabularPolicy)
    for (own, known) in zip(law, [0.231816, 0.372186, 0.184440, 0.211558]) {
      #expect(abs(own - known) < 0.05)
    }
    let means = Self.disagreement.tables.map { table in
      zip(law, table).reduce(0) { $0 + $1.0 * $1.1 }
    }
    #expect((means.min() ?? 0) > 0.85)
    // Weights go to and fro around the equilibrium.
    let weights = report.points.filter { $0.metric == "greatest_group_weight" }.map(\.value)
    let late = weights.suffix(150)
    #expect(abs(late.reduce(0, +) / Double(late.count) - 0.588) < 0.12)
    #expect(report.last("least_group_reward") != nil)
  }

  /// An uneven reference and a circle, against samples of its own.
  @Test(arguments: [0, 0.2]) func thePolicyGradientFindsTheEquilibrium(mixture: Double) throws {
    var table = world(3).tabularPolicy
    let begin = table
    // The opening context's logits are those that decide.
    let reference = [0.6, 0.3, 0.1]
    let row = Self.openingRow(of: begin, in: world(3))
    for (symbol, chance) in reference.enumerated() {
      table.parameters[row + symbol] = Float(log(chance))
    }
    for (own, known) in zip(world(3).probabilities(of: table), reference) {
      #expect(abs(own - known) < 1e-5)
    }
    var settings = Self.settings(.nash, 0.08)
    settings.opponentMixture = mixture
    let (law, _) = try trained(Self.circle, settings, reference: table)
    let third = 1 / 3.0
    let matrix = [0.5, 2 * third, third, third, 0.5, 2 * third, 2 * third, third, 0.5]
    let known = NashEquilibrium(
      reference: reference.map { log($0) }, preferences: matrix, klCoefficient: 0.08
    ).logProbabilities.map { exp($0) }
    // Against a mixture the equilibrium lies a little nearer to the reference.
    for (own, exact) in zip(law, known) { #expect(abs(own - exact) < (mixture == 0 ? 0.05 : 0.09)) }
    #expect(known[2] > 0.25)
  }

  /// The place of the logits that follow the prompt.
  private static func openingRow(of table: NGramTable, in world: TokenStrings) -> Int {
    table.parameters.indices.first { index in
      guard index.isMultiple(of: table.vocabularyCount) else { return false }
      var changed = table
      changed.parameters[index] = 1
      return world.probabilities(of: changed) != world.probabilities(of: table)
    } ?? 0
  }

  /// A mixture of two policies is the normalised product of their powers.
  @Test func mixturesAreGeometric() {
    let world = world(3)
    var (policy, reference) = (world.tabularPolicy, world.tabularPolicy)
    let row = Self.openingRow(of: policy, in: world)
    for (symbol, chance) in [0.7, 0.2, 0.1].enumerated() {
      policy.parameters[row + symbol] = Float(log(chance))
    }
    for (symbol, chance) in [0.1, 0.3, 0.6].enumerated() {
      reference.parameters[row + symbol] = Float(log(chance) + 2)
    }
    let mixture = GeometricMixture(policy: policy, reference: reference, share: 0.25)
    let count = 20_000
    let rollouts = RolloutEngine(environment: world).run(
      mixture, on: Array(repeating: world.prompts(in: .training)[0], count: count),
      using: RandomStream(seed: 9))
    let raw = zip([0.7, 0.2, 0.1], [0.1, 0.3, 0.6]).map { pow($0, 0.75) * pow($1, 0.25) }
    for symbol in 0..<3 {
      let chance = raw[symbol] / raw.reduce(0, +)
      let seen = Double(rollouts.count { $0.response.continuation[0] == Token(symbol) })
      let error = (chance * (1 - chance) / Double(count)).squareRoot()
      #expect(abs(seen / Double(count) - chance) < 5 * error)
    }
  }
}
