import Networks
import Randomness

/// The tokens that an agent may write next.
public enum ActionSet: Sendable, Hashable {
  /// The whole vocabulary: free text.
  case everything
  /// These and no others, ascending; empty exactly when the episode is over.
  case only([Token])

  /// Whether nothing may be done: the state is terminal.
  public var isEmpty: Bool { self == .only([]) }
}

/// What the world does with an agent's action.
public struct Transition<State: Sendable>: Sendable {
  /// The state the agent sees next, or a terminal one.
  public var state: State
  /// The tokens the world wrote in reply, in order; empty in text worlds.
  public var reply: [Token]

  /// Joins the next state with the world's reply.
  public init(state: State, reply: [Token] = []) {
    self.state = state
    self.reply = reply
  }
}

/// A world: its states, its legal actions, its rules, its true reward.
///
/// Every episode is a token sequence: a prompt, then actions of the agent and replies of the world.
/// State in, state out: nothing is remembered outside `State`, and all chance comes from the stream.
public protocol Environment: Sendable {
  /// All information about the task at hand that matters for the next decision.
  associatedtype State: Sendable

  /// The name scenarios use, such as `board.tic-tac-toe`.
  var name: String { get }
  /// What the world is, in one or two sentences.
  var summary: String { get }
  /// The tokens: all actions an agent could ever take, and the words of prompts.
  var vocabulary: Vocabulary { get }
  /// The most tokens an episode can have, prompt included.
  var contextLength: Int { get }
  /// The most tokens that may follow a prompt; an agent that reaches it is truncated.
  var responseLimit: Int { get }
  /// What is measured exactly about each episode, in the order of ``Attributes/values``.
  var attributes: [AttributeDescription] { get }
  /// The measure of success, constraints included.
  var rewardFunction: RewardFunction { get set }
  /// The groups of people who live with this world, each with its own taste.
  var groups: [Group] { get set }

  /// The prompts of one split, in a fixed order; each split has at least 1, and shares none with
  /// another, unless the world has only one prompt in all (a bandit).
  func prompts(in split: PromptSplit) -> [Prompt]

  /// Opens an episode. The world may write first (an opponent who begins).
  func begin(_ prompt: Prompt, using stream: inout RandomStream) -> Transition<State>

  /// What the agent may do; empty exactly when the state is terminal.
  func legalActions(in state: State) -> ActionSet

  /// Acts. An illegal action, or acting in a terminal state, is a programmer's error.
  func step(_ state: State, action: Token, using stream: inout RandomStream) -> Transition<State>

  /// Every way in which ``begin(_:using:)`` may open an episode, each once; their probabilities sum to 1.
  /// `nil` where they cannot be listed: then nothing is computed exactly in this world.
  func possibleOpenings(of prompt: Prompt) -> [PossibleTransition<State>]?

  /// Every way in which ``step(_:action:using:)`` may come out, each once; their probabilities sum to 1.
  /// `nil` where they cannot be listed.
  func possibleOutcomes(of action: Token, in state: State) -> [PossibleTransition<State>]?

  /// What can be said exactly about a response, written by anyone.
  func attributes(of response: Response) -> Attributes

  /// Sequences to pre-train on, the vocabulary's beginning first: what the world is full of.
  ///
  /// - Parameter tokenCount: at least so many tokens in all.
  func corpus(tokenCount: Int, using stream: inout RandomStream) -> [[Token]]

  /// Responses of experts to prompts of the training split: what fine-tuning imitates.
  func demonstrations(count: Int, using stream: inout RandomStream) -> [Response]

  /// The episode as a person would want to read it: one line, or a board of several lines.
  func transcript(of response: Response) -> String

  /// Prompts from which a whole game is played, for rates of winning and losing; empty in a world
  /// that is not a game.
  var wholeGamePrompts: [Prompt] { get }

  /// The greatest gold reward that any policy could expect on each prompt, where that is known.
  func bestRewards(of prompts: [Prompt]) -> [Double]?

  /// Responses to a prompt that show what the reward function makes of good and bad, the best first,
  /// each with the word for its kind; empty where the world has none to show.
  func exampleResponses(for prompt: Prompt) -> [(kind: String, response: Response)]

  /// The categories of flaw that a rubric of this world asks about; empty where there are none.
  var flaws: [Flaw] { get }

  /// The same world with a model in the place of the opponent; `nil` where nobody plays against the agent.
  func playing(against model: any LanguageModel) -> Self?

  /// What an expert might write or play on a prompt; `nil` where the world has no experts for it.
  func demonstration(of prompt: Prompt, using stream: inout RandomStream) -> Response?
}

extension Environment {
  /// None: most worlds are no games.
  public var wholeGamePrompts: [Prompt] { [] }

  /// Unknown, unless the world says so.
  public func bestRewards(of prompts: [Prompt]) -> [Double]? { nil }

  /// None, unless the world has some.
  public func exampleResponses(for prompt: Prompt) -> [(kind: String, response: Response)] { [] }

  /// None, unless the world has some.
  public var flaws: [Flaw] { [] }

  /// Nobody plays against the agent, unless the world says so.
  public func playing(against model: any LanguageModel) -> Self? { nil }

  /// None, unless the world has experts.
  public func demonstration(of prompt: Prompt, using stream: inout RandomStream) -> Response? {
    nil
  }

  /// Judges a response: what it is and what it is truly worth.
  public func episode(_ response: Response) -> Episode {
    let attributes = attributes(of: response)
    return Episode(
      response: response, attributes: attributes, gold: rewardFunction.gold(attributes))
  }

  /// Where an attribute stands in ``Attributes/values``, or `nil` if the world has no such attribute.
  public func attributeIndex(_ name: String) -> Int? {
    attributes.firstIndex { $0.name == name }
  }
}
