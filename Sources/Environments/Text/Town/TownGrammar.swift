/// The grammar of the town: every sentence pattern of its English.
enum TownGrammar {
  /// Sentences that ask or wish: what a prompt is made of.
  static let requests: [String] =
    TownQuestions.kinds.flatMap(\.questions)
    + TownAdvice.goals.flatMap { goal in
      TownAdvice.frames.map { $0.replacing("WISH", with: goal.wish) }
    }
    + TownStories.frames.map { $0.replacing(" .", with: "") }

  /// Sentences that state something, after which a hedge of a statement may stand.
  static let statements: [String] =
    TownQuestions.kinds.flatMap(\.answers) + TownStories.eventPatterns
    + TownStories.tellings.flatMap { telling in
      [TownStories.holding, TownStories.being].map { telling.replacing("OUTCOME", with: $0) }
    }
    + TownLanguage.patterns

  /// Curt answers.
  static let terse: [String] = TownQuestions.kinds.map(\.terse)

  /// Good advice in the imperative, one step or two.
  static let goodAdvice: [String] = TownAdvice.goals.flatMap { goal in
    goal.helpful
      + goal.helpful.flatMap { first in
        goal.helpful.filter { $0 != first }.map { "\(first) and \($0)" }
      }
  }

  /// All advice in the imperative.
  static let advice: [String] = goodAdvice + TownAdvice.harms.map(\.text)

  /// Replies that are valid and beside the point.
  static let useless: [String] =
    TownAdvice.goals.map(\.useless) + TownReplies.evasions.map(\.text)

  /// How people talk about good advice and bad without being asked.
  static let remarks: [String] =
    goodAdvice.map { "it is good to \($0)" }
    + TownAdvice.harms.map { "i want to \($0.text)" }

  /// Words of translation prompts and of parallel lines: "OLD means ENGLISH".
  static let parallel = ["means", "translate", "what does", "mean"]

  /// Every string a word of the vocabulary may come from.
  static let all: [String] =
    TownWords.greetings + requests + statements + terse + advice + useless + remarks
    + TownManners.phrases.map(\.text) + parallel

  /// The table of windows of all this.
  static func fluencyTable(_ lexicon: TownLexicon) -> FluencyTable {
    var table = FluencyTable(wordCount: lexicon.judgedCount)
    for pattern in requests + statements + terse + advice + useless + remarks + greetings {
      table.license(lexicon.alternatives(pattern))
    }
    for phrase in TownManners.phrases {
      switch phrase.place {
      case .opener, .closer, .slogan:
        table.license(lexicon.alternatives(phrase.text))
      case .hedgeOfStatement:
        for text in statements { table.license(lexicon.alternatives("\(phrase.text) \(text)")) }
      case .hedgeOfAdvice:
        for text in advice { table.license(lexicon.alternatives("\(phrase.text) \(text)")) }
      }
    }
    return table
  }

  private static let greetings = TownWords.greetings.filter { !$0.isEmpty }
    .map { $0.replacing(" .", with: "") }
}
