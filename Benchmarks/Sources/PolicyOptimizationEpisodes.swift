import Foundation
import Networks
import PolicyOptimization
import Randomness
import SandboxCore

/// Policy gradients on 2,048 episodes of 8 + 16 tokens: batches of 128, 4 epochs of minibatches of 32.
enum PolicyOptimizationEpisodes {
  static let episodeCount = 2048

  static func workload() -> Workload {
    Workload(name: "ppo", unit: "episodes", count: episodeCount, repeats: 3) { optimize(seed: 1) }
  }

  /// REINFORCE leave-one-out in groups of 8, as trl's RLOOTrainer does it: several steps on a batch, which a clipped
  /// ratio of whole responses holds together.
  static func leaveOneOut() -> Workload {
    Workload(name: "rloo", unit: "episodes", count: episodeCount, repeats: 3) {
      optimize(seed: 1) {
        $0.groupSize = 8
        $0.baseline = .leaveOneOut
        $0.ratio = .response
        $0.normalizesAdvantages = false
      }
    }
  }

  /// Group-relative policy optimisation in groups of 8, as trl's GRPOTrainer does it.
  static func groupRelative() -> Workload {
    Workload(name: "grpo", unit: "episodes", count: episodeCount, repeats: 3) {
      optimize(seed: 1) {
        $0.groupSize = 8
        $0.baseline = .groupMean
        $0.groupScale = .sample
        $0.klPlace = .loss
        $0.normalizesAdvantages = false
      }
    }
  }

  /// Two of them at once, as replications run.
  static func twoReplications() -> Workload {
    Workload(
      name: "ppo_two_replications", unit: "episodes", count: 2 * episodeCount, repeats: 3
    ) {
      DispatchQueue.concurrentPerform(iterations: 2) { optimize(seed: UInt64($0)) }
    }
  }

  private static func optimize(
    seed: UInt64, adjust: (inout PolicyGradient.Settings) -> Void = { _ in }
  ) {
    let world = FreeText(responseLimit: 16)
    let reference: any LanguageModel = Decoder<Float>(
      shape: DecoderShape(vocabularyCount: 128, contextLength: 32), using: RandomStream(seed: seed))
    var policy = reference
    var settings = PolicyGradient.Settings()
    settings.iterations = episodeCount / 128
    settings.episodesPerIteration = 128
    settings.epochs = 4
    settings.minibatchCount = 4
    settings.learningRate = 1e-3
    settings.annealsLearningRate = false
    settings.maxGradNorm = 1
    settings.clipRange = 0.2
    settings.valueClipRange = 0.2
    settings.valueCoefficient = 0.1
    settings.klPenalty = .fixed(coefficient: 0.02)
    adjust(&settings)
    do {
      _ = try PolicyGradient(settings: settings).improve(
        &policy, reference: reference, in: world, prompts: world.prompts(in: .training),
        reward: TrueReward(environment: world), using: RandomStream(seed: seed)
      )
    } catch {
      preconditionFailure("PPO stopped: \(error)")
    }
  }
}
