import SandboxCore

/// Why there is no tree of a prompt's episodes.
public enum EpisodeTreeProblem: Error, Hashable, Sendable {
  /// The world does not say what may happen in it.
  case unlisted
  /// There are more states than this.
  case tooLarge(limit: Int)

  /// What is wrong with a world, in words.
  public func text(of world: String) -> String {
    switch self {
    case .unlisted: "the episodes of \(world) cannot be listed"
    case .tooLarge(let limit): "\(world) has more than \(limit) states, too many to be listed"
    }
  }

  /// How to put it right.
  public var remedy: String {
    switch self {
    case .unlisted:
      "write world.name: text.tiny, or board.tic-tac-toe against an opponent that is no model"
    case .tooLarge: "make the world smaller, or write world.name: text.tiny"
    }
  }
}

extension EpisodeTree {
  /// The most states that a tree may have: about a hundred megabytes of them.
  public static let stateLimit = 1_000_000

  /// Acts out everything that may happen after a prompt.
  ///
  /// - Parameters:
  ///   - prompt: one of the world's.
  ///   - world: one that lists its openings and outcomes.
  ///   - limit: the most states, ends among them.
  public init<World: Environment>(
    of prompt: Prompt, in world: World, limit: Int = EpisodeTree.stateLimit
  ) throws(EpisodeTreeProblem) {
    guard let openings = world.possibleOpenings(of: prompt) else { throw .unlisted }
    var grower = Grower(
      world: world, limit: limit,
      responseLimit: min(world.responseLimit, world.contextLength - prompt.tokens.count),
      tree: EpisodeTree(prompt: prompt, vocabularyCount: world.vocabulary.count))
    grower.tree.openings = try grower.add(openings, after: nil, written: 0)
    self = grower.tree
  }

  /// Why the largest tree of a world, that of its shortest prompt, cannot be had; `nil` where it can.
  public static func problem<World: Environment>(in world: World) -> EpisodeTreeProblem? {
    let prompts = PromptSplit.allCases.flatMap(world.prompts(in:)) + world.wholeGamePrompts
    guard let shortest = prompts.min(by: { $0.tokens.count < $1.tokens.count }) else { return nil }
    do throws(EpisodeTreeProblem) {
      _ = try EpisodeTree(of: shortest, in: world)
      return nil
    } catch {
      return error
    }
  }
}

/// A tree on its way, grown in depth.
private struct Grower<World: Environment> {
  let world: World
  let limit: Int
  let responseLimit: Int
  var tree: EpisodeTree

  /// Adds what may come of an action, and all that follows; where it stands.
  mutating func add(
    _ transitions: [PossibleTransition<World.State>], after action: Int?, written: Int
  ) throws(EpisodeTreeProblem) -> Range<Int> {
    let first = tree.outcomes.count
    for possible in transitions {
      let start = tree.replies.count
      tree.replies += possible.transition.reply
      tree.outcomes.append(
        EpisodeTree.Outcome(
          probability: possible.probability, reply: start..<tree.replies.count, action: action))
    }
    for (offset, possible) in transitions.enumerated() {
      tree.outcomes[first + offset].next = try follow(
        possible.transition, outcome: first + offset,
        written: written + possible.transition.reply.count)
    }
    return first..<first + transitions.count
  }

  /// Adds the state that a transition leads to. An episode ends where nothing is legal, or else at the
  /// length limit, as in ``Rollouts/RolloutEngine``.
  private mutating func follow(
    _ transition: Transition<World.State>, outcome: Int, written: Int
  ) throws(EpisodeTreeProblem) -> EpisodeTree.Next {
    guard tree.stateCount < limit else { throw .tooLarge(limit: limit) }
    let legal = world.legalActions(in: transition.state)
    if legal.isEmpty || written >= responseLimit {
      tree.leaves.append(
        EpisodeTree.Leaf(outcome: outcome, ending: legal.isEmpty ? .terminated : .truncated))
      return .leaf(tree.leaves.count - 1)
    }
    let tokens =
      switch legal {
      case .everything: Array(0..<Token(world.vocabulary.count))
      case .only(let tokens): tokens
      }
    let decision = tree.decisions.count
    let actions = tree.actions.count..<tree.actions.count + tokens.count
    tree.decisions.append(EpisodeTree.Decision(actions: actions, outcome: outcome))
    tree.actions += tokens.map { EpisodeTree.Action(token: $0, decision: decision) }
    for (action, token) in zip(actions, tokens) {
      guard let outcomes = world.possibleOutcomes(of: token, in: transition.state) else {
        throw .unlisted
      }
      tree.actions[action].outcomes = try add(outcomes, after: action, written: written + 1)
    }
    return .decision(decision)
  }
}
