import SandboxCore

extension BoardWorld {
  /// Every first move of an opponent who begins; the opening as it is where the agent does.
  public func possibleOpenings(of prompt: Prompt) -> [PossibleTransition<BoardState>]? {
    possibleReplies(to: start(of: prompt))
  }

  /// Every reply of the opponent to a move.
  public func possibleOutcomes(
    of action: Token, in state: BoardState
  ) -> [PossibleTransition<BoardState>]? {
    possibleReplies(to: playing(action, in: state))
  }

  /// The moves among which the opponent chooses, each equally likely. A policy has odds of its own, and
  /// on boards of more than 12 squares games are too many: neither is listed.
  private func possibleReplies(to state: BoardState) -> [PossibleTransition<BoardState>]? {
    guard rules.grid.squareCount <= 12 else { return nil }
    if case .policy = opponent { return nil }
    guard !state.isOver, state.position.sideToMove != state.agentSide else {
      return [PossibleTransition(Transition(state: state))]
    }
    let candidates = candidates(of: opponent, in: state.position)
    var replies: [PossibleTransition<BoardState>] = []
    candidates.forEachSquare { square in
      let reply = rules.token(of: square, in: state.position)
      replies.append(
        PossibleTransition(
          Transition(state: playing(reply, in: state), reply: [reply]),
          probability: 1 / Double(candidates.nonzeroBitCount)))
    }
    return replies
  }
}
