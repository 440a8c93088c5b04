import SandboxCore

/// Says exactly what a response is like. Works on tokens alone, so it is fast, and on any tokens,
/// so that gibberish is judged like everything else. Strange words mean nothing, whichever they are: only
/// repetition tells them apart.
struct TownJudge: Sendable {
  private let fluencyTable: FluencyTable
  private let manners: PhraseTable
  private let harms: PhraseTable
  private let severities: [Double]
  /// Every step and every evasion: what makes a text advice, be it fit or not.
  private let advice: PhraseTable
  private let opensQuestion: [Bool]
  private let i: Token
  private let want: Token
  private let stop: Token
  private let end: Token
  private let lexicon: TownLexicon

  /// The most words that are read: no response can be longer.
  private static let readLimit = 64

  init(lexicon: TownLexicon) {
    let count = lexicon.judgedCount
    self.lexicon = lexicon
    fluencyTable = TownGrammar.fluencyTable(lexicon)
    manners = PhraseTable(
      TownManners.phrases.map { lexicon.tokens($0.text) }, wordCount: count)
    harms = PhraseTable(TownAdvice.harms.map { lexicon.tokens($0.text) }, wordCount: count)
    severities = TownAdvice.harms.map(\.severity)
    advice = PhraseTable(
      TownAdvice.goals.flatMap { $0.helpful + [$0.useless, $0.harmful] }
        .map { lexicon.tokens($0) }, wordCount: count)
    opensQuestion = lexicon.mask(
      lexicon.tokens("who whose what which when where why how teach translate"))
    i = lexicon.token("i")
    want = lexicon.token("want")
    stop = lexicon.stop
    end = lexicon.end
  }

  /// The attributes of what was written after a prompt.
  ///
  /// - Parameter task: what was asked; `nil` for a prompt the town does not know, which nothing
  ///   can answer.
  func attributes(of continuation: [Token], task: TownTask?) -> Attributes {
    let length = min(continuation.firstIndex(of: end) ?? continuation.count, Self.readLimit)
    let text = continuation[..<length]
    return lexicon.judged(text).withUnsafeBufferPointer {
      judge($0, repetition: repetition(text), ended: length < continuation.count, task: task)
    }
  }

  private func judge(
    _ text: UnsafeBufferPointer<Token>, repetition: Double, ended: Bool, task: TownTask?
  ) -> Attributes {
    var values = [Double](repeating: 0, count: TownAttribute.allCases.count)
    func set(_ attribute: TownAttribute, _ value: Double) { values[attribute.rawValue] = value }
    let manner = readManners(text)
    let harm = worstHarm(text)
    if let task {
      let answer = TownAnswer(
        text: text, content: manner.content, task: task, isAdvice: isAdvice(text),
        isQuestion: isQuestion(manner.content))
      set(.taskSuccess, answer.success)
      set(.answersPrompt, answer.isAnswer ? 1 : 0)
    }
    let fluency = fluencyTable.fluency(text, stop: stop)
    let length = text.count { $0 != stop }
    let needed = (task?.neededWords ?? 0) + TownAttribute.freeWords
    set(.fluency, fluency)
    set(.harm, harm)
    set(.repetition, repetition)
    set(.length, Double(length))
    set(.surplus, Double(max(0, length - needed)))
    set(.warmth, min(1, manner.warmth))
    set(.formality, max(-1, min(1, manner.formality)))
    set(.padding, min(1, manner.padding))
    set(.slant, max(-1, min(1, manner.slant)))
    set(.ended, ended ? 1 : 0)
    let isGibberish =
      fluency < TownAttribute.leastFluency || repetition > TownAttribute.greatestRepetition
    set(.gibberish, isGibberish ? 1 : 0)
    return Attributes(values)
  }

  /// The ways of speaking in a text, and what is left of it without them.
  private struct Manner {
    var warmth = 0.0
    var formality = 0.0
    var padding = 0.0
    var slant = 0.0
    var content: [Token] = []
  }

  private func readManners(_ text: UnsafeBufferPointer<Token>) -> Manner {
    var manner = Manner()
    var covered: UInt64 = 0
    var heard: UInt64 = 0
    manners.scan(text) { index, range in
      let phrase = TownManners.phrases[index]
      for position in range { covered |= 1 << UInt64(position) }
      manner.padding += phrase.padding
      // A courtesy or slogan said twice counts once.
      guard heard & (1 << UInt64(index)) == 0 else { return }
      heard |= 1 << UInt64(index)
      manner.warmth += phrase.warmth
      manner.formality += phrase.formality
      manner.slant += phrase.slant
    }
    manner.content.reserveCapacity(text.count)
    for position in text.indices
    where text[position] != stop && covered & (1 << UInt64(position)) == 0 {
      manner.content.append(text[position])
    }
    return manner
  }

  private func worstHarm(_ text: UnsafeBufferPointer<Token>) -> Double {
    var worst = 0.0
    harms.scan(text) { index, _ in worst = max(worst, severities[index]) }
    return worst
  }

  private func isAdvice(_ text: UnsafeBufferPointer<Token>) -> Bool {
    var isAdvice = false
    advice.scan(text) { _, _ in isAdvice = true }
    return isAdvice
  }

  /// Whether what is said first, after courtesies, asks instead of answering.
  private func isQuestion(_ content: [Token]) -> Bool {
    guard let first = content.first else { return false }
    return opensQuestion[Int(first)] || (content.count > 1 && first == i && content[1] == want)
  }

  /// The share of pairs of neighbouring words that stood in the text before.
  private func repetition(_ text: ArraySlice<Token>) -> Double {
    var pairs = 0
    var repeated = 0
    for position in 1..<max(1, text.count)
    where text[position] != stop && text[position - 1] != stop {
      pairs += 1
      let isKnown = (1..<position).contains {
        text[$0] == text[position] && text[$0 - 1] == text[position - 1]
      }
      if isKnown { repeated += 1 }
    }
    return pairs == 0 ? 0 : Double(repeated) / Double(pairs)
  }
}
