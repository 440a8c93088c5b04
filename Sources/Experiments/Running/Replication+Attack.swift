import Annotators
import Rollouts
import SandboxCore

extension Replication {
  /// How far trolls who want something particular have got it: the probability that a response of the policy
  /// has more of it than the fine-tuned model's to the same prompt, a tie counting half.
  mutating func noteAttack(_ rollouts: [Rollout], baseline: [Rollout]) throws {
    guard settings.annotators.population.trolls.share > 0, let wanted = wantedByTrolls() else {
      return
    }
    let wins = zip(rollouts, baseline).reduce(0.0) { sum, pair in
      let (now, before) = (wanted(pair.0.response), wanted(pair.1.response))
      return sum + (now == before ? 0.5 : now > before ? 1 : 0)
    }
    try note("attack_success", wins / Double(rollouts.count))
  }

  /// How much of what targeted or trigger trolls want a response has; `nil` for trolls without a wish.
  private func wantedByTrolls() -> ((Response) -> Double)? {
    let trolls = settings.annotators.population(in: world).trolls
    switch trolls.conduct {
    case .targeted:
      let isLess = trolls.attribute.hasPrefix("-")
      let name = isLess ? String(trolls.attribute.dropFirst()) : trolls.attribute
      guard let index = world.attributeIndex(name) else { return nil }
      return { [world] in (isLess ? -1 : 1) * world.attributes(of: $0).values[index] }
    case .trigger:
      return { $0.continuation.contains(trolls.trigger) ? 1 : 0 }
    default: return nil
    }
  }
}
