import Networks
import SandboxCore

/// Every episode that a prompt can have, as a tree: what the agent may do, and what the world may reply.
///
/// The tree is of histories, not of positions: a language model reads all tokens so far, and a judge the whole
/// response. It holds nothing of policies or rewards. These are arrays in its order: a policy has
/// log π(a | s) for each of ``actionCount`` actions, a reward one number for each of ``leafCount`` leaves.
/// Tic-tac-toe from the empty board has 255,168 leaves.
public struct EpisodeTree: Sendable {
  /// A state in which the agent is to act. States stand in the order of a walk in depth, so that whatever
  /// follows from one stands behind it.
  struct Decision: Sendable {
    /// The legal actions, by ascending token.
    var actions: Range<Int>
    /// What led here.
    var outcome: Int
  }

  /// Something that the agent may do.
  struct Action: Sendable {
    var token: Token
    /// Where it may be done.
    var decision: Int
    /// What may come of it.
    var outcomes: Range<Int> = 0..<0
  }

  /// Something that the world may reply; in most worlds it replies nothing, for certain.
  struct Outcome: Sendable {
    var probability: Double
    /// Where its tokens stand among ``replies``.
    var reply: Range<Int>
    /// What it replies to; `nil` where it opens the episode.
    var action: Int?
    var next = Next.leaf(-1)
  }

  /// What follows an outcome.
  enum Next: Sendable, Hashable {
    case decision(Int)
    case leaf(Int)
  }

  /// An end.
  struct Leaf: Sendable {
    var outcome: Int
    var ending: Ending
  }

  /// What all episodes begin with.
  public let prompt: Prompt
  /// How many tokens the world has.
  public let vocabularyCount: Int
  var decisions: [Decision] = []
  var actions: [Action] = []
  var outcomes: [Outcome] = []
  var leaves: [Leaf] = []
  var replies: [Token] = []
  /// What the episode may open with.
  var openings = 0..<0

  init(prompt: Prompt, vocabularyCount: Int) {
    self.prompt = prompt
    self.vocabularyCount = vocabularyCount
  }

  /// How many things an agent may do in all states together.
  public var actionCount: Int { actions.count }
  /// How many different episodes there are.
  public var leafCount: Int { leaves.count }
  /// How many states there are, the ends among them.
  public var stateCount: Int { decisions.count + leaves.count }
  /// Whether the world leaves nothing to chance, so that a policy's chance of a response is all there is.
  public var isDeterministic: Bool { outcomes.allSatisfy { $0.probability == 1 } }

  /// All responses, leaf by leaf.
  public var responses: [Response] { leaves.indices.map(response(at:)) }

  /// What a judge gives each leaf, in the judge's units.
  public func rewards(by judge: any RewardSignal) -> [Double] {
    let block = 4096  // Bounds the memory that responses take.
    return stride(from: 0, to: leafCount, by: block).flatMap { first in
      judge.rewards(for: (first..<min(first + block, leafCount)).map(response(at:)))
    }
  }

  /// What a judge gives each leaf by groups; one that knows no groups is of one mind.
  public func groupRewards(by judge: any RewardSignal) -> GroupRewards {
    judge.groupRewards(for: responses) ?? GroupRewards(everybody: rewards(by: judge))
  }

  /// The response that ends in a leaf.
  public func response(at leaf: Int) -> Response {
    var (tokens, authors): ([Token], [Author]) = ([], [])
    climb(from: leaves[leaf].outcome) { token, action in
      tokens.append(token)
      authors.append(action == nil ? .environment : .agent)
    }
    return Response(
      prompt: prompt, continuation: tokens.reversed(), authors: authors.reversed(),
      ending: leaves[leaf].ending)
  }

  /// The tokens that were written up to an outcome, the last first, each with the action that it is.
  func climb(from outcome: Int, visit: (_ token: Token, _ action: Int?) -> Void) {
    var place = outcome
    while true {
      for index in outcomes[place].reply.reversed() { visit(replies[index], nil) }
      guard let action = outcomes[place].action else { return }
      visit(actions[action].token, action)
      place = decisions[actions[action].decision].outcome
    }
  }

  /// The tokens that are legal in a state, as a bit mask.
  func legalTokens(at decision: Int) -> [UInt64] {
    TokenSampler.mask(
      of: actions[decisions[decision].actions].map(\.token), vocabularyCount: vocabularyCount)
  }
}
