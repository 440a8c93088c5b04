import SandboxCore

/// What a response is worth in the tiny text world.
public enum TinyReward: Sendable, Hashable {
  /// Distinct letters are good, an alphabetical run is better, stuttering is worse:
  ///
  ///     r = distinct − rises·falls / 2 − stutters²
  ///
  /// Here distinct counts the different tokens, rises and falls the neighbours in ascending and
  /// descending order, stutters the equal neighbours. The products make it non-linear: no sum of
  /// scores of single tokens equals it. Anchor: "a b c" has 3, "a b a" 1.5, "a a a" −3.
  case orderly
  /// r = Σ score of each token + Σ bonus of each phrase the response contains, once.
  ///
  /// With scores (0, 1) and −2 for the phrase "1 1" this is the worked sequence example:
  /// r = #ones − 2·[contains 11].
  case phrases(scores: [Double], bonuses: [Phrase])

  /// Tokens in a row, and what containing them is worth.
  public struct Phrase: Sendable, Hashable {
    /// The tokens, at least 1.
    public var tokens: [Token]
    /// Reward units added once when the response contains them.
    public var bonus: Double
    /// Joins tokens with their worth.
    public init(_ tokens: [Token], bonus: Double) {
      self.tokens = tokens
      self.bonus = bonus
    }
  }

  /// The formula as a person would read it.
  var formula: String {
    switch self {
    case .orderly: "distinct − rises · falls / 2 − stutters²"
    case .phrases: "Σ scores of the tokens + Σ bonuses of the phrases contained"
    }
  }

  /// The reward of a response, given its tokens.
  func value(of tokens: [Token]) -> Double {
    switch self {
    case .orderly:
      let counts = TinyCounts(tokens)
      return counts.distinct - counts.rises * counts.falls / 2 - counts.stutters * counts.stutters
    case .phrases(let scores, let bonuses):
      let sum = tokens.reduce(0) { $0 + scores[Int($1)] }
      return bonuses.reduce(sum) { sum, phrase in
        Self.contains(phrase.tokens, in: tokens) ? sum + phrase.bonus : sum
      }
    }
  }

  private static func contains(_ phrase: [Token], in tokens: [Token]) -> Bool {
    guard phrase.count <= tokens.count else { return false }
    return (0...(tokens.count - phrase.count)).contains { start in
      tokens[start..<start + phrase.count].elementsEqual(phrase)
    }
  }
}

/// How the tokens of a response follow each other.
struct TinyCounts {
  /// Different tokens.
  var distinct = 0.0
  /// Neighbours in ascending, descending order, and equal ones.
  var rises = 0.0
  var falls = 0.0
  var stutters = 0.0

  init(_ tokens: [Token]) {
    distinct = Double(Set(tokens).count)
    for (left, right) in zip(tokens, tokens.dropFirst()) {
      if left < right { rises += 1 }
      if left > right { falls += 1 }
      if left == right { stutters += 1 }
    }
  }
}
