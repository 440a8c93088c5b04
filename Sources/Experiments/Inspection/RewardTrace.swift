import Networks
import RewardModeling
import SandboxCore

/// What a reward model gives a response, token by token.
public struct RewardTrace: Sendable {
  /// The response.
  public var response: Response
  /// The reward of the whole.
  public var total: Double
  /// One entry for each of the agent's tokens.
  public var words: [Word]

  /// One of the agent's tokens.
  public struct Word: Sendable, Hashable {
    /// The token.
    public var token: Token
    /// What it adds, where the model reads every token.
    public var part: Double?
    /// The reward so far: the sum of parts, or of a model that reads the last token what it gives the response
    /// up to here, what the world replied included. The last is the total.
    public var rewardSoFar: Double
    /// What the world then wrote: an opponent's move.
    public var reply: [Token] = []
  }

  /// Reads a response.
  public init(of response: Response, by model: any RewardModel) {
    self.response = response
    let places = response.authors.indices.filter { response.authors[$0] == .agent }
    // Behind each of the agent's tokens, and what the world replied to it.
    let ends = places.dropFirst() + [response.continuation.count]
    words = zip(places, ends).map { place, end in
      Word(
        token: response.continuation[place], part: nil, rewardSoFar: 0,
        reply: Array(response.continuation[(place + 1)..<end]))
    }
    total = model.rewards(for: [response]).first?.value ?? 0
    if let parts = model.tokenRewards(for: [response])?.first {
      var sum = 0.0
      for (index, part) in parts.enumerated() {
        sum += part
        (words[index].part, words[index].rewardSoFar) = (part, sum)
      }
      return
    }
    let beginnings = ends.map { end in
      Response(
        prompt: response.prompt, continuation: Array(response.continuation[..<end]),
        authors: Array(response.authors[..<end]),
        ending: end == response.continuation.count ? response.ending : .truncated)
    }
    for (index, reward) in model.rewards(for: beginnings).enumerated() {
      words[index].rewardSoFar = reward.value
    }
  }

  /// Reads some responses by the model in a folder; `nil` where it holds a policy.
  public static func traces(
    of responses: [Response], by contents: ModelFolder.Contents
  ) -> [RewardTrace]? {
    SequenceRewardModel(contents).map { model in
      responses.map { RewardTrace(of: $0, by: model) }
    }
  }

  /// What is missing in the folder of a model that an earlier version wrote; `nil` where nothing is.
  public static func note(on contents: ModelFolder.Contents) -> String? {
    guard case .tokenReward = contents.role, contents.unit == nil else { return nil }
    return
      "the reward model's folder is of an earlier version, which kept neither scale nor shift: rewards "
      + "are in the network's own units, and those of the run were a multiple of them plus a constant"
  }
}
