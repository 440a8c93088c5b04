import Environments
import Randomness

/// Uniformly random games on bitboards, and the exact value of tic-tac-toe.
enum Playouts {
  static func ticTacToe() -> Workload {
    Workload(name: "playouts_tic_tac_toe", unit: "games", count: 4_000_000) {
      var stream = RandomStream(seed: 1)
      precondition(TicTacToe().randomPlayouts(count: 4_000_000, using: &stream).draws > 0)
    }
  }

  static func connectFour() -> Workload {
    Workload(name: "playouts_connect_four", unit: "games", count: 1_000_000) {
      var stream = RandomStream(seed: 1)
      let rules = ConnectFour(width: 7, height: 6, inARow: 4)
      precondition(rules.randomPlayouts(count: 1_000_000, using: &stream).firstWins > 0)
    }
  }

  /// From the rules: nothing is remembered between repeats.
  static func solving() -> Workload {
    Workload(name: "solve_tic_tac_toe", unit: "solutions", count: 1) {
      precondition(SolvedBoard(TicTacToe()).value(of: BoardPosition()) == 0)
    }
  }
}
