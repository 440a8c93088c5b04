import Networks
import Rollouts
import SandboxCore

/// A policy of which one can say how likely each episode is, where all episodes can be listed.
public protocol ListablePolicy: Policy {
  /// How likely each leaf is; `nil` where the policy cannot be known exactly in such a tree.
  func law(in tree: EpisodeTree) -> EpisodeLaw?
}

extension LanguageModelPolicy: ListablePolicy {
  /// What comes of the model's own probabilities under the rules.
  public func law(in tree: EpisodeTree) -> EpisodeLaw? {
    EpisodeLaw(tree.policy(of: model), in: tree)
  }
}

extension ListablePolicy {
  /// The mean of KL(π‖π_ref) over prompts, in nats an episode; `nil` where it is not known of each.
  func exactDivergence<World: Environment>(
    from reference: any LanguageModel, on prompts: [Prompt], in world: World
  ) -> Double? {
    var known: [Int: Double] = [:]
    var sum = 0.0
    for prompt in prompts {
      if known[prompt.id] == nil {
        guard let tree = try? EpisodeTree(of: prompt, in: world), let law = law(in: tree) else {
          return nil
        }
        known[prompt.id] = law.divergence(
          from: EpisodeLaw(tree.policy(of: reference), in: tree))
      }
      sum += known[prompt.id] ?? 0
    }
    return prompts.isEmpty ? nil : sum / Double(prompts.count)
  }
}
