import Networks
import Randomness
import SandboxCore

/// The laws of ``RewardModel``, checked on one that has not learnt yet; returns what is broken.
///
/// The world is ``TokenStrings`` with 4 symbols and length 3, so the model must know 6 tokens and read
/// 4 of them. It is given 400 sure preferences for the string with the higher sum of symbols, on 40
/// prompts that read alike, and ought to order 9 of 10 of them rightly afterwards.
public func checkRewardModel(_ model: some RewardModel, seed: UInt64 = 1) -> [String] {
  var problems: [String] = []
  func expect(_ condition: Bool, _ law: String) { if !condition { problems.append(law) } }

  let world = TokenStrings(symbolCount: 4, length: 3) { Double($0.reduce(0, +)) }
  let responses = world.strings.map(world.response)
  let gold = responses.map { world.episode($0).gold.value }
  var stream = RandomStream(seed: seed).child("pairs")
  let preferences = (0..<400).map { number in
    var (best, worst) = (0, 0)
    while gold[best] == gold[worst] {
      best = stream.uniform(below: responses.count)
      worst = stream.uniform(below: responses.count)
    }
    if gold[best] < gold[worst] { swap(&best, &worst) }
    var preference = Preference(chosen: responses[best], rejected: responses[worst])
    preference.chosen.prompt.id = number / 10
    preference.rejected.prompt.id = number / 10
    return preference
  }

  var fitted = model
  var again = model
  let before = model.rewards(for: responses)
  do {
    let report = try fitted.fit(to: preferences, using: RandomStream(seed: seed))
    let second = try again.fit(to: preferences, using: RandomStream(seed: seed))
    expect(report == second, "two fits with one seed report different numbers")
    expect(!report.points.isEmpty, "the report of a fit is empty")
    expect(
      report.points.allSatisfy { $0.value.isFinite }, "the report has a number that is not finite")
  } catch {
    problems.append("fit threw \(error)")
  }
  let rewards = fitted.rewards(for: responses)
  expect(rewards == again.rewards(for: responses), "two fits with one seed differ")
  expect(model.rewards(for: responses) == before, "fitting a copy changed the original")
  expect(
    rewards.count == responses.count, "\(responses.count) responses got \(rewards.count) rewards")
  expect(rewards.allSatisfy { $0.value.isFinite }, "a reward is not finite")
  expect(fitted.rewards(for: []).isEmpty, "no responses got a reward")

  func differ(_ left: ProxyReward, _ right: ProxyReward) -> Bool {
    abs(left.value - right.value) > 1e-4 * max(1, abs(left.value))
  }
  let reversed = fitted.rewards(for: responses.reversed())
  expect(
    !zip(rewards, reversed.reversed()).contains { differ($0, $1) },
    "rewards depend on the order of the responses")
  expect(
    !zip(rewards, responses).contains { differ($0, fitted.rewards(for: [$1])[0]) },
    "rewards depend on what else is judged")

  let judged = preferences.filter {
    fitted.rewards(for: [$0.chosen])[0] > fitted.rewards(for: [$0.rejected])[0]
  }
  expect(judged.count >= 360, "only \(judged.count) of 400 preferences were learnt")

  var normalized = fitted
  normalized.normalize(on: responses)
  let shifted = normalized.rewards(for: responses).map(\.value)
  let mean = shifted.reduce(0, +) / Double(shifted.count)
  expect(abs(mean) < 1e-4, "the mean after normalising is \(mean)")
  let order = rewards.indices.sorted { (rewards[$0].value, $0) < (rewards[$1].value, $1) }
  let orderAfter = shifted.indices.sorted { (shifted[$0], $0) < (shifted[$1], $1) }
  expect(order == orderAfter, "normalising changed the order of responses")
  return problems
}
