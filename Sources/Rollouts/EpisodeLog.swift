import Networks
import Randomness
import SandboxCore

/// What is written down of an episode between its prompt and its end.
///
/// Apart from the world's state on purpose: this part is the same for every world, so it is compiled once
/// and the loop over tokens stays fast.
struct EpisodeLog {
  private let prompt: Prompt
  private let limit: Int
  /// All chance of the episode.
  var stream: RandomStream
  /// What the agent may do next; empty when the rules have ended the episode.
  var legal: ActionSet = .everything
  private var sequence: [Token]
  private var authors: [Author] = []
  private var logProbabilities: [Float] = []
  private var values: [Float] = []
  private var legalTokens: [[UInt64]] = []
  private var ending: Ending?
  /// How much of the sequence the policy has read.
  private var readCount = 0

  init(_ prompt: Prompt, limit: Int, stream: RandomStream) {
    self.prompt = prompt
    self.limit = limit
    self.stream = stream
    sequence = prompt.tokens
    sequence.reserveCapacity(prompt.tokens.count + limit)
    authors.reserveCapacity(limit)
    logProbabilities.reserveCapacity(limit)
    values.reserveCapacity(limit)
  }

  var isFinished: Bool { ending != nil }

  /// Hands over what was written since the policy last read.
  mutating func read(into tokens: inout [Token], counts: inout [Int32]) {
    tokens.append(contentsOf: sequence[readCount...])
    counts.append(Int32(sequence.count - readCount))
    readCount = sequence.count
  }

  /// Counts as read what another episode that says the same has handed over.
  mutating func skip() { readCount = sequence.count }

  /// Whether another episode, which has been read as far, has gone on by the same tokens.
  func addsTheSame(as other: EpisodeLog) -> Bool {
    sequence[readCount...].elementsEqual(other.sequence[other.readCount...])
  }

  /// Draws the agent's action and writes it down; whether it was legal.
  mutating func choose(
    from logits: UnsafePointer<Float>, value: Float, isMasked: Bool, vocabularyCount: Int,
    sampler: inout TokenSampler
  ) -> (action: Token, isLegal: Bool) {
    var mask: [UInt64] = []
    if isMasked, case .only(let tokens) = legal {
      mask = TokenSampler.mask(of: tokens, vocabularyCount: vocabularyCount)
      legalTokens.append(mask)
    }
    let (action, logProbability) = sampler.draw(
      from: logits, legal: mask, uniform: stream.uniform())
    logProbabilities.append(logProbability)
    values.append(value)
    sequence.append(action)
    authors.append(.agent)
    if case .only(let tokens) = legal, !tokens.contains(action) {
      ending = .truncated  // Only without the mask: an illegal move forfeits the episode.
      return (action, false)
    }
    return (action, true)
  }

  /// Writes down what the world replied, and whether the episode is over.
  mutating func hear(_ reply: [Token], legal: ActionSet) {
    self.legal = legal
    for token in reply {
      sequence.append(token)
      authors.append(.environment)
    }
    if case .only(let tokens) = legal, tokens.isEmpty {
      ending = .terminated
    } else if authors.count >= limit {
      ending = .truncated
    }
  }

  var rollout: Rollout {
    Rollout(
      response: Response(
        prompt: prompt, continuation: Array(sequence[prompt.tokens.count...]), authors: authors,
        ending: ending ?? .truncated),
      logProbabilities: logProbabilities, values: values, legalTokens: legalTokens)
  }
}
