extension Environment {
  /// The prompt's words, without the mark that only a model needs; that mark, where it is all there is.
  public func promptText(_ prompt: Prompt) -> String {
    vocabulary.text(prompt.tokens.count == 1 ? prompt.tokens : Array(prompt.tokens.dropFirst()))
  }

  /// What was written after the prompt: words without the end token in a text world, the whole
  /// transcript in a game.
  public func responseText(_ response: Response) -> String {
    guard wholeGamePrompts.isEmpty else { return transcript(of: response) }
    return vocabulary.text(response.continuation.filter { $0 != vocabulary.end })
  }
}
