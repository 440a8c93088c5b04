import PlainText
import SandboxCore
import ScenarioFiles

/// Prompts as a person types and reads them: without the marks at which a model tells where a
/// prompt begins and ends.
struct PromptReader {
  private let vocabulary: Vocabulary
  private let known: [Prompt]
  /// The token that ends every prompt of the world, if there is one such.
  private let ending: Token?
  /// On a board, the token of a move by its name and its place in the game, from 0.
  private let move: ((_ name: String, _ place: Int) -> Token?)?

  /// A reader of a world's prompts.
  init<World: Environment>(_ world: World) {
    vocabulary = world.vocabulary
    let game = BoardGame(world)
    move = game.map { game in
      { (name: String, place: Int) in game.move(named: name, side: place % 2) }
    }
    known = PromptSplit.allCases.flatMap(world.prompts(in:))
    let last = known.first?.tokens.last
    ending =
      Set(known.map(\.tokens)).count > 1
        && known.allSatisfy({ $0.tokens.count > 1 && $0.tokens.last == last })
      ? last : nil
  }

  /// What a person reads of a prompt.
  func text(of prompt: Prompt) -> String { vocabulary.text(words(of: prompt)) }

  /// The prompt that a person means: one of the world's where it has it, or else a new one.
  ///
  /// - Throws: ``BadInput`` naming the first word that the world does not know.
  func prompt(_ text: String) throws -> (prompt: Prompt, isKnown: Bool) {
    let words = try tokens(of: text)
    if let prompt = known.first(where: { self.words(of: $0) == words }) { return (prompt, true) }
    let end = ending.map { [$0] } ?? []
    let prompt = Prompt(
      id: known.count, tokens: [vocabulary.beginning] + words + end, family: "own", topic: "own")
    return (prompt, false)
  }

  /// Examples of prompts, as a person types them: short ones, of different families where there are some.
  func examples(_ count: Int) -> [String] {
    let short = known.sorted { ($0.tokens.count, $0.id) < ($1.tokens.count, $1.id) }
    var families: Set<String> = []
    let varied = short.filter { families.insert($0.family).inserted }
    return (varied + short).map { text(of: $0) }.reduce(into: []) { texts, text in
      if texts.count < count, !texts.contains(text) { texts.append(text) }
    }
  }

  /// The tokens of a response that a person wrote: words, or on a board the moves of both sides in turn.
  ///
  /// In a world whose responses end in a mark, the mark is added; `...` says that the response was cut off.
  ///
  /// - Throws: ``BadInput`` naming the first word that the world does not know.
  func response(_ text: String, to prompt: Prompt) throws -> [Token] {
    var written = text.split(whereSeparator: \.isWhitespace).map(String.init)
    let isCutOff = vocabulary.end != nil && written.last == "..."
    if isCutOff { written.removeLast() }
    // On a board the prompt's words are the side and the moves so far.
    let place = prompt.tokens.count - 1
    var tokens: [Token] = []
    for word in written { tokens += try self.tokens(of: word, at: place + tokens.count) }
    if let end = vocabulary.end, !isCutOff, tokens.last != end { tokens.append(end) }
    return tokens
  }

  private func words(of prompt: Prompt) -> [Token] {
    // A bandit's prompt is the beginning and nothing else: then that is what a person reads.
    let isMarked = prompt.tokens.count > 1 && prompt.tokens.first == vocabulary.beginning
    let tokens = isMarked ? prompt.tokens.dropFirst() : prompt.tokens[...]
    return Array(ending == nil ? tokens : tokens.dropLast())
  }

  private func tokens(of text: String) throws -> [Token] {
    var tokens: [Token] = []
    for written in text.split(whereSeparator: \.isWhitespace) {
      tokens += try self.tokens(of: String(written), at: tokens.count)
    }
    // A prompt copied from a report has its mark already.
    if let ending, tokens.last == ending { tokens.removeLast() }
    return tokens
  }

  /// The tokens of one written word: as it is, in small letters, a move by its short name, or any of
  /// these without the punctuation that people write and the world lacks.
  private func tokens(of written: String, at place: Int) throws -> [Token] {
    let small = written.lowercased()
    let bare = small.replacing(/[.,;:?!"]+$/, with: "").replacing(/^"+/, with: "")
    for word in [written, small, bare] {
      // A prompt of a board begins with the side, and then X moves first.
      let asMove = place > 0 ? move?(word, place - 1) : nil
      guard let token = vocabulary.token(of: word) ?? asMove else { continue }
      let isStopped = word == bare && small != bare && small.hasSuffix(".")
      let stop = isStopped ? vocabulary.token(of: ".") : nil
      return [token] + (stop.map { [$0] } ?? [])
    }
    let near =
      Spelling.nearest(to: written, in: vocabulary.words).map { "did you mean \($0)? " } ?? ""
    throw BadInput(
      "error: this world does not know the word \"\(Excerpt.of(written))\"\n  fix: \(near)"
        + "`rlhf show world` gives examples of prompts")
  }
}

extension PromptReader {
  /// The prompt that a person means, where a model can answer it, and whether the world can judge an answer.
  ///
  /// - Throws: ``BadInput`` naming a word that the world does not know, an opening that is none, a prompt that is
  ///   too long.
  static func open<World: Environment>(
    _ text: String, in world: World, contextLength: Int
  ) throws -> (prompt: Prompt, isJudged: Bool) {
    let (prompt, isKnown) = try PromptReader(world).prompt(text)
    let isOpening = BoardGame(world).map { $0.isOpening(prompt) }
    if isOpening == false {
      throw BadInput(
        "error: \"\(Excerpt.of(text))\" is no opening of \(world.name)\n  fix: `rlhf show world "
          + "\(world.name)` gives examples")
    }
    guard prompt.tokens.count < min(world.contextLength, contextLength) else {
      throw BadInput(
        "error: the prompt has \(prompt.tokens.count) tokens, too many for an answer to "
          + "fit into \(world.contextLength)\n  fix: shorten it")
    }
    return (prompt, isKnown || isOpening == true)
  }
}
