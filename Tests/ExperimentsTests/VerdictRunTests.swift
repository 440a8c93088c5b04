import SandboxCore
import Annotators
import Experiments
import Foundation
import Testing

/// What the crowd says of the final policy, in both orders.
@Suite struct VerdictRunTests {
  /// How many prompts. Both models meet the same luck, so on some of them they say the same.
  static let count = 3000

  /// People rate, so that a bias of position moves no answer that the policy learns from.
  private func record(positionBias: Double) async throws -> ReplicationRecord {
    var experiment = SmallRuns.experiment(
      arms: [
        (
          "base",
          {
            $0.feedback.channels = [GroupShare(group: "rating", share: 1)]
            $0.annotators.population.traits.rationality = Spread(1)
            $0.annotators.population.traits["mistakes"] = Spread(0)
            $0.annotators.population.traits["position_bias"] = Spread(positionBias)
          }
        )
      ])
    experiment.arms[0].settings.evaluation.headToHeadPrompts = Self.count
    // A policy that has moved, so that many pairs differ.
    experiment.arms[0].settings.policyGradient.episodesPerIteration = 256
    experiment.arms[0].settings.policyGradient.iterations = 4
    experiment.arms[0].settings.policyGradient.learningRate = 0.3
    experiment.arms[0].settings.policyGradient.targetKL = nil
    let record = try #require(try await SmallRuns.run(experiment).records.first)
    #expect(record.failure == nil)
    return record
  }

  private func value(_ metric: String, _ record: ReplicationRecord) throws -> Double {
    try #require(record.value(of: metric))
  }

  /// b̂ = ½ log(n_FF / n_SS) has the standard error ½ √(1/n_FF + 1/n_SS). The share of inconsistent pairs
  /// is 1 − c, and n_FF / n_SS = exp(2b̂) says how they fall. At least a quarter of the pairs differ: at
  /// b = 1 the first place gains 0.115 of all prompts, and at most σ(1) − ½ = 0.231 of those that differ.
  @Test(arguments: [0, 1, -0.5])
  func theBiasOfPositionIsEstimated(bias: Double) async throws {
    let record = try await record(positionBias: bias)
    let estimate = try value("position_bias_estimate", record)
    let inconsistent =
      Double(Self.count) / 4 * (1 - (try value("order_consistency", record)))
    let first = inconsistent / (1 + exp(-2 * estimate))
    let error = 0.5 * (1 / first + 1 / (inconsistent - first)).squareRoot()
    #expect(error < 0.1)
    #expect(abs(estimate - bias) < 5 * error, "\(estimate), error \(error)")
  }

  /// A share of 3,000 has a standard error of at most ½/√3000 = 0.0091, of two orders √½ of it.
  ///
  /// Averaging over both orders does not undo the bias entirely: ½[σ(x + b) + σ(x − b)] lies nearer to ½
  /// than σ(x) by up to 0.012 at b = ½.
  @Test func bothOrdersCancelWhatOneOrderShows() async throws {
    let fair = try await record(positionBias: 0)
    let biased = try await record(positionBias: 0.5)
    for metric in ["gold_reward", "proxy_reward", "gold_win_rate"] {
      #expect(fair.value(of: metric) == biased.value(of: metric), "\(metric)")
    }
    let error = 0.5 / Double(Self.count).squareRoot()
    func change(_ metric: String) throws -> Double {
      try value(metric, biased) - value(metric, fair)
    }
    #expect(try abs(change("annotator_win_rate_both_orders")) < 5 * error * 0.5.squareRoot())
    #expect(try change("annotator_win_rate") > 5 * error)
    // Without a bias it does not matter which order is asked in.
    let gap = try value("annotator_win_rate", fair) - value("annotator_win_rate_both_orders", fair)
    #expect(abs(gap) < 5 * error)
  }

  /// Equal responses are won by nobody.
  @Test func aPolicyThatLearntNothingWinsHalf() async throws {
    let experiment = SmallRuns.experiment(
      arms: [("base", { $0.policyGradient.iterations = 0 })])
    let record = try #require(try await SmallRuns.run(experiment).records.first)
    for metric in ["annotator_win_rate", "annotator_win_rate_both_orders", "gold_win_rate"] {
      #expect(record.value(of: metric) == 0.5, "\(metric)")
    }
    #expect(record.value(of: "position_bias_estimate") == nil)
  }

  @Test func conventionalLearningIsJudgedByNobody() async throws {
    let experiment = SmallRuns.experiment(
      arms: [("rl", { $0.policyOptimization.reward = .trueReward })])
    let record = try #require(try await SmallRuns.run(experiment).records.first)
    #expect(record.value(of: "annotator_win_rate") == nil)
    #expect(record.value(of: "gold_win_rate") == nil)
  }
}
