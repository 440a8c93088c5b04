import Randomness
import SandboxCore

/// A text world so small that every response can be listed: for exact optima, KL and regret.
///
/// A response is exactly `length` tokens out of `tokenCount`; the rules end it there, so there is
/// no end token. It is a bandit: the one prompt there is, in every split, is `<bos>`, and what is
/// measured on it is exactly what was learned on it.
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
  /// The letters and `<bos>`.
  public let vocabulary: Vocabulary
  /// The reward and what it is made of.
  public let attributes: [AttributeDescription]
  /// The true reward.
  public var rewardFunction: RewardFunction
  /// Plain people, and those who love rising or falling letters.
  public var groups: [Group]
  private let best: Double

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
    best =
      Self.allTexts(tokenCount: tokenCount, length: length).map(reward.value(of:)).max() ?? .nan
    let letters = tokenCount == 2 ? ["0", "1"] : "abcdefgh".prefix(tokenCount).map(String.init)
    vocabulary = Vocabulary(words: letters + ["<bos>"], beginning: "<bos>", end: nil)
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

  /// Stuttering, where the reward punishes it by its formula, and tokens that are no letters.
  ///
  /// A stutter or a foreign token costs 1 and mostly the distinct letter that could have stood
  /// there. That is about one standard deviation (1.6 for random texts of 4 letters out of 5), of
  /// which a half is counted here, as the rating has counted the flaw already.
  public var flaws: [Flaw] {
    let foreign = Flaw(
      name: "foreign", meaning: "It has tokens that are no letters.", attribute: "foreign",
      limit: .above(0.5), weight: 0.5)
    let stuttering = Flaw(
      name: "stuttering", meaning: "It says a letter twice in a row.", attribute: "stutters",
      limit: .above(0.5), weight: 0.5)
    return reward == .orderly ? [stuttering, foreign] : [foreign]
  }

  /// `<bos>` and the response.
  public var contextLength: Int { length + 1 }
  /// Every response has this length.
  public var responseLimit: Int { length }

  /// `<bos>`, whatever the split: there is nothing to hold out.
  public func prompts(in split: PromptSplit) -> [Prompt] { [prompt] }

  private var prompt: Prompt {
    Prompt(id: 0, tokens: [vocabulary.beginning], family: "letters", topic: "letters")
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
    next(after: action, in: state)
  }

  /// One: nothing is left to chance.
  public func possibleOpenings(of prompt: Prompt) -> [PossibleTransition<State>]? {
    [PossibleTransition(Transition(state: State()))]
  }

  /// One: the letter is written.
  public func possibleOutcomes(
    of action: Token, in state: State
  ) -> [PossibleTransition<State>]? { [PossibleTransition(next(after: action, in: state))] }

  private func next(after action: Token, in state: State) -> Transition<State> {
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

  /// Uniformly random texts.
  public func corpus(tokenCount: Int, using stream: inout RandomStream) -> [[Token]] {
    (0..<(tokenCount + contextLength - 1) / contextLength).map { _ in
      prompt.tokens + randomText(using: &stream)
    }
  }

  /// The better of two random texts: experts who are good, but not perfect.
  public func demonstrations(count: Int, using stream: inout RandomStream) -> [Response] {
    (0..<count).map { _ in expertResponse(to: prompt, using: &stream) }
  }

  /// The better of two random texts; `nil` for a prompt that is not the world's.
  public func demonstration(of prompt: Prompt, using stream: inout RandomStream) -> Response? {
    guard prompt.tokens == self.prompt.tokens else { return nil }
    return expertResponse(to: prompt, using: &stream)
  }

  private func expertResponse(to prompt: Prompt, using stream: inout RandomStream) -> Response {
    let first = randomText(using: &stream)
    let second = randomText(using: &stream)
    let better = reward.value(of: first) >= reward.value(of: second) ? first : second
    return Response(prompt: prompt, written: better, ending: .terminated)
  }

  /// The letters on one line.
  public func transcript(of response: Response) -> String {
    response.continuation.isEmpty ? "(nothing)" : vocabulary.text(response.continuation)
  }

  /// The reward of the best response there is.
  public func bestRewards(of prompts: [Prompt]) -> [Double]? { prompts.map { _ in best } }

  private static func allTexts(tokenCount: Int, length: Int) -> [[Token]] {
    (0..<length).reduce([[]]) { texts, _ in
      texts.flatMap { text in (0..<Token(tokenCount)).map { text + [$0] } }
    }
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
