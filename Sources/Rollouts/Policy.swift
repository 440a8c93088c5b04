import Networks
import Randomness
import SandboxCore

/// What samples responses: a language model, or something that chooses among its samples.
public protocol Policy: Sendable {
  /// The language model that it is; `nil` where it is none, and has no parameters of its own to save.
  var languageModel: (any LanguageModel)? { get }

  /// How far it is from the policy it was made of, the mean over some prompts, where that is known without
  /// sampling; `nil` where it has to be measured.
  func klToReference<World: Environment>(
    on prompts: [Prompt], in world: World
  ) -> KnownDivergence?

  /// One rollout for each prompt, in order.
  ///
  /// - Parameters:
  ///   - engine: the world that is acted in.
  ///   - stream: all chance.
  func rollouts<World: Environment>(
    on prompts: [Prompt], in engine: RolloutEngine<World>, using stream: RandomStream
  ) -> [Rollout]
}

/// KL(π‖π_ref) in nats an episode, as far as it is known without sampling.
public enum KnownDivergence: Sendable, Hashable {
  /// So much.
  case exactly(Double)
  /// No more than this.
  case atMost(Double)
}

/// A language model as a policy: it writes token by token.
public struct LanguageModelPolicy: Policy {
  /// The model.
  public var model: any LanguageModel
  /// A policy that samples from a model.
  public init(_ model: any LanguageModel) { self.model = model }
  /// The model.
  public var languageModel: (any LanguageModel)? { model }
  /// To be measured.
  public func klToReference<World: Environment>(
    on prompts: [Prompt], in world: World
  ) -> KnownDivergence? { nil }
  /// What the engine samples.
  public func rollouts<World: Environment>(
    on prompts: [Prompt], in engine: RolloutEngine<World>, using stream: RandomStream
  ) -> [Rollout] { engine.run(model, on: prompts, using: stream) }
}
