import SandboxCore

/// Prompts as a person types and reads them: without the marks at which a model tells where a
/// prompt begins and ends.
struct PromptReader {
  private let vocabulary: Vocabulary
  private let known: [Prompt]
  /// The token that ends every prompt of the world, if there is one such.
  private let ending: Token?

  /// A reader of a world's prompts.
  init(_ world: some Environment) {
    vocabulary = world.vocabulary
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

  private func words(of prompt: Prompt) -> [Token] {
    let tokens =
      prompt.tokens.first == vocabulary.beginning ? prompt.tokens.dropFirst() : prompt.tokens[...]
    return Array(ending == nil ? tokens : tokens.dropLast())
  }

  private func tokens(of text: String) throws -> [Token] {
    do throws(UnknownWord) {
      return try vocabulary.tokens(of: text.lowercased())
    } catch {
      let near =
        Spelling.nearest(to: error.word, in: vocabulary.words).map { "did you mean \($0)? " } ?? ""
      throw BadInput(
        "error: this world does not know the word \"\(error.word)\"\n  fix: \(near)"
          + "`rlhf show world` gives examples of prompts")
    }
  }
}
