import Randomness
import SandboxCore

extension TownTaskBuilder {
  /// How many sentences are asked about for each thing in them.
  private static let sentencesOfEachThing = 76

  /// Sentences of the old tongue about every thing, each asked about once.
  mutating func addTranslations(using stream: inout RandomStream) {
    for thing in lexicon.words(ofClass: "THING").indices {
      var asked = 0
      while asked < Self.sentencesOfEachThing {
        let thought = TownLanguage.Thought(of: thing, using: &stream)
        let english = lexicon.english(thought)
        let greeting = stream.categorical([6, 1, 1, 1])
        let isNew = add(
          lexicon.oldRequest(lexicon.oldTongue(thought), frame: TownLanguage.frames[asked % 2]),
          .translation,
          topic: TownLanguage.topics[TownWords.words(of: "TRADE")[thought.subject]] ?? "",
          greetings: greeting..<greeting + 1,
          key: .translation(english), replies: replies(thought, english))
        if isNew { asked += 1 }
      }
    }
  }

  private func replies(_ thought: TownLanguage.Thought, _ english: [Token]) -> TownReplies {
    // The sloppy translator takes the wrong verb; the curt one leaves out what he can.
    var sloppy = thought
    sloppy.verb = (thought.verb + 1) % TownWords.words(of: "VERB").count
    var curt = thought
    curt.age = nil
    curt.adjective = nil
    curt.adverb = nil
    return TownReplies(
      full: [english], terse: [lexicon.english(curt)], poor: [lexicon.english(sloppy)],
      useless: evasion(.translation), harmful: nil, hedge: .hedgeOfStatement)
  }
}

extension TownLanguage.Thought {
  /// Where the class `AGE` begins within `ADJECTIVE`.
  private static let firstAge = TownWords.words(of: "COLOR").count

  /// A thought about one thing: two in five say an age, half an adjective, a third a day.
  init(of thing: Int, using stream: inout RandomStream) {
    func any(_ name: String) -> Int { stream.uniform(below: TownWords.words(of: name).count) }
    subject = any("TRADE")
    verb = any("VERB")
    object = thing
    age = stream.bernoulli(0.4) ? any("AGE") : nil
    adjective = stream.bernoulli(0.5) ? any("ADJECTIVE") : nil
    adverb = stream.bernoulli(0.3) ? any("ADVERB") : nil
    // "the old baker lost the old cart" would repeat itself; "the old cart" is enough.
    if let age, adjective == age + Self.firstAge { self.age = nil }
  }
}

extension TownLexicon {
  /// A thought in English: "the old baker lost the red cart yesterday".
  func english(_ thought: TownLanguage.Thought) -> [Token] {
    let article = token("the")
    var sentence = [article]
    if let age = thought.age { sentence.append(words(ofClass: "AGE")[age]) }
    sentence.append(words(ofClass: "TRADE")[thought.subject])
    sentence += [words(ofClass: "VERB")[thought.verb], article]
    if let adjective = thought.adjective {
      sentence.append(words(ofClass: "ADJECTIVE")[adjective])
    }
    sentence.append(words(ofClass: "THING")[thought.object])
    if let adverb = thought.adverb { sentence.append(words(ofClass: "ADVERB")[adverb]) }
    return sentence
  }

  /// A thought in the old tongue: "yera pelo vetu bigu rosi perda".
  func oldTongue(_ thought: TownLanguage.Thought) -> [Token] {
    var sentence: [Token] = []
    if let adverb = thought.adverb { sentence.append(words(ofClass: "ADVERB")[adverb]) }
    sentence.append(words(ofClass: "TRADE")[thought.subject])
    if let age = thought.age { sentence.append(words(ofClass: "AGE")[age]) }
    sentence.append(words(ofClass: "THING")[thought.object])
    if let adjective = thought.adjective {
      sentence.append(words(ofClass: "ADJECTIVE")[adjective])
    }
    sentence.append(words(ofClass: "VERB")[thought.verb])
    return sentence.map(oldWord)
  }

  /// The request to translate a sentence of the old tongue.
  func oldRequest(_ sentence: [Token], frame: String) -> [Token] {
    frame.split(separator: " ").flatMap { $0 == "OLD" ? sentence : [token($0)] }
  }

  /// The word of the old tongue for an English word.
  private func oldWord(_ english: Token) -> Token {
    let word = vocabulary.words[Int(english)]
    guard let entry = TownLanguage.dictionary.first(where: { $0.english == word }) else {
      preconditionFailure("the old tongue has no word for \"\(word)\"")
    }
    return token(entry.old)
  }
}
