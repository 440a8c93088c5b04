import Environments
import Foundation
import Networks
import PolicyOptimization
import Randomness
import SandboxCore
import Testing

@testable import Experiments

/// Phase 4 as a scenario configures it, against the optimum known by listing all responses.
@Suite struct TinyOptimumTests {
  static let world = TinyTextWorld()
  static let prompt = world.prompts(in: .training)[0]
  static let responses = (try? EpisodeTree(of: prompt, in: world))?.responses ?? []
  static let rewards = responses.map { world.episode($0).gold.value }

  /// log π(y) of every response there is, in nats, with only letters legal.
  static func logProbabilities(of policy: any LanguageModel) -> [Double] {
    let letters = [UInt64(1) << UInt64(world.tokenCount) - 1]
    var batch = SequenceBatch()
    for response in responses {
      batch.append(
        predicting: response.sequence, legal: response.continuation.map { _ in letters }
      ) { $0 >= prompt.tokens.count }
    }
    let outputs = policy.outputs(for: batch, heads: .language, workspace: Workspace())
    return (0..<batch.sequenceCount).map { sequence in
      batch.readRange(of: sequence).reduce(0) { $0 + Double(outputs.logProbabilities[$1]) }
    }
  }

  static func totalVariation(_ left: [Double], _ right: [Double]) -> Double {
    zip(left, right).reduce(0) { $0 + abs(exp($1.0) - exp($1.1)) } / 2
  }

  /// What PPO makes of a reference, and the optimum it ought to find.
  static func improve(
    _ reference: any LanguageModel, klCoefficient: Double,
    change: (inout PolicyGradient.Settings) -> Void = { _ in }
  ) throws -> (policy: [Double], optimum: [Double]) {
    var settings = ArmSettings.defaults(for: .tiny).policyGradient
    settings.klCoefficient = klCoefficient
    change(&settings)
    var policy = reference
    _ = try PolicyGradient(settings: settings).improve(
      &policy, reference: reference, in: world, prompts: [prompt],
      reward: TrueReward(environment: world), using: RandomStream(seed: 3)
    )
    let optimum = ExactOptimum(
      reference: logProbabilities(of: reference), rewards: rewards, klCoefficient: klCoefficient)
    return (logProbabilities(of: policy), optimum.logProbabilities)
  }

  /// A full table: a row of logits for every prefix, none of them uniform.
  static var table: any LanguageModel {
    var table = NGramTable(
      vocabularyCount: world.vocabulary.count, order: 5, contextLength: world.contextLength)
    var stream = RandomStream(seed: 11)
    for index in table.parameterGroups[0].range {
      table.parameters[index] = Float(stream.uniform() - 0.5)
    }
    return table
  }

  /// β = 1, and 100 rounds instead of 30: the catalog's 30 rounds come within 0.053 of this optimum.
  @Test func theDefaultsFindTheOptimum() throws {
    let found = try Self.improve(Self.table, klCoefficient: 1) { $0.iterations = 100 }
    let start = Self.logProbabilities(of: Self.table)
    #expect(abs(start.reduce(0) { $0 + exp($1) } - 1) < 1e-5)
    #expect(abs(found.policy.reduce(0) { $0 + exp($1) } - 1) < 1e-5)
    #expect(Self.totalVariation(start, found.optimum) > 0.3)
    #expect(Self.totalVariation(found.policy, found.optimum) < 0.02)

    // Control: another coefficient has another optimum, and PPO finds that one and not the first.
    let tighter = try Self.improve(Self.table, klCoefficient: 2) { $0.iterations = 100 }
    #expect(Self.totalVariation(tighter.policy, tighter.optimum) < 0.02)
    #expect(Self.totalVariation(tighter.policy, found.optimum) > 0.05)
    #expect(Self.totalVariation(tighter.optimum, found.optimum) > 0.05)
  }
}
