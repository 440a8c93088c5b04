import SandboxCore

extension BoardWorld {
  /// The exact value of each legal move to the side that makes it: 1 it wins under best play of both,
  /// 0 draw, −1 it loses. Empty when the game is over.
  ///
  /// - Parameter moves: move tokens from the empty board, all legal.
  /// - Returns: `nil` on a board that is not solved.
  public func moveValues(after moves: [Token]) -> [(move: Token, value: Int)]? {
    guard let solution else { return nil }
    guard let position = rules.position(after: moves) else {
      preconditionFailure("\(moves) is no game of \(rules.name)")
    }
    var values: [(move: Token, value: Int)] = []
    guard !rules.isOver(position) else { return values }
    rules.landingSquares(position.occupied).forEachSquare { square in
      values.append(
        (rules.token(of: square, in: position), -solution.value(of: position.playing(square))))
    }
    return values
  }

  /// What a prompt's game is worth to the agent when both sides play perfectly: 1, 0 or −1.
  ///
  /// - Returns: `nil` on a board that is not solved.
  public func exactValue(of prompt: Prompt) -> Double? {
    guard let solution else { return nil }
    let start = start(of: prompt)
    let value = solution.value(of: start.position)
    return Double(start.position.sideToMove == start.agentSide ? value : -value)
  }

  /// The greatest expected outcome that any agent can reach against this world's opponent: what
  /// regret is measured from. In outcome units, −1...1.
  ///
  ///     V(p) = max over moves of V(p·m) at the agent's turn, the mean over the opponent's at its
  ///
  /// From the empty board of tic-tac-toe against the random opponent it is 191/192 as X and 874/945
  /// as O. Prompts share what is computed, so ask for all at once.
  ///
  /// - Returns: one value for each prompt; `nil` on a board that is not solved, against a policy, or where
  ///   penalties count besides the outcome.
  public func bestRewards(of prompts: [Prompt]) -> [Double]? {
    guard isSolved, !hasConstraints else { return nil }
    switch opponent {
    case .policy: return nil
    case .perfect: return prompts.compactMap(exactValue(of:))
    case .random, .greedy, .minimax: break
    }
    var response = BestResponse(world: self)
    return prompts.map { response.value(of: start(of: $0)) }
  }
}
