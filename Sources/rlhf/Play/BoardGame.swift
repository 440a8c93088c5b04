import Randomness
import SandboxCore

/// A board world as a game that two can play: the world's rules without its opponent.
///
/// A board's prompt is the beginning, the agent's side (`play-x`, `play-o`) and the moves so far. A
/// world opened with the side that is to move says what is legal, and its opponent never gets a
/// turn.
struct BoardGame<World: Environment> {
  /// The sides' names in order of play: `x`, `o`.
  let sides: [String]
  private let world: World
  private let sideTokens: [Token]

  /// The game of a world, or `nil` if the world is no board game.
  init?(_ world: World) {
    self.world = world
    let tokens = world.vocabulary.words.indices.filter {
      world.vocabulary.words[$0].hasPrefix("play-")
    }
    sideTokens = tokens.map(Token.init)
    sides = tokens.map { String(world.vocabulary.words[$0].dropFirst("play-".count)) }
    guard sides.count == 2 else { return nil }
  }

  /// The number of the side to move after so many moves.
  func sideToMove(after moves: [Token]) -> Int { moves.count % 2 }

  /// What a model that plays a side reads before it moves.
  func prompt(side: Int, moves: [Token]) -> Prompt {
    Prompt(
      id: 0, tokens: [world.vocabulary.beginning, sideTokens[side]] + moves, family: "game",
      topic: sides[side])
  }

  /// What may be played after these moves; none when the game is over.
  func legalMoves(after moves: [Token]) -> [Token] {
    var stream = RandomStream(seed: 0)  // Never drawn from: the side to move is the agent's.
    let opening = world.begin(prompt(side: sideToMove(after: moves), moves: moves), using: &stream)
    guard case .only(let tokens) = world.legalActions(in: opening.state) else { return [] }
    return tokens
  }

  /// A move's name as people say it, such as `b2`; a world may call it `Xb2`, after the side.
  func name(of move: Token) -> String {
    let word = world.vocabulary.words[Int(move)]
    let isMarked = marks.contains { word.count > 1 && word.hasPrefix($0) }
    return isMarked ? String(word.dropFirst()) : word
  }

  /// All moves that a side could make on some board of this size.
  func moves(of side: Int) -> [Token] {
    world.vocabulary.words.indices.map(Token.init).filter { token in
      let word = world.vocabulary.words[Int(token)]
      return token != world.vocabulary.beginning && !sideTokens.contains(token)
        && !(word.count > 1 && word.hasPrefix(marks[1 - side]))
    }
  }

  /// A side's move by its name with or without the side, in large or small letters: `b2`, `Xb2`. Or
  /// `nil` if the side has no such move on any board of this size.
  func move(named name: String, side: Int) -> Token? {
    let name = name.lowercased()
    return moves(of: side).first { move in
      world.vocabulary.words[Int(move)].lowercased() == name
        || self.name(of: move).lowercased() == name
    }
  }

  /// Whether a prompt's moves can be played in turn and leave something to play.
  func isOpening(_ prompt: Prompt) -> Bool {
    guard prompt.tokens.count >= 2, sideTokens.contains(prompt.tokens[1]) else { return false }
    let moves = Array(prompt.tokens.dropFirst(2))
    let areLegal = moves.indices.allSatisfy { index in
      legalMoves(after: Array(moves[..<index])).contains(moves[index])
    }
    return areLegal && !legalMoves(after: moves).isEmpty
  }

  /// What words of a side's moves begin with, where a world marks them.
  private var marks: [String] { sides.map { $0.uppercased() } }

  /// The rows of the board, and below them the game in a line, as the world's transcript has them.
  func transcript(after moves: [Token], side: Int) -> (rows: [String], line: String) {
    let authors = moves.indices.map { $0 % 2 == side ? Author.agent : .environment }
    let response = Response(
      prompt: prompt(side: side, moves: []), continuation: moves, authors: authors,
      ending: .terminated)
    let lines = world.transcript(of: response).split(separator: "\n").map(String.init)
    return (Array(lines.dropLast()), lines.last ?? "")
  }
}
