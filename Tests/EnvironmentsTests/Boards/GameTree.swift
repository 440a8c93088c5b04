@testable import Environments

/// Counts and expectations taken straight from a game's rules, without the solver under test.
struct GameTree<Rules: BoardRules> {
  let rules: Rules

  /// The positions that can be reached, by ply, each once; a game that is over goes no further.
  func positions(upToPly last: Int) -> [Set<BoardPosition>] {
    var plies: [Set<BoardPosition>] = [[BoardPosition()]]
    while plies.count <= last {
      var next: Set<BoardPosition> = []
      for position in plies[plies.count - 1] where !rules.isOver(position) {
        rules.landingSquares(position.occupied).forEachSquare { next.insert(position.playing($0)) }
      }
      plies.append(next)
    }
    return plies
  }

  /// How many sequences of so many moves there are (perft).
  func sequenceCount(plies: Int, from position: BoardPosition = BoardPosition()) -> Int {
    if plies == 0 { return 1 }
    if rules.isOver(position) { return 0 }
    var count = 0
    rules.landingSquares(position.occupied).forEachSquare {
      count += sequenceCount(plies: plies - 1, from: position.playing($0))
    }
    return count
  }

  /// Calls back for every way to play a whole game.
  func forEachGame(
    from position: BoardPosition = BoardPosition(), _ body: (BoardPosition) -> Void
  ) {
    if rules.isOver(position) { return body(position) }
    rules.landingSquares(position.occupied).forEachSquare {
      forEachGame(from: position.playing($0), body)
    }
  }

  /// Who has won, or `nil`.
  func winner(of position: BoardPosition) -> BoardSide? {
    rules.grid.isWin(position.waiting) ? position.sideToMove.opponent : nil
  }

  /// The chances that X wins and that O wins when each side chooses uniformly from its squares.
  func winningChances(
    x: (BoardPosition) -> UInt64, o: (BoardPosition) -> UInt64
  ) -> (x: Double, o: Double) {
    var known: [BoardPosition: (x: Double, o: Double)] = [:]
    func chances(_ position: BoardPosition) -> (x: Double, o: Double) {
      if rules.isOver(position) {
        let winner = winner(of: position)
        return (winner == .x ? 1 : 0, winner == .o ? 1 : 0)
      }
      if let chances = known[position] { return chances }
      let squares = position.sideToMove == .x ? x(position) : o(position)
      var total = (x: 0.0, o: 0.0)
      squares.forEachSquare {
        let next = chances(position.playing($0))
        total.x += next.x
        total.o += next.o
      }
      let count = Double(squares.nonzeroBitCount)
      known[position] = (total.x / count, total.o / count)
      return (total.x / count, total.o / count)
    }
    return chances(BoardPosition())
  }

  /// Both sides move uniformly at random.
  var randomPlay: (x: Double, o: Double) {
    winningChances(
      x: { rules.landingSquares($0.occupied) }, o: { rules.landingSquares($0.occupied) })
  }
}

/// Whether two numbers are equal but for rounding.
func isClose(_ left: Double, _ right: Double) -> Bool { abs(left - right) < 1e-12 }
