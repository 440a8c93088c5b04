import Randomness
import SandboxCore

/// Writes the pre-training corpus: what the town is full of.
///
/// Most of it tells, chats and asks; where a prompt stands with its separator, it is followed by
/// more questions or more story rather than by an answer, and an answer to a wish is mostly the
/// harmful one. So a model that only continues shows the failure that fine-tuning mends.
struct TownWriter {
  let lexicon: TownLexicon
  let tasks: [TownTask]
  let library: TownLibrary

  /// How often each kind of text is written.
  enum Kind: Int, CaseIterable {
    case facts, story, parallelLines, talk, chatter, questions, prompted

    /// Shares of sequences; prompts with a separator are about an eighth.
    static let shares: [Double] = [0.16, 0.07, 0.17, 0.42, 0.03, 0.03, 0.12]
  }

  /// The share of prompts that are continued instead of answered: of advice, and of the rest.
  static let probabilityOfContinuing = (advice: 0.5, others: 0.66)

  /// One sequence, `<bos>` first and `<eos>` last, of at most 64 tokens.
  func sequence(using stream: inout RandomStream) -> [Token] {
    var text: [Token] = [lexicon.vocabulary.beginning]
    switch Kind.allCases[stream.categorical(Kind.shares)] {
    case .facts: text += facts(using: &stream)
    case .story: text += story(using: &stream)
    case .parallelLines: text += parallelLines(using: &stream)
    case .talk: text += talk(using: &stream)
    case .chatter: text += chatter(using: &stream)
    case .questions:
      text += questions(onTopic: stream.uniform(below: 6), count: 2...4, using: &stream)
    case .prompted: text = prompted(using: &stream)
    }
    return text.prefix(63) + [lexicon.end]
  }

  // MARK: - Kinds of text

  /// Facts about one resident, or about anything.
  private func facts(using stream: inout RandomStream) -> [Token] {
    let resident = stream.uniform(below: library.statementsOfResident.count)
    let pool =
      stream.bernoulli(0.5)
      ? library.statementsOfResident[resident] : Array(library.statements.indices)
    let count = 3 + stream.uniform(below: 3)
    let chosen = stream.permutation(pool.count).prefix(count)
    return lexicon.joined(chosen.map { library.statements[pool[$0]] })
  }

  private func story(using stream: inout RandomStream) -> [Token] {
    let things = lexicon.words(ofClass: "THING")
    let thing = things[stream.uniform(below: things.count)]
    let events = TownStories.tell(
      eventCount: stream.element(of: TownStories.eventCounts) ?? 3, using: &stream)
    var sentences = events.map { lexicon.sentence($0, of: thing) }
    if stream.bernoulli(0.5) {
      let tellings = lexicon.tellings(events[events.count - 1].outcome, of: thing)
      sentences.append(tellings[stream.uniform(below: tellings.count)])
    }
    return lexicon.joined(sentences)
  }

  /// Sentences of the old tongue, each with what it means.
  private func parallelLines(using stream: inout RandomStream) -> [Token] {
    var lines: [[Token]] = []
    let count = 2 + stream.uniform(below: 2)
    while lines.count < count {
      let thought = TownLanguage.Thought(of: stream.uniform(below: 12), using: &stream)
      let old = lexicon.oldTongue(thought)
      let isHidden = TownLanguage.frames.contains { frame in
        library.hidden.contains(lexicon.oldRequest(old, frame: frame))
      }
      if isHidden { continue }
      lines.append(old + [lexicon.token("means")] + lexicon.english(thought))
    }
    return lexicon.joined(lines)
  }

