import Randomness
import SandboxCore

/// The prompts of a board game: the empty board, and openings of a few random plies, for either side.
///
/// Openings are split by the position they lead to, about one position in four being held out, so
/// no held-out position begins a training episode in any order of its moves. (Its mirror image may.)
/// The empty board is a training prompt and stands in that list often enough to be a quarter of it.
/// Held-out topics are openings one ply deeper than any that training has.
struct BoardOpenings: Sendable {
  /// The empty board, for X and for O.
  let emptyBoard: [Prompt]
  /// The empty board repeated, and the openings of training.
  let training: [Prompt]
  /// Openings of the same depths to other positions.
  let heldOut: [Prompt]
  /// Deeper openings.
  let deep: [Prompt]

  init<Rules: BoardRules>(rules: Rules) {
    // Constants of the world: the split is the same in every run, whatever its seed.
    let split = RandomStream(seed: 0x0b0a_12d5).child("openings of \(rules.name)")
    let emptyBoard = Self.prompts(firstID: 0, moves: [])
    var promptCount = emptyBoard.count
    var (openings, heldOut, deep): ([Prompt], [Prompt], [Prompt]) = ([], [], [])
    for plyCount in 1...rules.openingPlies.upperBound + 1 {
      for (moves, position) in Self.openings(plyCount: plyCount, rules: rules) {
        let prompts = Self.prompts(firstID: promptCount, moves: moves)
        promptCount += prompts.count
        var chance = split.child(Int(rules.key(of: position)))
        if plyCount > rules.openingPlies.upperBound {
          deep += prompts
        } else if chance.bernoulli(0.25) {
          heldOut += prompts
        } else {
          openings += prompts
        }
      }
    }
    let repetitions = max(1, openings.count / (3 * emptyBoard.count))
    self.emptyBoard = emptyBoard
    training = (0..<repetitions).flatMap { _ in emptyBoard } + openings
    self.heldOut = heldOut
    self.deep = deep
  }

  /// All ways to play so many plies from the empty board after which nobody has won or can win at
  /// once: whoever moves next, the agent still has a decision to make.
  private static func openings<Rules: BoardRules>(
    plyCount: Int, rules: Rules
  ) -> [(moves: [Token], position: BoardPosition)] {
    var found: [(moves: [Token], position: BoardPosition)] = [([], BoardPosition())]
    for _ in 0..<plyCount {
      found = found.flatMap { moves, position in
        var next: [(moves: [Token], position: BoardPosition)] = []
        rules.landingSquares(position.occupied).forEachSquare { square in
          next.append((moves + [rules.token(of: square, in: position)], position.playing(square)))
        }
        return next
      }
    }
    return found.filter {
      !rules.isOver($0.position) && rules.winningSquares(in: $0.position) == 0
    }
  }

  /// An opening as the prompt of X and of O.
  private static func prompts(firstID: Int, moves: [Token]) -> [Prompt] {
    let family = moves.isEmpty ? "empty board" : "opening of \(moves.count)"
    return BoardSide.allCases.enumerated().map { offset, side in
      Prompt(
        id: firstID + offset, tokens: [BoardTokens.beginning, BoardTokens.side(side)] + moves,
        family: family, topic: side.rawValue)
    }
  }
}
