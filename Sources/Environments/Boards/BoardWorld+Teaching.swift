import Randomness
import SandboxCore

extension BoardWorld {
  /// Games of weak players, half from the empty board and half from openings of the training split.
  ///
  /// Each side of each game is, by chance, random (1/2), greedy (1/4), or changes between the two
  /// from move to move (1/4). Either side may be the one that the second token names.
  public func corpus(tokenCount: Int, using stream: inout RandomStream) -> [[Token]] {
    var sequences: [[Token]] = []
    var written = 0
    while written < tokenCount {
      let source = stream.bernoulli(0.5) ? openings.emptyBoard : openings.training
      let prompt = source[stream.uniform(below: source.count)]
      let greed = BoardSide.allCases.map { _ in [0, 0, 1, 0.5][stream.uniform(below: 4)] }
      var state = start(of: prompt)
      while !state.isOver {
        let isGreedy = stream.bernoulli(greed[state.position.sideToMove == .x ? 0 : 1])
        state = playing(
          move(of: isGreedy ? .greedy : .random, in: state, using: &stream), in: state)
      }
      sequences.append([prompt.tokens[0], prompt.tokens[1]] + state.moves)
      written += 2 + state.moves.count
    }
    return sequences
  }

  /// Games in which the agent's side is an expert, from training prompts drawn at random.
  ///
  /// The expert wins at once where it can. Else it plays each of the moves that are best in truth
  /// with equal probability; on a board that is not solved, those that look best to a search 6
  /// plies deep. The opponents are random, greedy, and a strong one, a third of the games each.
  public func demonstrations(count: Int, using stream: inout RandomStream) -> [Response] {
    (0..<count).map { _ in
      let prompt = openings.training[stream.uniform(below: openings.training.count)]
      return expertGame(on: prompt, using: &stream)
    }
  }

  /// A game that an expert plays to its end, as in demonstrations; `nil` for a prompt that is no
  /// position of this game, or one in which it is over.
  public func demonstration(of prompt: Prompt, using stream: inout RandomStream) -> Response? {
    guard let (_, position) = opening(of: prompt), !rules.isOver(position) else { return nil }
    return expertGame(on: prompt, using: &stream)
  }

  private func expertGame(on prompt: Prompt, using stream: inout RandomStream) -> Response {
    let expert: Opponent = isSolved ? .perfect : .minimax(depth: 6)
    let opponents: [Opponent] = [.random, .greedy, isSolved ? .perfect : .minimax(depth: 4)]
    let rival = opponents[stream.uniform(below: opponents.count)]
    return game(on: prompt, agent: expert, against: rival, agentWinsAtOnce: true, using: &stream)
  }

  /// A whole game in which a player of our own stands in for the agent.
  ///
  /// - Parameter agentWinsAtOnce: whether that player ends the game when one move does it, though
  ///   others might keep the win in hand.
  func game(
    on prompt: Prompt, agent: Opponent, against rival: Opponent, agentWinsAtOnce: Bool = false,
    using stream: inout RandomStream
  ) -> Response {
    var state = start(of: prompt)
    let openingLength = state.moves.count
    var authors: [Author] = []
    while !state.isOver {
      let isAgent = state.position.sideToMove == state.agentSide
      let isWon = isAgent && agentWinsAtOnce && rules.winningSquares(in: state.position) != 0
      let player = isWon ? .greedy : isAgent ? agent : rival  // The greedy take a win at once.
      let token = move(of: player, in: state, using: &stream)
      state = playing(token, in: state)
      authors.append(isAgent ? .agent : .environment)
    }
    return Response(
      prompt: prompt, continuation: Array(state.moves.dropFirst(openingLength)), authors: authors,
      ending: .terminated)
  }
}
