import Networks
import SandboxCore

/// Tic-tac-toe against an opponent.
public typealias TicTacToeWorld = BoardWorld<TicTacToe>
/// Connect four against an opponent.
public typealias ConnectFourWorld = BoardWorld<ConnectFour>

/// A board game as a world of tokens: the rules supply what is legal, this adapter speaks.
///
///     <bos> play-x b2 a1 | c3 a3 ...       a prompt (an opening of two plies), then moves in turn
///
/// The second token says which side the agent has; every later token is a move, whoever made it. The
/// rules end the episode, so there is no end token. A move of the opponent is the world's reply.
///
/// The gold reward is the outcome: +1 the agent wins, 0 a draw, −1 it loses. With `constraints` it
/// is supplemented by penalties for blunders and illegal moves; they are off by default, so that gold
/// is what game theory speaks about.
public struct BoardWorld<Rules: BoardRules>: Environment {
  /// The game.
  public let rules: Rules
  /// Who plays against the agent.
  public private(set) var opponent: Opponent
  /// Whether penalties supplement the outcome.
  public let hasConstraints: Bool
  /// The outcome, less penalties where there are any.
  public var rewardFunction: RewardFunction
  /// The groups of people.
  public var groups: [Group]
  /// `<bos>`, two side tokens, and one token for each move.
  public let vocabulary: Vocabulary
  let openings: BoardOpenings
  /// The exact value of every position, where the board can be solved.
  let solution: SolvedBoard<Rules>?

  /// A world of any board game.
  ///
  /// - Parameters:
  ///   - opponent: `.perfect` only on a board that is solved.
  ///   - constraints: whether penalties supplement the outcome.
  public init(rules: Rules, opponent: Opponent = .random, constraints: Bool = false) {
    self.rules = rules
    self.opponent = opponent
    hasConstraints = constraints
    rewardFunction = Self.rewardFunction(hasConstraints: constraints)
    groups = Self.ownGroups
    vocabulary = Vocabulary(
      words: rules.words, beginning: "<bos>", end: nil)
    openings = BoardOpenings(rules: rules)
    solution = rules.solution
    switch opponent {
    case .perfect:
      precondition(
        solution != nil, "\(rules.summary) It is too large for a perfect opponent; use minimax.")
    case .minimax(let depth):
      precondition(depth >= 1, "a minimax opponent of depth \(depth) must look 1 ply ahead or more")
    case .policy(let model):
      precondition(
        model.vocabularyCount == vocabulary.count && model.contextLength >= contextLength,
        "the opponent's model was not made for \(rules.name)")
    case .random, .greedy: break
    }
  }

  /// The name scenarios use, such as `board.tic-tac-toe`.
  public var name: String { rules.name }
  /// The game and the opponent.
  public var summary: String { "\(rules.summary) The opponent is \(opponent.name)." }
  /// Two tokens and a move for each square.
  public var contextLength: Int { 2 + rules.grid.squareCount }
  /// A move for each square: no game is ever cut off.
  public var responseLimit: Int { rules.grid.squareCount }

  /// The same game against a model that was made for it.
  public func playing(against model: any LanguageModel) -> Self? {
    var world = self
    world.opponent = .policy(model)
    return world
  }

  /// Whether the exact value of every position is known.
  public var isSolved: Bool { solution != nil }
}

extension BoardWorld where Rules == TicTacToe {
  /// Tic-tac-toe against an opponent.
  public init(opponent: Opponent = .random, constraints: Bool = false) {
    self.init(rules: TicTacToe(), opponent: opponent, constraints: constraints)
  }
}

extension BoardWorld where Rules == ConnectFour {
  /// Connect four against an opponent; boards of up to 25 bits, width × (height + 1), are solved.
  public init(
    width: Int = 5, height: Int = 4, inARow: Int = 4, opponent: Opponent = .random,
    constraints: Bool = false
  ) {
    self.init(
      rules: ConnectFour(width: width, height: height, inARow: inARow), opponent: opponent,
      constraints: constraints)
  }
}
