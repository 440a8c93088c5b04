/// One of the transitions that may come about, and how likely it is.
public struct PossibleTransition<State: Sendable>: Sendable {
  /// Above 0, at most 1.
  public var probability: Double
  /// What comes about.
  public var transition: Transition<State>

  /// Joins a transition with its probability; it is certain unless one is given.
  public init(_ transition: Transition<State>, probability: Double = 1) {
    self.probability = probability
    self.transition = transition
  }
}

extension Environment {
  /// Not listed, unless the world says how: a stream of chance may hide anything.
  public func possibleOpenings(of prompt: Prompt) -> [PossibleTransition<State>]? { nil }

  /// Not listed, unless the world says how.
  public func possibleOutcomes(
    of action: Token, in state: State
  ) -> [PossibleTransition<State>]? { nil }
}
