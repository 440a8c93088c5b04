/// The agent's best play against an opponent who chooses uniformly among known squares.
struct BestResponse<Rules: BoardRules> {
  let world: BoardWorld<Rules>
  /// Values at the agent's turn by position; whose turn it is follows from the number of stones, so
  /// X and O as the agent's side never meet in one key.
  private var known: [UInt64: Double] = [:]

  init(world: BoardWorld<Rules>) { self.world = world }

  /// The value of a state, in outcome units, to the agent.
  @specialized(where Rules == TicTacToe)
  @specialized(where Rules == ConnectFour)
  mutating func value(of state: BoardState) -> Double {
    state.position.sideToMove == state.agentSide
      ? agentValue(of: state.position) : meanAfterReply(in: state.position)
  }

  /// The value to the agent, whose turn it is.
  private mutating func agentValue(of position: BoardPosition) -> Double {
    if world.rules.grid.isWin(position.waiting) { return -1 }
    var rest = world.rules.landingSquares(position.occupied)
    if rest == 0 { return 0 }
    let key = world.rules.key(of: position)
    if let value = known[key] { return value }
    // A win at once settles the matter, and most of the tree with it.
    var best = world.rules.winningSquares(in: position) != 0 ? 1.0 : -1
    while rest != 0, best < 1 {
      let square = rest & (0 &- rest)
      rest ^= square
      best = max(best, meanAfterReply(in: position.playing(square)))
    }
    known[key] = best
    return best
  }

  /// The value to the agent when the opponent is to move.
  private mutating func meanAfterReply(in position: BoardPosition) -> Double {
    if world.rules.grid.isWin(position.waiting) { return 1 }
    if world.rules.landingSquares(position.occupied) == 0 { return 0 }
    var total = 0.0
    let candidates = world.candidates(of: world.opponent, in: position)
    var rest = candidates
    while rest != 0 {
      let square = rest & (0 &- rest)
      rest ^= square
      total += agentValue(of: position.playing(square))
    }
    return total / Double(candidates.nonzeroBitCount)
  }
}
