import Foundation
import Networks
import SandboxCore

/// What can be set of a board game.
public struct BoardSettings: SettingsGroup {
  /// `world`
  public static let section = "world"
  /// Who plays against the agent.
  public var opponent = OpponentKind.random
  /// Plies that the `minimax` opponent looks ahead.
  public var opponentDepth = 2
  /// Model folder of the `policy` opponent; empty when there is none.
  public var opponentModel = ""

  /// A random opponent.
  public init() {}

  /// The declarations.
  public static let settings: [GroupSetting<Self>] = [
    .choice("opponent", \.opponent, "Who plays against the agent on a board."),
    .integer(
      "opponent_depth", \.opponentDepth, 1...20, "Plies that the minimax opponent looks ahead.",
      smoke: 3),
    .text("opponent_model", \.opponentModel, "Model folder of the opponent `policy`."),
  ]

  /// A policy needs a model.
  public var conflicts: [SettingConflict] {
    guard opponent == .policy, opponentModel.isEmpty else { return [] }
    return [
      SettingConflict(
        keys: ["world.opponent", "world.opponent_model"],
        what: "world.opponent is policy, but world.opponent_model names no model",
        remedy: "write world.opponent_model: and the folder of a model that a run left")
    ]
  }

  /// The opponent in a world that has been made with another.
  fileprivate func opponent(in world: some Environment) throws -> Opponent {
    switch opponent {
    case .random: .random
    case .greedy: .greedy
    case .minimax: .minimax(depth: opponentDepth)
    case .perfect: .perfect
    case .policy:
      .policy(
        try ModelFolder.readPolicy(
          URL(filePath: opponentModel, directoryHint: .isDirectory),
          words: world.vocabulary.words, contextLength: world.contextLength, world: world.name))
    }
  }

  /// A board's sequences are short and its reward lies in −1...1: its models are smaller, its games more,
  /// and its KL coefficient is in other units.
  fileprivate static let recommended: [String: SettingValue] = [
    // Constraints make blunders cost: left off, the reward is the game's, win the game.
    "world.constraints": false,
    // One layer is enough to read a board, and generalises better to openings it has not seen.
    "model.heads": 2, "model.layers": 1,
    "pretraining.corpus_tokens": 150_000, "pretraining.batch_size": 16,
    "fine_tuning.demonstrations": 100_000, "fine_tuning.batch_size": 16,
    // From 8,000 the reward model does not learn what loses, and a strong optimiser finds that out.
    "feedback.questions": 20_000,
    "reward_model.epochs": 4, "reward_model.batch_size": 16, "reward_model.learning_rate": 2e-3,
    "policy_optimization.optimizer": "muon", "policy_optimization.learning_rate": 5e-3,
    "policy_optimization.iterations": 110, "policy_optimization.episodes_per_iteration": 1024,
    "policy_optimization.epochs": 1, "policy_optimization.minibatch_count": 8,
    "policy_optimization.entropy_coefficient": 0.003,
    "policy_optimization.anneal_entropy_coefficient": true,
    "policy_optimization.value_coefficient": 0.5,
    // Scaled to unit variance, the advantages of a good player are mostly noise.
    "policy_optimization.normalize_advantages": false,
    "evaluation.episodes": 512,
  ]
}

/// Who plays against the agent.
public enum OpponentKind: String, Sendable, Hashable, CaseIterable {
  case random, greedy, minimax, perfect, policy
}

/// `board.tic-tac-toe`
public struct TicTacToeDefinition: WorldDefinition {
  /// `board.tic-tac-toe`
  public let name = "board.tic-tac-toe"
  /// What it is.
  public let summary = "Tic-tac-toe against an opponent, solved exactly."
  /// Two sides play.
  public let isGame = true
  /// Long games, and the middle.
  public let targets = (attribute: "length", words: "Xb2")
  /// The opponent.
  public let settings = BoardSettings.declared
  /// As for boards.
  public let recommended = BoardSettings.recommended

