import Randomness
import SandboxCore

extension TownTaskBuilder {
  /// How many stories are told of each thing.
  private static let storiesOfEachThing = 76

  /// Stories of every thing, each asked about once.
  mutating func addStories(using stream: inout RandomStream) {
    for (thing, word) in lexicon.words(ofClass: "THING").enumerated() {
      var told = 0
      while told < Self.storiesOfEachThing {
        let count = TownStories.eventCounts[told % TownStories.eventCounts.count]
        let whole = TownStories.tell(eventCount: count + 2, using: &stream)
        let events = Array(whole.prefix(count))
        let sequel = whole.suffix(2).map { lexicon.sentence($0, of: word) }
        // The longest stories come without a greeting, so that an answer still fits.
        let greeting = count == 5 ? 0 : stream.categorical([6, 1, 1, 1])
        let isNew = add(
          story(events, of: word, frame: count == 5 ? 0 : told % 2), .summarization,
          topic: TownWords.topic(ofThing: thing), greetings: greeting..<greeting + 1,
          key: .slots(slots(events, of: word)), replies: replies(events, of: word),
          sequel: lexicon.joined(sequel))
        if isNew { told += 1 }
      }
    }
  }

  private func story(_ events: [TownStories.Event], of thing: Token, frame: Int) -> [Token] {
    events.reduce(lexicon.tokens(TownStories.frames[frame])) { story, event in
      (story.last == lexicon.stop ? story : story + [lexicon.stop])
        + lexicon.sentence(event, of: thing)
    }
  }

  private func slots(_ events: [TownStories.Event], of thing: Token) -> TownSlots {
    let outcome = events[events.count - 1].outcome
    let required: Token
    let rivals: [Token]
    switch outcome {
    case .held(let holder):
      rivals = lexicon.words(ofClass: "NAME")
      required = rivals[holder]
    case .state(let state):
      rivals = lexicon.words(ofClass: "STATE")
      required = rivals[state]
    }
    return TownSlots(
      full: [lexicon.sentence(outcome, of: thing)], required: [[required], [thing]],
      rivals: lexicon.mask(rivals), signs: lexicon.mask(lexicon.tokens("has is")),
      forbidsCopying: true)
  }

  private func replies(_ events: [TownStories.Event], of thing: Token) -> TownReplies {
    let last = events[events.count - 1]
    let tellings = lexicon.tellings(last.outcome, of: thing)
    var poor = [lexicon.sentence(last, of: thing)]
    if events[0].outcome != last.outcome {
      poor.append(lexicon.sentence(events[0].outcome, of: thing))
    }
    return TownReplies(
      full: tellings, terse: [tellings[tellings.count - 1]],
      poor: poor, useless: evasion(.summarization), harmful: nil, hedge: .hedgeOfStatement)
  }
}

extension TownLexicon {
  /// An event told in one sentence.
  func sentence(_ event: TownStories.Event, of thing: Token) -> [Token] {
    let names = words(ofClass: "NAME")
    let last = event.second.map { names[$0] } ?? names[event.first]
    return fill(event.pattern, names[event.first], thing, last)
  }

  /// An outcome stated in one sentence.
  func sentence(_ outcome: TownStories.Outcome, of thing: Token) -> [Token] {
    switch outcome {
    case .held(let holder):
      return fill(TownStories.holding, words(ofClass: "NAME")[holder], thing)
    case .state(let state):
      return fill(TownStories.being, thing, words(ofClass: "STATE")[state])
    }
  }

  /// The ways to tell an outcome, the plainest first.
  func tellings(_ outcome: TownStories.Outcome, of thing: Token) -> [[Token]] {
    TownStories.tellings.map { telling in
      telling.split(separator: " ").flatMap { word in
        word == "OUTCOME" ? sentence(outcome, of: thing) : [token(word)]
      }
    }
  }
}
