import SandboxCore

/// The words of the town as tokens, and patterns turned into tokens.
///
/// The vocabulary is not written down anywhere: it is every word of the tables, in the order in
/// which the town first says it, and then the words of the old tongue; last come strange words, if
/// any are wanted, which nobody in the town ever says.
struct TownLexicon: Sendable {
  static let beginning = "<bos>"
  static let separator = ":"
  static let end = "<eos>"
  static let stop = "."

  let vocabulary: Vocabulary
  /// How many words the town itself has; the tokens from here on are strange.
  let ownCount: Int
  let separator: Token
  let end: Token
  let stop: Token
  let and: Token
  private let classes: [String: [Token]]

  /// Collects the words of all patterns and of the old tongue.
  ///
  /// - Parameter strangeCount: how many strange words come after them.
  init(patterns: [String], strangeCount: Int = 0) {
    var words = [Self.beginning, Self.separator, Self.end, Self.stop]
    var seen = Set(words)
    func collect(_ new: some Sequence<String>) {
      for word in new where seen.insert(word).inserted { words.append(word) }
    }
    let classNames = Set(TownWords.classes.map(\.name))
    for wordClass in TownWords.classes { collect(wordClass.words) }
    for pattern in patterns {
      collect(pattern.split(separator: " ").map(String.init).filter { !classNames.contains($0) })
    }
    collect(TownLanguage.dictionary.map(\.old))
    ownCount = words.count
    words += StrangeWords.first(strangeCount) { !seen.contains($0) }
    let vocabulary = Vocabulary(words: words, beginning: Self.beginning, end: Self.end)
    self.vocabulary = vocabulary
    let token = { (word: String) in Self.token(word, in: vocabulary) }
    separator = token(Self.separator)
    end = token(Self.end)
    stop = token(Self.stop)
    and = token("and")
    classes = Dictionary(
      uniqueKeysWithValues: TownWords.classes.map { ($0.name, $0.words.map(token)) })
  }

  /// The token of a word the town knows.
  func token(_ word: some StringProtocol) -> Token { Self.token(word, in: vocabulary) }

  /// The tokens of a text without word classes.
  func tokens(_ text: String) -> [Token] { text.split(separator: " ").map { token($0) } }

  /// The tokens of one word class.
  func words(ofClass name: String) -> [Token] {
    guard let tokens = classes[name] else {
      preconditionFailure("there is no word class \(name)")
    }
    return tokens
  }

  /// The words each place of a pattern may hold.
  func alternatives(_ pattern: String) -> [[Token]] {
    pattern.split(separator: " ").map { classes[String($0)] ?? [token($0)] }
  }

  /// A pattern with a word put in for each class, in the order in which the classes stand.
  func fill(_ pattern: String, _ words: Token...) -> [Token] {
    var rest = words[...]
    return pattern.split(separator: " ").map { word in
      classes[String(word)] == nil ? token(word) : rest.removeFirst()
    }
  }

  /// A pattern with the word put in that the table names for each class.
  func fill(_ pattern: String, with words: [String: String]) -> [Token] {
    pattern.split(separator: " ").map { word in
      token(words[String(word)] ?? String(word))
    }
  }

  /// Every way of putting words into a pattern's classes.
  func expand(_ pattern: String) -> [[Token]] {
    alternatives(pattern).reduce([[]]) { heads, words in
      heads.flatMap { head in words.map { head + [$0] } }
    }
  }

  /// How many words those have to tell apart who judge a text: the town's own, and one that stands for all
  /// strange ones.
  var judgedCount: Int { ownCount + 1 }

  /// A text as it is judged: one token stands for all strange words.
  func judged(_ text: ArraySlice<Token>) -> [Token] {
    text.map { min($0, Token(ownCount)) }
  }

  /// A mask over the judged words, true at the given tokens.
  func mask(_ tokens: some Sequence<Token>) -> [Bool] {
    var mask = [Bool](repeating: false, count: judgedCount)
    for token in tokens { mask[Int(token)] = true }
    return mask
  }

  private static func token(_ word: some StringProtocol, in vocabulary: Vocabulary) -> Token {
    guard let token = vocabulary.token(of: word) else {
      preconditionFailure("the town does not know the word \"\(word)\"")
    }
    return token
  }
}
