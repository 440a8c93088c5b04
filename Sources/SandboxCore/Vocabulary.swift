/// One symbol of a world: an index into its ``Vocabulary``. For an agent, a token is an action.
public typealias Token = Int32

/// The words of a world, in the order of their tokens.
public struct Vocabulary: Sendable, Hashable, Codable {
  /// The word of each token; no word twice.
  public let words: [String]
  /// The token every sequence begins with.
  public let beginning: Token
  /// The token by which an agent ends its response; `nil` where the rules end the episode.
  public let end: Token?

  /// - Parameters:
  ///   - words: no word twice, at least one.
  ///   - beginning: one of the words.
  ///   - end: one of the words, or `nil`.
  public init(words: [String], beginning: String, end: String?) {
    precondition(Set(words).count == words.count, "a word stands twice in the vocabulary")
    self.words = words
    let index = Dictionary(uniqueKeysWithValues: words.enumerated().map { ($1, Token($0)) })
    tokens = index
    guard let start = index[beginning] else {
      preconditionFailure("the word \"\(beginning)\" is not in the vocabulary")
    }
    self.beginning = start
    self.end = end.flatMap { index[$0] }
    precondition((end == nil) == (self.end == nil), "the end word is not in the vocabulary")
  }

  private let tokens: [String: Token]

  /// How many words there are.
  public var count: Int { words.count }

  /// The token of a word, or `nil` if the world does not know it.
  public func token(of word: some StringProtocol) -> Token? { tokens[String(word)] }

  /// The tokens of words separated by blanks, or the first word that is unknown.
  public func tokens(of text: String) throws(UnknownWord) -> [Token] {
    var result: [Token] = []
    for word in text.split(separator: " ") {
      guard let token = token(of: word) else { throw UnknownWord(word: String(word)) }
      result.append(token)
    }
    return result
  }

  /// The words of tokens, separated by blanks.
  public func text(_ tokens: some Sequence<Token>) -> String {
    tokens.map { words[Int($0)] }.joined(separator: " ")
  }
}

/// A word that stands in no vocabulary of the world it was said in.
public struct UnknownWord: Error, Hashable, Sendable {
  /// The word as it was written.
  public var word: String
  /// Names the word.
  public init(word: String) { self.word = word }
}
