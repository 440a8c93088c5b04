extension Environment {
  /// The prompt of any split that has just these words.
  public func prompt(saying text: String) -> Prompt? {
    guard let words = try? vocabulary.tokens(of: text) else { return nil }
    let tokens = [vocabulary.beginning] + words
    for split in PromptSplit.allCases {
      if let prompt = prompts(in: split).first(where: { $0.tokens == tokens }) { return prompt }
    }
    return nil
  }

  /// The prompt's words, without the marks that only a model needs.
  public func promptText(_ prompt: Prompt) -> String {
    vocabulary.text(prompt.tokens.filter { $0 != vocabulary.beginning })
  }

  /// What was written after the prompt: words without the end token in a text world, the whole
  /// transcript in a game.
  public func responseText(_ response: Response) -> String {
    guard wholeGamePrompts.isEmpty else { return transcript(of: response) }
    return vocabulary.text(response.continuation.filter { $0 != vocabulary.end })
  }
}
