import Environments
import Foundation
import Networks
import SandboxCore

/// Builds the world that an arm names.
public enum WorldFactory {
  /// The world of these settings.
  ///
  /// - Throws: ``ModelFolderProblem`` when the opponent's model cannot be used.
  public static func world(_ settings: WorldSettings) throws -> any Environment {
    switch settings.name {
    case .town: return TownWorld(constraints: settings.constraints)
    case .tiny:
      return TinyTextWorld(tokenCount: settings.tokenCount, length: settings.length)
    case .ticTacToe:
      let world = BoardWorld<TicTacToe>(constraints: settings.constraints)
      return BoardWorld<TicTacToe>(
        opponent: try opponent(settings, of: world),
        constraints: settings.constraints)
    case .connectFour:
      func board(_ opponent: Opponent) -> BoardWorld<ConnectFour> {
        BoardWorld<ConnectFour>(
          width: settings.width, height: settings.height, inARow: settings.inARow,
          opponent: opponent, constraints: settings.constraints)
      }
      return board(try opponent(settings, of: board(.random)))
    }
  }

  private static func opponent(
    _ settings: WorldSettings, of world: some Environment
  ) throws -> Opponent {
    switch settings.opponent {
    case .random: return .random
    case .greedy: return .greedy
    case .minimax: return .minimax(depth: settings.opponentDepth)
    case .perfect: return .perfect
    case .policy:
      return .policy(
        try ModelFolder.readPolicy(
          URL(filePath: settings.opponentModel, directoryHint: .isDirectory),
          words: world.vocabulary.words, contextLength: world.contextLength, world: world.name))
    }
  }
}
