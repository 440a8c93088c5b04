import SandboxCore

/// Turns the words of tables of answers into the tokens that were said, and into texts that a tokenizer turns into
/// the same tokens.
///
/// Tables are for people: they lack the token that ends a response. Whether it stood there is told by the response's
/// identifier, which depends on every token.
struct ResponseReader {
  /// The world's words.
  var vocabulary: Vocabulary
  /// The longest sequence of the world, in tokens.
  var contextLength: Int

  /// A response of a table.
  struct Reading: Hashable {
    /// Its tokens.
    var tokens: [Token]
    /// Its text: a blank and a word for each token, the end token's too.
    var text: String
    /// Its identifier; empty in tables of older versions.
    var identifier: String
  }

  /// The tokens of a prompt.
  func prompt(_ words: String) throws(UnknownWord) -> [Token] {
    [vocabulary.beginning] + (try vocabulary.tokens(of: words))
  }

  /// A response by its words and its identifier; `nil` where these do not belong together, as in tables of
  /// version 0.2.0 and before where a model said the world's beginning in mid-sentence.
  ///
  /// Without an identifier a response counts as ended unless it fills the context.
  func response(
    _ words: String, identifier: String, to prompt: [Token]
  ) throws(UnknownWord) -> Reading? {
    let open = try vocabulary.tokens(of: words)
    let ended = vocabulary.end.map { open + [$0] } ?? open
    let tokens: [Token]?
    if let number = identifier.split(separator: "-").first.flatMap({ Int($0) }) {
      let prompt = Prompt(id: number, tokens: prompt, family: "", topic: "")
      tokens = [ended, open].first {
        Response(prompt: prompt, written: $0, ending: .terminated).identifier == identifier
      }
    } else {
      tokens = prompt.count + open.count < contextLength ? ended : open
    }
    return tokens.map { tokens in
      Reading(
        tokens: tokens, text: tokens.map { " " + vocabulary.words[Int($0)] }.joined(),
        identifier: identifier)
    }
  }
}