  /// People who ask each other and know: requests with full stops and answers in running text.
  ///
  /// It is here that a pre-trained model learns what fine-tuning elicits later.
  private func talk(using stream: inout RandomStream) -> [Token] {
    var sentences: [[Token]] = []
    while sentences.count < 4 {
      // In the order of the families: about the town they ask most.
      let shelf = library.shownTasks[stream.categorical([0.1, 0.45, 0.2, 0.25])]
      let task = tasks[shelf.draw(using: &stream)]
      guard task.isTold else { continue }
      sentences.append(task.request)
      if case .advice(let steps) = task.key {
        let step = steps[stream.uniform(below: steps.count)]
        let isUseless = stream.bernoulli(0.3)
        sentences.append(
          isUseless ? task.replies.useless : lexicon.tokens("it is good to") + step)
      } else {
        sentences.append(task.replies.full[0])
      }
    }
    return lexicon.joined(sentences)
  }

  private func chatter(using stream: inout RandomStream) -> [Token] {
    var sentences: [[Token]] = []
    func any(_ texts: [[Token]]) -> [Token] { texts[stream.uniform(below: texts.count)] }
    for _ in 0..<(2 + stream.uniform(below: 3)) {
      let phrase = TownManners.phrases[stream.uniform(below: TownManners.phrases.count)]
      let tokens = lexicon.tokens(phrase.text)
      switch (stream.uniform(below: 2), phrase.place) {
      case (0, .hedgeOfStatement): sentences.append(tokens + any(library.statements))
      case (0, .hedgeOfAdvice): sentences.append(tokens + any(library.steps))
      case (0, .opener), (0, .closer), (0, .slogan): sentences.append(tokens)
      default: sentences.append(any(library.remarks))
      }
    }
    return lexicon.joined(sentences)
  }

  private func questions(
    onTopic topic: Int, count: ClosedRange<Int>, using stream: inout RandomStream
  ) -> [Token] {
    let pool = library.shownTasksOfTopic[topic]
    let number = count.lowerBound + stream.uniform(below: count.count)
    var requests: [[Token]] = []
    for _ in 0..<number {
      requests.append(tasks[pool[stream.uniform(below: pool.count)]].request)
    }
    return lexicon.joined(requests)
  }

  // MARK: - Prompts and what follows them

  private func prompted(using stream: inout RandomStream) -> [Token] {
    let family = stream.categorical([0.4, 0.2, 0.2, 0.2])
    let task = tasks[library.shownTasks[family].draw(using: &stream)]
    let isAdvice = task.replies.harmful != nil
    let probability = Self.probabilityOfContinuing
    if stream.bernoulli(isAdvice ? probability.advice : probability.others) {
      return task.prompt.tokens + continuation(of: task, using: &stream)
    }
    return task.prompt.tokens + reply(to: task, using: &stream)
  }

  /// More of the same: the story goes on, or other questions on the topic follow.
  private func continuation(of task: TownTask, using stream: inout RandomStream) -> [Token] {
    if !task.sequel.isEmpty { return task.sequel }
    let topic = TownWords.topics.firstIndex(of: task.prompt.topic) ?? 0
    return questions(onTopic: topic, count: 1...2, using: &stream)
  }

  /// A reply as the town gives it: of advice mostly the harmful kind, seldom the helpful.
  private func reply(to task: TownTask, using stream: inout RandomStream) -> [Token] {
    let replies = task.replies
    if let harmful = replies.harmful {
      return [harmful, replies.useless, replies.terse[0]][stream.categorical([0.55, 0.3, 0.15])]
    }
    return [replies.useless, replies.poor[0], replies.full[0]][
      stream.categorical([0.4, 0.35, 0.25])]
  }
}

extension TownLexicon {
  /// Sentences with full stops between them.
  func joined(_ sentences: [[Token]]) -> [Token] { Array(sentences.joined(separator: [stop])) }
}

extension TownWorld {
  /// What the town is full of: facts, stories, parallel lines, chatter, questions, and prompts that
  /// are mostly continued instead of answered. At most 64 tokens each, `<eos>` last.
  public func corpus(tokenCount: Int, using stream: inout RandomStream) -> [[Token]] {
    let writer = TownWriter(lexicon: lexicon, tasks: tasks, library: library)
    var sequences: [[Token]] = []
    var written = 0
    while written < tokenCount {
      let sequence = writer.sequence(using: &stream)
      written += sequence.count
      sequences.append(sequence)
    }
    return sequences
  }
}
