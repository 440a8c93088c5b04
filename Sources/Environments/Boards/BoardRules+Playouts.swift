import Randomness

/// How many games of a series each side won.
public struct PlayoutCounts: Sendable, Hashable {
  /// Games won by X, who moves first.
  public var firstWins = 0
  /// Games won by O, who moves second.
  public var secondWins = 0
  /// Games that nobody won.
  public var draws = 0
}

extension BoardRules {
  /// Plays games from the empty board in which both sides move uniformly at random.
  ///
  /// - Parameters:
  ///   - count: how many games, ≥ 0.
  ///   - stream: seeds the games' generator with one draw.
  @specialized(where Self == TicTacToe)
  @specialized(where Self == ConnectFour)
  public func randomPlayouts(count: Int, using stream: inout RandomStream) -> PlayoutCounts {
    var generator = PlayoutGenerator(seededFrom: &stream)
    let squareCount = grid.squareCount
    // Nobody can have k stones before ply 2k − 1.
    let firstWinningPly = 2 * grid.inARow - 1
    var wins = (first: 0, second: 0)
    for _ in 0..<count {
      var position = BoardPosition()
      for plyCount in 0..<squareCount {
        let square = randomLandingSquare(
          position.occupied, plyCount: plyCount, using: &generator)
        position = position.playing(square)
        if plyCount &+ 1 >= firstWinningPly, grid.isWin(position.waiting) {
          if plyCount & 1 == 0 { wins.first &+= 1 } else { wins.second &+= 1 }
          break
        }
      }
    }
    return PlayoutCounts(
      firstWins: wins.first, secondWins: wins.second, draws: count - wins.first - wins.second)
  }
}