  /// The definition.
  public init() {}

  /// As for boards.
  public func conflicts(_ values: SettingValues) -> [SettingConflict] {
    values.group(BoardSettings.self).conflicts
  }

  /// The game against its opponent.
  public func world(_ values: SettingValues) throws -> any Environment {
    let constraints = values.group(WorldSettings.self).constraints
    let board = values.group(BoardSettings.self)
    return TicTacToeWorld(
      opponent: try board.opponent(in: TicTacToeWorld()), constraints: constraints)
  }
}

/// `board.connect-four`
public struct ConnectFourDefinition: WorldDefinition {
  /// `board.connect-four`
  public let name = "board.connect-four"
  /// What it is.
  public let summary = "Connect four against an opponent; small boards are solved exactly."
  /// Two sides play.
  public let isGame = true
  /// Long games, and the middle.
  public let targets = (attribute: "length", words: "Xc")
  /// The board and the opponent.
  public let settings =
    ConnectFourSettings.declared
    + BoardSettings.declared
  /// As for boards.
  public let recommended = BoardSettings.recommended

  /// The definition.
  public init() {}

  /// A board has room for its rows, and for the solver where the opponent is perfect.
  public func conflicts(_ values: SettingValues) -> [SettingConflict] {
    let board = values.group(BoardSettings.self)
    return values.group(ConnectFourSettings.self)
      .conflicts(opponent: board.opponent) + board.conflicts
  }

  /// The game against its opponent.
  public func world(_ values: SettingValues) throws -> any Environment {
    let constraints = values.group(WorldSettings.self).constraints
    let size = values.group(ConnectFourSettings.self)
    func world(_ opponent: Opponent) -> ConnectFourWorld {
      ConnectFourWorld(
        width: size.width, height: size.height, inARow: size.inARow, opponent: opponent,
        constraints: constraints)
    }
    return world(
      try values.group(BoardSettings.self).opponent(in: world(.random)))
  }
}

/// What can be set of `board.connect-four`.
public struct ConnectFourSettings: SettingsGroup {
  /// `world`
  public static let section = "world"
  /// Columns of the board.
  public var width = 5
  /// Rows of the board.
  public var height = 4
  /// Pieces in a row that win.
  public var inARow = 4

  /// A board of 5 x 4 that four in a row win.
  public init() {}

  /// The declarations.
  public static let settings: [GroupSetting<Self>] = [
    .integer("width", \.width, 3...8, "Columns of the connect-four board."),
    .integer("height", \.height, 3...8, "Rows of the connect-four board."),
    .integer("in_a_row", \.inARow, 3...6, "Pieces in a row that win connect four."),
  ]

  fileprivate func conflicts(opponent: OpponentKind) -> [SettingConflict] {
    var conflicts: [SettingConflict] = []
    let size = "\(width) x \(height)"
    let longest = max(width, height)
    if inARow > longest {
      conflicts.append(
        SettingConflict(
          keys: ["world.in_a_row", "world.width", "world.height"],
          what: "world.in_a_row is \(inARow), which a board of \(size) has no room for",
          remedy: "write world.in_a_row: \(longest) or less"))
    }
    let isPlayable = BoardGrid.problem(width: width, height: height, inARow: 3) == nil
    if !isPlayable {
      conflicts.append(
        SettingConflict(
          keys: ["world.height", "world.width"],
          what: "a board of \(size) is too large",
          remedy: "keep world.width times (world.height + 1) at 63 or less; 7 x 6 is the usual"))
    }
    if opponent == .perfect, isPlayable, inARow <= longest,
      !ConnectFour(width: width, height: height, inARow: inARow).isSolvable
    {
      conflicts.append(
        SettingConflict(
          keys: ["world.opponent", "world.width", "world.height"],
          what: "world.opponent is perfect, but a board of \(size) is too large to solve",
          remedy: "write world.opponent: minimax, or use the board of 5 x 4"))
    }
    return conflicts
  }
}
