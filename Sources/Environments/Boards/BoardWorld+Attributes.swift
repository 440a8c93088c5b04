import SandboxCore

extension BoardWorld {
  /// `outcome`, `blunders`, `missed_wins`, `threats`, `length`, `centre_play`, `illegal`.
  public var attributes: [AttributeDescription] {
    let squares = Double(rules.grid.squareCount)
    let moves = ((squares + 1) / 2).rounded(.down)
    let blunder =
      isSolved
      ? "agent's moves that lower the value of the game under best play"
      : "agent's moves that miss a win at once, or allow one that could be prevented"
    return [
      AttributeDescription(
        name: "outcome", meaning: "1 the agent wins, 0 draw or unfinished, -1 it loses",
        range: -1...1),
      AttributeDescription(name: "blunders", meaning: blunder, range: 0...moves),
      AttributeDescription(
        name: "missed_wins", meaning: "agent's moves that could have won at once and did not",
        range: 0...moves),
      AttributeDescription(
        name: "threats", meaning: "agent's moves that made a new square on which it wins next",
        range: 0...moves),
      AttributeDescription(
        name: "length", meaning: "legal moves of both sides after the prompt", range: 0...squares),
      AttributeDescription(
        name: "centre_play", meaning: "share of the agent's moves in the centre", range: 0...1),
      AttributeDescription(
        name: "illegal", meaning: "1 if the agent lost by an illegal move, else 0", range: 0...1),
    ]
  }

  /// Judges a game move by move, the agent's moves only.
  public func attributes(of response: Response) -> Attributes {
    var blunders = 0
    var missedWins = 0
    var threats = 0
    var centreMoves = 0
    var agentMoves = 0
    let game = replay(response) { position, square in
      agentMoves += 1
      let next = position.playing(square)
      let wins = rules.winningSquares(in: position)
      if wins != 0 && wins & square == 0 { missedWins += 1 }
      if isBlunder(square, in: position) { blunders += 1 }
      if square & rules.centre != 0 { centreMoves += 1 }
      let isWon = wins & square != 0
      if !isWon && rules.threatenedSquares(in: next) & ~wins != 0 { threats += 1 }
    }
    let counts = [game.outcome, blunders, missedWins, threats, game.length].map(Double.init)
    let centrePlay = agentMoves == 0 ? 0 : Double(centreMoves) / Double(agentMoves)
    return Attributes(counts + [centrePlay, game.illegalToken == nil ? 0 : 1])
  }

  /// The outcome, less penalties when constraints are on.
  ///
  ///     gold = outcome − min(1, blunders / 5) − illegal
  static func rewardFunction(hasConstraints: Bool) -> RewardFunction {
    let noBlunders = Constraint(
      name: "no_blunders", meaning: "a fifth of the penalty for each blunder, at most all of it",
      penalty: 1
    ) { min(1, $0.values[1] / 5) }
    let noIllegalMoves = Constraint(
      name: "no_illegal_moves", meaning: "the game must not be lost by an illegal move", penalty: 1
    ) { $0.values[6] }
    return RewardFunction(
      formula: "outcome: 1 the agent wins, 0 draw, -1 it loses",
      constraints: hasConstraints ? [noBlunders, noIllegalMoves] : []
    ) { $0.values[0] }
  }

  /// Five tastes; the weights are ours, of a size that can reverse the order of a draw and a loss
  /// but not that of a win and a loss.
  static var ownGroups: [Group] {
    [
      Group(name: "plain", meaning: "Want the agent to win, and nothing else."),
      Group(
        name: "attackers", meaning: "Like threats and short games.", goldWeight: 0.6,
        tastes: [taste("threats", 0.25), taste("length", -0.03)]),
      Group(
        name: "gamblers", meaning: "Like risk: a blunder that is not punished is a thrill.",
        goldWeight: 0.8, tastes: [taste("blunders", 0.2), taste("length", 0.02)]),
      Group(
        name: "positional", meaning: "Like moves in the centre and long games.", goldWeight: 0.6,
        tastes: [taste("centre_play", 0.6), taste("length", 0.03)]),
      Group(
        name: "cautious", meaning: "Mind a mistake more than a defeat.", goldWeight: 0.6,
        tastes: [taste("blunders", -0.3), taste("missed_wins", -0.2)]),
    ]
  }

  /// A mistake, a win not taken, a forfeit.
  ///
  /// Weights are ours: the penalties of the constraints (1/5 for a blunder, 1 for a forfeit) where
  /// the outcome has a standard deviation of 0.8, about that of random play. A missed win counts
  /// like a blunder, which it often is as well.
  public var flaws: [Flaw] {
    [
      Flaw(
        name: "blunder", meaning: "The agent made a move that another would clearly have beaten.",
        attribute: "blunders", limit: .above(0.5), weight: 0.25),
      Flaw(
        name: "missed-win", meaning: "The agent could have won at once and did not.",
        attribute: "missed_wins", limit: .above(0.5), weight: 0.25),
      Flaw(
        name: "illegal", meaning: "The agent lost by an illegal move.", attribute: "illegal",
        limit: .above(0.5), weight: 1.25),
    ]
  }

  private static func taste(_ attribute: String, _ weight: Double) -> Group.Taste {
    Group.Taste(attribute: attribute, weight: weight)
  }

  /// Whether a move lowers the exact value or, on a board that is not solved, misses a win at once
  /// or allows the opponent one that another move would prevent.
  private func isBlunder(_ square: UInt64, in position: BoardPosition) -> Bool {
    if let solution {
      return -solution.value(of: position.playing(square)) < solution.value(of: position)
    }
    let wins = rules.winningSquares(in: position)
    if wins != 0 { return wins & square == 0 }
    func allowsWin(_ square: UInt64) -> Bool {
      rules.winningSquares(in: position.playing(square)) != 0
    }
    guard allowsWin(square) else { return false }
    var isAvoidable = false
    rules.landingSquares(position.occupied).forEachSquare { other in
      if !allowsWin(other) { isAvoidable = true }
    }
    return isAvoidable
  }
}
