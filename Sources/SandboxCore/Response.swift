/// Who wrote a token. Losses and advantages touch only the agent's.
public enum Author: UInt8, Sendable, Hashable, Codable {
  /// The prompt: given.
  case prompt
  /// The policy that acts.
  case agent
  /// The world: an opponent's move.
  case environment
}

/// How an episode came to its end. Reaching the length limit is not an outcome of the task.
public enum Ending: UInt8, Sendable, Hashable, Codable {
  /// The rules ended it, or the agent did by its end token.
  case terminated
  /// The length limit cut it off.
  case truncated
}

/// A prompt and what was written after it: all that a learner may see of an episode.
///
/// The gold reward is absent on purpose; see ``Episode``.
public struct Response: Sendable, Hashable, Codable {
  /// What it answers.
  public var prompt: Prompt
  /// The tokens after the prompt, the agent's and the environment's, the end token included.
  public var continuation: [Token]
  /// Who wrote each token of `continuation`.
  public var authors: [Author]
  /// Whether it ended by itself.
  public var ending: Ending

  /// Describes a finished response; `authors` is as long as `continuation`.
  public init(prompt: Prompt, continuation: [Token], authors: [Author], ending: Ending) {
    precondition(
      continuation.count == authors.count,
      "\(continuation.count) tokens have \(authors.count) authors")
    self.prompt = prompt
    self.continuation = continuation
    self.authors = authors
    self.ending = ending
  }

  /// A response that the agent wrote alone, as in a text world.
  public init(prompt: Prompt, written continuation: [Token], ending: Ending) {
    self.init(
      prompt: prompt, continuation: continuation,
      authors: Array(repeating: .agent, count: continuation.count), ending: ending)
  }

  /// Prompt and continuation as one sequence, the way a model reads it.
  public var sequence: [Token] { prompt.tokens + continuation }

  /// How many tokens the agent wrote, its end token included.
  public var agentTokenCount: Int { authors.count { $0 == .agent } }
}

extension Response {
  /// A name that tells it from all other responses of its world: the number of its prompt, and 16 digits for its
  /// words.
  public var identifier: String {
    let digits = String(UInt64(bitPattern: Int64(fingerprint)), radix: 16)
    return "\(prompt.id)-" + String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// A number that stands for the words of prompt and response: FNV-1a over the tokens.
  package var fingerprint: Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for token in prompt.tokens {
      hash = (hash ^ UInt64(UInt32(bitPattern: token))) &* 0x100_0000_01b3
    }
    hash = (hash ^ 0xffff_ffff_ff) &* 0x100_0000_01b3
    for token in continuation {
      hash = (hash ^ UInt64(UInt32(bitPattern: token))) &* 0x100_0000_01b3
    }
    return Int(truncatingIfNeeded: hash)
  }
}
