import Foundation
import Networks
import PolicyOptimization
import Randomness
import SandboxCore
import SandboxTestSupport
import Testing

/// PPO with a fixed KL coefficient β must find π_ref · exp(r / β) / Z, known by enumeration.
@Suite struct PolicyGradientOracleTests {
  static func settings(klCoefficient: Double) -> PolicyGradient.Settings {
    var settings = PolicyGradient.Settings()
    settings.iterations = 100
    settings.episodesPerIteration = 512
    settings.epochs = 2
    settings.minibatchCount = 2
    settings.learningRate = 0.05
    settings.valueCoefficient = 1
    settings.klPenalty = .fixed(coefficient: klCoefficient)
    return settings
  }

  static func improved(
    _ settings: PolicyGradient.Settings, in world: TokenStrings, from reference: any LanguageModel,
    seed: UInt64 = 1
  ) throws -> (probabilities: [Double], report: TrainingReport) {
    var policy = reference
    let report = try PolicyGradient(settings: settings).improve(
      &policy, reference: reference, in: world, prompts: world.prompts(in: .training),
      reward: TrueReward(environment: world), using: RandomStream(seed: seed)
    )
    return (world.probabilities(of: policy), report)
  }

  /// π_ref · exp(r / β) / Z over all strings of a world.
  static func optimum(
    of world: TokenStrings, reference: any LanguageModel, klCoefficient: Double
  ) -> [Double] {
    let prior = world.probabilities(of: reference)
    let weights = zip(world.strings, prior).map { string, probability in
      probability * exp(world.episode(world.response(string)).gold.value / klCoefficient)
    }
    return weights.map { $0 / weights.reduce(0, +) }
  }

  static func totalVariation(_ left: [Double], _ right: [Double]) -> Double {
    zip(left, right).reduce(0) { $0 + abs($1.0 - $1.1) } / 2
  }

  /// Binary strings of length 3: a point for each 1, minus 2 where two stand together.
  static let binary = TokenStrings(symbolCount: 2, length: 3) { string in
    let ones = Double(string.reduce(0, +))
    return zip(string, string.dropFirst()).contains { $0 == (1, 1) } ? ones - 2 : ones
  }

  /// P(1) = 0.3 everywhere.
  static var binaryReference: any LanguageModel {
    var table = binary.tabularPolicy
    for row in stride(from: 0, to: table.parameterGroups[0].range.upperBound, by: 4) {
      table.parameters[row] = Float(log(0.7))
      table.parameters[row + 1] = Float(log(0.3))
    }
    return table
  }

  @Test func findsTheKnownOptimumOfBinaryStrings() throws {
    // 000 001 010 011 100 101 110 111
    let known = [
      0.04656049, 0.14744487, 0.14744487, 0.00855193, 0.14744487, 0.46691933, 0.00855193,
      0.02708171,
    ]
    let reference = Self.binaryReference
    let exact = Self.optimum(of: Self.binary, reference: reference, klCoefficient: 0.5)
    #expect(Self.totalVariation(exact, known) < 1e-6)
    let found = try Self.improved(
      Self.settings(klCoefficient: 0.5), in: Self.binary, from: reference)
    #expect(Self.totalVariation(found.probabilities, known) < 0.02)
    // Over the last 20 iterations of 512 episodes: the reward has a standard deviation of about 0.8, so
    // 5 × 0.8 / √10,240 = 0.04; the log ratio about as much. Exact: E r 1.403255, KL 0.809532.
    func late(_ metric: String) -> Double {
      found.report.values(of: metric).suffix(20).reduce(0, +) / 20
    }
    #expect(abs(late("reward") - 1.403255) < 0.05)
    #expect(abs(late("kl_to_reference") - 0.809532) < 0.05)
    #expect(abs(late("kl_to_reference_k3") - late("kl_to_reference")) < 0.1)

    // Control: twice the coefficient has another optimum, and PPO finds that one.
    let tighter = try Self.improved(
      Self.settings(klCoefficient: 1), in: Self.binary, from: reference)
    let other = Self.optimum(of: Self.binary, reference: reference, klCoefficient: 1)
    #expect(Self.totalVariation(tighter.probabilities, other) < 0.02)
    #expect(Self.totalVariation(tighter.probabilities, known) > 0.1)
  }

  /// The mean of the other answers is as good a baseline as values: the same optimum.
  @Test func groupsFindTheSameOptimum() throws {
    let reference = Self.binaryReference
    var settings = Self.settings(klCoefficient: 0.5)
    settings.groupSize = 4
    settings.baseline = .leaveOneOut
    let exact = Self.optimum(of: Self.binary, reference: reference, klCoefficient: 0.5)
    let found = try Self.improved(settings, in: Self.binary, from: reference)
    #expect(Self.totalVariation(found.probabilities, exact) < 0.03)
  }

  /// The same world, in which a second author repeats every symbol: the agent's tokens are no longer
  /// neighbours, and nothing else changes.
  @Test func tokensOfTheWorldInBetweenChangeNothing() throws {
    let world = TokenStrings(symbolCount: 2, length: 3, echoes: true) { string in
      Self.binary.episode(Self.binary.response(string)).gold.value
    }
    let uniform = Self.binary.tabularPolicy
    let exact = Self.optimum(of: Self.binary, reference: uniform, klCoefficient: 0.5)
    let found = try Self.improved(
      Self.settings(klCoefficient: 0.5), in: world, from: world.tabularPolicy)
    #expect(Self.totalVariation(found.probabilities, exact) < 0.02)
    #expect(found.report.last("episode_length") == 3)
  }

  /// 256 strings of 4 symbols with random rewards and a random reference.
  @Test func findsTheOptimumOfARandomWorld() throws {
    var stream = RandomStream(seed: 21)
    let rewards = (0..<256).map { _ in 2 * stream.uniform() }
    let world = TokenStrings(symbolCount: 4, length: 4) { string in
      rewards[string.reduce(0) { 4 * $0 + Int($1) }]
    }
    var reference = world.tabularPolicy
    for index in reference.parameterGroups[0].range {
      reference.parameters[index] = Float(stream.uniform())
    }
    var settings = Self.settings(klCoefficient: 1)
    settings.episodesPerIteration = 2048
    let found = try Self.improved(settings, in: world, from: reference)
    let exact = Self.optimum(of: world, reference: reference, klCoefficient: 1)
    let start = world.probabilities(of: reference)
    #expect(Self.totalVariation(start, exact) > 0.1)
    #expect(Self.totalVariation(found.probabilities, exact) < 0.02)
  }
}
