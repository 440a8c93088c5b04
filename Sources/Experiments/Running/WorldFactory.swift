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
        opponent: try opponent(settings, vocabulary: world.vocabulary),
        constraints: settings.constraints)
    case .connectFour:
      func board(_ opponent: Opponent) -> BoardWorld<ConnectFour> {
        BoardWorld<ConnectFour>(
          width: settings.width, height: settings.height, inARow: settings.inARow,
          opponent: opponent, constraints: settings.constraints)
      }
      let vocabulary = board(.random).vocabulary
      return board(try opponent(settings, vocabulary: vocabulary))
    }
  }

  private static func opponent(
    _ settings: WorldSettings, vocabulary: Vocabulary
  ) throws -> Opponent {
    switch settings.opponent {
    case .random: return .random
    case .greedy: return .greedy
    case .minimax: return .minimax(depth: settings.opponentDepth)
    case .perfect: return .perfect
    case .policy:
      let contents = try ModelFolder.read(URL(filePath: settings.opponentModel))
      guard contents.words == vocabulary.words else {
        throw ModelFolderProblem(
          what: "the model speaks other words than \(settings.name.rawValue)",
          path: settings.opponentModel,
          remedy: "give a model that was trained in \(settings.name.rawValue)")
      }
      return .policy(contents.model)
    }
  }
}
