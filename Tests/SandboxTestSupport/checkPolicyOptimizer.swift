import Networks
import Randomness
import SandboxCore

/// The laws of ``PolicyOptimizer`` and its ``PolicyTraining``; returns what is broken.
///
/// The world is a bandit of 4 arms (``TokenStrings`` of length 1) of which one pays 1, plus a token
/// that is never legal. The optimiser is expected to raise the reward of a uniform tabular policy from
/// 0.25 to at least 0.5, so give it settings that can: some 20 iterations, a learning rate near 0.05,
/// and a KL coefficient of 0.1 at most.
public func checkPolicyOptimizer(
  _ optimizer: some PolicyOptimizer, seed: UInt64 = 1
) -> [String] {
  var problems: [String] = []
  func expect(_ condition: Bool, _ law: String) { if !condition { problems.append(law) } }

  let world = TokenStrings(symbolCount: 4, length: 1) { $0 == [2] ? 1 : 0 }
  let start: any LanguageModel = world.tabularPolicy
  let signal = LawfulReward(world: world)

  func begin(seed: UInt64) -> any PolicyTraining {
    optimizer.begin(
      start, reference: start, in: world, prompts: world.prompts(in: .training),
      using: RandomStream(seed: seed))
  }

  func improve(
    seed: UInt64, reward: any RewardSignal
  ) throws -> (policy: any LanguageModel, report: TrainingReport) {
    var policy = start
    let report = try optimizer.improve(
      &policy, reference: start, in: world, prompts: world.prompts(in: .training), reward: reward,
      using: RandomStream(seed: seed))
    return (policy, report)
  }

  do {
    let first = try improve(seed: seed, reward: signal)
    let again = try improve(seed: seed, reward: signal)
    let other = try improve(seed: seed + 1, reward: signal)
    let probability = world.probabilities(of: first.policy)[2]
    expect(probability >= 0.5, "the paying arm is taken with probability \(probability), not 0.5")
    expect(first.policy.parameters == again.policy.parameters, "one seed gave two policies")
    expect(first.report == again.report, "one seed gave two reports")
    expect(first.policy.parameters != other.policy.parameters, "two seeds gave one policy")
    expect(!first.report.points.isEmpty, "the report is empty")
    expect(
      first.report.points.allSatisfy { $0.value.isFinite },
      "the report has a number that is not finite")
    expect(start.parameters.allSatisfy { $0 == 0 }, "the reference was changed")

    var training = begin(seed: seed)
    expect(training.iteration == 0, "a training begins at iteration \(training.iteration)")
    let end = training.iterationCount
    var report = try training.advance(to: end / 2, reward: signal)
    expect(training.iteration == end / 2, "it stopped at iteration \(training.iteration)")
    var copy = training
    let half = training.policy.parameters
    let rest = try copy.advance(to: end, reward: signal)
    expect(training.policy.parameters == half, "a copy's step changed the original")
    report.points += rest.points
    expect(report == first.report, "a training in two parts reports other numbers")
    expect(copy.policy.parameters == first.policy.parameters, "two parts leave another policy")
    let original = try training.advance(to: end, reward: signal)
    expect(original == rest, "the original goes elsewhere than its copy")
  } catch {
    problems.append("improve threw \(error); a NaN reward means that an illegal token was written")
  }

  do {
    _ = try improve(seed: seed, reward: BrokenReward())
    problems.append("a reward that is not a number went unnoticed")
  } catch is TrainingFailure {
  } catch {
    problems.append("a reward that is not a number threw \(error), not a TrainingFailure")
  }
  return problems
}

/// The true reward, and not a number for a response that breaks the rules.
private struct LawfulReward: RewardSignal {
  let world: TokenStrings
  let name = "lawful reward"
  func rewards(for responses: [Response]) -> [Double] {
    responses.map {
      $0.continuation.contains(world.illegal) ? .nan : world.episode($0).gold.value
    }
  }
}

private struct BrokenReward: RewardSignal {
  let name = "broken reward"
  func rewards(for responses: [Response]) -> [Double] { responses.map { _ in .nan } }
}
