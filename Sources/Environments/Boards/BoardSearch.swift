/// A search a fixed number of plies deep, for players of limited foresight and for boards too large
/// to solve.
///
/// Negamax with alpha-beta pruning and a transposition table (Knuth & Moore 1975,
/// doi:10.1016/0004-3702(75)90019-3). Immediate wins and forced replies are seen without search, so a
/// search of depth d knows of wins and losses up to d + 2 plies away. Where the search ends a
/// position is worth the squares on which the mover would win less those of the opponent, and, as a
/// smaller matter, the same for stones in the centre.
struct BoardSearch<Rules: BoardRules> {
  /// The score of a win at ply 0; one less for every ply by which it comes later.
  static var winScore: Int { 1_000_000 }

  private let rules: Rules
  private var entries: [Entry]
  private let shift: UInt64

  private struct Entry {
    var key = UInt64.max
    var score = 0
    var isExact = false
  }

  /// A search with an empty table, which grows with the depth to at most 2¹⁸ entries (6 MB).
  init(rules: Rules, depth: Int) {
    precondition(depth >= 1, "a search of depth \(depth) must look at least 1 ply ahead")
    self.rules = rules
    let bits = min(18, 4 + 2 * depth)
    entries = Array(repeating: Entry(), count: 1 << bits)
    shift = UInt64(64 - bits)
  }

  /// The squares that are best after `depth` plies of foresight: all of equal score.
  ///
  /// A search value is good for one call: its table is filled for that depth and position.
  ///
  /// - Parameter position: one in which the game is not over.
  static func bestSquares(in position: BoardPosition, depth: Int, rules: Rules) -> UInt64 {
    var search = BoardSearch(rules: rules, depth: depth)
    return search.bestSquares(in: position, depth: depth)
  }

  @specialized(where Rules == TicTacToe)
  @specialized(where Rules == ConnectFour)
  private mutating func bestSquares(in position: BoardPosition, depth: Int) -> UInt64 {
    let wins = rules.winningSquares(in: position)
    if wins != 0 { return wins }
    let landing = rules.landingSquares(position.occupied)
    var best: UInt64 = 0
    var bestScore = -Self.winScore
    for column in rules.grid.columnsFromMiddle {
      (landing & column).forEachSquare { square in
        // One below the best, so that an equal score comes back exact and a tie is seen as a tie.
        let score = -score(
          position.playing(square), depth: depth - 1, alpha: -Self.winScore, beta: 1 - bestScore)
        if score > bestScore { (best, bestScore) = (0, score) }
        if score == bestScore { best |= square }
      }
    }
    return best
  }

  /// The score of a position to the side to move: exact between alpha and beta, else a bound.
  private mutating func score(
    _ position: BoardPosition, depth: Int, alpha: Int, beta: Int
  ) -> Int {
    var moves = rules.landingSquares(position.occupied)
    if moves == 0 { return 0 }
    let mine = rules.grid.winningSquares(for: position.mover, occupied: position.occupied)
    let theirs = rules.grid.winningSquares(for: position.waiting, occupied: position.occupied)
    if mine & moves != 0 { return Self.winScore - position.plyCount - 1 }
    let forced = theirs & moves
    if forced != 0 {
      if forced & (forced &- 1) != 0 { return position.plyCount + 2 - Self.winScore }
      moves = forced
    }
    if depth <= 0 { return estimate(position, mine: mine, theirs: theirs) }
    let key = rules.key(of: position)
    let slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> shift)
    if entries[slot].key == key, entries[slot].isExact || entries[slot].score >= beta {
      return entries[slot].score
    }
    var best = -Self.winScore
    for column in rules.grid.columnsFromMiddle {
      var rest = moves & column
      while rest != 0, best < beta {
        let square = rest & (0 &- rest)
        rest ^= square
        best = max(
          best,
          -score(
            position.playing(square), depth: depth - 1, alpha: -beta, beta: -max(alpha, best)))
      }
    }
    // A score above alpha is exact or, cut off at beta, a lower bound; one at or below alpha is an
    // upper bound, which is not worth its place here.
    if best > alpha { entries[slot] = Entry(key: key, score: best, isExact: best < beta) }
    return best
  }

  private func estimate(_ position: BoardPosition, mine: UInt64, theirs: UInt64) -> Int {
    let centre = rules.centre
    return 10 * (mine.nonzeroBitCount - theirs.nonzeroBitCount)
      + (position.mover & centre).nonzeroBitCount - (position.waiting & centre).nonzeroBitCount
  }
}
