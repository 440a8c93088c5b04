import Randomness
import SandboxCore

/// A text world so small that every response can be listed: for exact optima, KL and regret.
///
/// A response is exactly `length` tokens out of `tokenCount`; the rules end it there, so there is
/// no end token. A prompt is `<bos>` and one topic word, which changes nothing about the reward.
public struct TinyTextWorld: Environment {
  /// How many tokens have been written.
  public struct State: Sendable, Hashable {
    /// Tokens written so far, 0...length.
    public var written = 0
  }

  /// How many different tokens a response can be made of.
  public let tokenCount: Int
  /// How many tokens a response has.
  public let length: Int
  /// The true reward.
  public let reward: TinyReward

  /// The name scenarios use.
  public let name = "text.tiny"
  /// What the world is, in one sentence.
  public let summary: String
  /// The letters, `<bos>` and the topic words.
  public let vocabulary: Vocabulary
  /// The reward and what it is made of.
  public let attributes: [AttributeDescription]
  /// The true reward.
  public let rewardFunction: RewardFunction
  /// Plain people, and those who love rising or falling letters.
  public let groups: [Group]
  private let topics = ["first", "second", "third"]

  /// Describes a tiny world.
  ///
  /// - Parameters:
  ///   - tokenCount: 2...8; the letters a, b, c, ... or, for 2, the digits 0 and 1.
  ///   - length: 1...6.
  ///   - reward: the true reward.
  public init(tokenCount: Int = 5, length: Int = 4, reward: TinyReward = .orderly) {
    precondition((2...8).contains(tokenCount), "tokenCount is \(tokenCount), not in 2...8")
    precondition((1...6).contains(length), "length is \(length), not in 1...6")
    if case .phrases(let scores, _) = reward {
      precondition(scores.count == tokenCount, "\(scores.count) scores for \(tokenCount) tokens")
    }
    self.tokenCount = tokenCount
    self.length = length
    self.reward = reward
    let letters = tokenCount == 2 ? ["0", "1"] : "abcdefgh".prefix(tokenCount).map(String.init)
    vocabulary = Vocabulary(words: letters + ["<bos>"] + topics, beginning: "<bos>", end: nil)
    summary = "All \(length)-token texts of \(tokenCount) tokens: everything can be listed."
    let count = Double(length)
    let bound = Self.bound(of: reward, length: length)
    attributes = [
      AttributeDescription(
        name: "utility", meaning: "the reward by the world's formula", range: -bound...bound),
      AttributeDescription(name: "distinct", meaning: "different tokens", range: 0...count),
      AttributeDescription(
        name: "rises", meaning: "neighbours in ascending order", range: 0...count),
      AttributeDescription(
        name: "falls", meaning: "neighbours in descending order", range: 0...count),
      AttributeDescription(name: "stutters", meaning: "equal neighbours", range: 0...count),
      AttributeDescription(
        name: "foreign", meaning: "tokens that are no letters: each costs 1", range: 0...count),
    ]
    rewardFunction = RewardFunction(
      formula: reward.formula, constraints: [], utility: { $0.values[0] })
    groups = [
      Group(name: "plain", meaning: "People who want exactly what is truly good."),
      Group(
        name: "climbers", meaning: "People who love ascending letters.",
        tastes: [Group.Taste(attribute: "rises", weight: 1)]),
      Group(
        name: "divers", meaning: "People who love descending letters.",
        tastes: [Group.Taste(attribute: "falls", weight: 1)]),
    ]
  }

  /// The prompt of two tokens and the response.
  public var contextLength: Int { length + 2 }
  /// Every response has this length.
  public var responseLimit: Int { length }

  /// The prompts of one split, in a fixed order.
  public func prompts(in split: PromptSplit) -> [Prompt] {
    let index = PromptSplit.allCases.firstIndex(of: split) ?? 0
    guard let topic = vocabulary.token(of: topics[index]) else { return [] }
    return [
      Prompt(
        id: index, tokens: [vocabulary.beginning, topic], family: "letters", topic: topics[index])
    ]
  }

  /// Opens an episode; nothing is written yet.
  public func begin(_ prompt: Prompt, using stream: inout RandomStream) -> Transition<State> {
    Transition(state: State())
  }

  /// Every letter, until the response has its length.
  public func legalActions(in state: State) -> ActionSet {
    state.written == length ? .only([]) : .only(letters)
  }

  /// Writes a letter.
  public func step(
    _ state: State, action: Token, using stream: inout RandomStream
  ) -> Transition<State> {
    precondition(state.written < length, "the response has its \(length) tokens already")
    precondition((0..<Token(tokenCount)).contains(action), "token \(action) is no letter")
    return Transition(state: State(written: state.written + 1))
  }

  /// What can be said exactly about a response.
  public func attributes(of response: Response) -> Attributes {
    let written = Array(response.continuation.prefix(length))
    let tokens = written.filter { $0 < tokenCount }
    let counts = TinyCounts(tokens)
    let foreign = Double(written.count - tokens.count)
    return Attributes([
      reward.value(of: tokens) - foreign, counts.distinct, counts.rises, counts.falls,
      counts.stutters, foreign,
    ])
  }

  /// Uniformly random texts, each under its own prompt.
  public func corpus(tokenCount: Int, using stream: inout RandomStream) -> [[Token]] {
    let prompts = prompts(in: .training)
    let sequenceLength = length + 2
    return (0..<(tokenCount + sequenceLength - 1) / sequenceLength).map { index in
      prompts[index % prompts.count].tokens + randomText(using: &stream)
    }
  }

  /// The better of two random texts: experts who are good, but not perfect.
  public func demonstrations(count: Int, using stream: inout RandomStream) -> [Response] {
    let prompts = prompts(in: .training)
    return (0..<count).map { index in
      let first = randomText(using: &stream)
      let second = randomText(using: &stream)
      let better = reward.value(of: first) >= reward.value(of: second) ? first : second
      return Response(prompt: prompts[index % prompts.count], written: better, ending: .terminated)
    }
  }

  /// One line, "topic : letters".
  public func transcript(of response: Response) -> String {
    "\(response.prompt.topic) : \(vocabulary.text(response.continuation))"
  }

  /// Every response there is to a prompt, in the order of counting: tokenCount^length of them.
  public func allResponses(to prompt: Prompt) -> [Response] {
    var texts: [[Token]] = [[]]
    for _ in 0..<length {
      texts = texts.flatMap { text in letters.map { text + [$0] } }
    }
    return texts.map { Response(prompt: prompt, written: $0, ending: .terminated) }
  }

  private var letters: [Token] { Array(0..<Token(tokenCount)) }

  private func randomText(using stream: inout RandomStream) -> [Token] {
    (0..<length).map { _ in Token(stream.uniform(below: tokenCount)) }
  }

  /// More than any response can earn or lose.
  private static func bound(of reward: TinyReward, length: Int) -> Double {
    let count = Double(length)
    switch reward {
    case .orderly: return count * count + count
    case .phrases(let scores, let bonuses):
      let most = scores.map(abs).max() ?? 0
      return count * (most + 1) + bonuses.reduce(0) { $0 + abs($1.bonus) }
    }
  }
}
