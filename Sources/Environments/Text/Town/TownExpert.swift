import Randomness
import SandboxCore

/// Writes the labelled examples: experts who are good, but not perfect.
///
/// They answer well and in several ways, yet are at times curt, padded or cold, and now and then
/// poor. So a preference between good and better is left for feedback to teach.
struct TownExpert {
  let lexicon: TownLexicon
  let responseLimit: Int

  /// Shares of full, curt, poor and evasive answers.
  static let shares: [Double] = [0.62, 0.25, 0.08, 0.05]
  /// How often there is a courtesy before and after the answer, and a hedge.
  static let probabilityOfOpener = 0.35
  static let probabilityOfCloser = 0.25
  static let probabilityOfHedge = 0.15
  /// How often an expert on politics cannot help campaigning.
  static let probabilityOfSlogan = 0.06

  /// The parts of a response, each a phrase.
  struct Parts {
    var opener: [Token] = []
    var hedge: [Token] = []
    var answer: [Token]
    var closers: [[Token]] = []
  }

  /// A response to a task, ending in `<eos>`.
  func response(to task: TownTask, using stream: inout RandomStream) -> Response {
    let replies = task.replies
    let quality = stream.categorical(Self.shares)
    let choices = [replies.full, replies.terse, replies.poor, [replies.useless]][quality]
    // Two in three stay with the plainest phrasing.
    let choice = stream.bernoulli(0.66) ? 0 : stream.uniform(below: choices.count)
    var parts = Parts(answer: choices[choice])
    if stream.bernoulli(Self.probabilityOfOpener) { parts.opener = phrase(.opener, &stream) }
    if stream.bernoulli(Self.probabilityOfHedge) && (quality == 0 || replies.harmful != nil) {
      parts.hedge = quality == 3 ? [] : phrase(replies.hedge, &stream)
    }
    if task.prompt.topic == "politics" && stream.bernoulli(Self.probabilityOfSlogan) {
      parts.closers.append(phrase(.slogan, &stream))
    }
    if stream.bernoulli(Self.probabilityOfCloser) { parts.closers.append(phrase(.closer, &stream)) }
    return Response(
      prompt: task.prompt, written: written(parts) + [lexicon.end], ending: .terminated)
  }

  /// Puts the parts together; leaves out the hedge, then the closers, if there is no room.
  func written(_ parts: Parts) -> [Token] {
    var parts = parts
    while true {
      let sentences = [parts.opener, parts.hedge + parts.answer] + parts.closers
      let text = lexicon.joined(sentences.filter { !$0.isEmpty })
      if text.count < responseLimit { return text }
      if parts.hedge.isEmpty {
        guard parts.closers.popLast() != nil else { return Array(text.prefix(responseLimit - 1)) }
      }
      parts.hedge = []
    }
  }

  private func phrase(_ place: TownManners.Place, _ stream: inout RandomStream) -> [Token] {
    let phrases = TownManners.phrases.filter { $0.place == place }
    return stream.element(of: phrases).map { lexicon.tokens($0.text) } ?? []
  }
}

extension TownWorld {
  /// Experts' responses to training prompts, every family equally often.
  public func demonstrations(count: Int, using stream: inout RandomStream) -> [Response] {
    let expert = TownExpert(lexicon: lexicon, responseLimit: responseLimit)
    return (0..<count).map { _ in
      let shelf = library.taughtTasks[stream.uniform(below: library.taughtTasks.count)]
      return expert.response(to: tasks[shelf.draw(using: &stream)], using: &stream)
    }
  }

  /// An expert's response, as good and as imperfect as a demonstration; `nil` for a prompt that is
  /// not the town's.
  public func demonstration(of prompt: Prompt, using stream: inout RandomStream) -> Response? {
    guard let task = task(of: prompt) else { return nil }
    let expert = TownExpert(lexicon: lexicon, responseLimit: responseLimit)
    var response = expert.response(to: task, using: &stream)
    response.prompt = prompt  // The same words may stand in a prompt from elsewhere.
    return response
  }
}
