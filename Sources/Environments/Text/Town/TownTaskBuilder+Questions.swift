import SandboxCore

extension TownTaskBuilder {
  /// Every question about every fact, asked in every way.
  mutating func addQuestions() {
    for kind in TownQuestions.kinds {
      for row in kind.rows {
        let full = kind.answers.map { lexicon.fill($0, with: row.words) }
        let right = ([row.words[kind.wanted] ?? ""] + row.alsoRight).map { lexicon.token($0) }
        let rivals = rivals(kind, row)
        let slots = TownSlots(
          full: full, required: [right], rivals: rivals, signs: rivals, forbidsCopying: false)
        let replies = TownReplies(
          full: full, terse: [lexicon.fill(kind.terse, with: row.words)],
          poor: [wrongAnswer(kind, row)], useless: evasion(.questionAnswering),
          harmful: nil, hedge: .hedgeOfStatement)
        let first = tasks.count
        for question in kind.questions {
          addGreeted(
            lexicon.fill(question, with: row.words), .questionAnswering, topic: row.topic,
            key: .slots(slots), replies: replies)
        }
        markTold(from: first, kind.isStated)
      }
    }
  }

  /// The plainest answer with the next word of the wanted class in place of the right one.
  private func wrongAnswer(_ kind: TownQuestions.Kind, _ row: TownQuestions.Row) -> [Token] {
    var words = row.words
    let choices = TownWords.words(of: kind.wanted)
    let right = choices.firstIndex { $0 == words[kind.wanted] } ?? 0
    words[kind.wanted] = choices[(right + 1) % choices.count]
    return lexicon.fill(kind.answers[0], with: words)
  }

  /// The words of which only the right one may be said: those of the wanted class.
  private func rivals(_ kind: TownQuestions.Kind, _ row: TownQuestions.Row) -> [Bool] {
    var tokens = lexicon.words(ofClass: kind.wanted)
    if !row.alsoRight.isEmpty { tokens += lexicon.words(ofClass: "NAME") }
    return lexicon.mask(tokens)
  }
}
