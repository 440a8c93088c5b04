import SandboxCore

/// One episode as the policy lived it: what it wrote, and what it thought while writing.
public struct Rollout: Sendable {
  /// What was written, by whom.
  public var response: Response
  /// log π(action | state) of each of the agent's tokens, in nats, at the sampling temperature.
  public var logProbabilities: [Float]
  /// V(state) before each of the agent's tokens: the scalar head.
  public var values: [Float]
  /// Bit masks of the legal tokens at each of the agent's tokens; empty when everything was legal.
  public var legalTokens: [[UInt64]]

  /// Describes a rollout; the arrays have one entry for each of the agent's tokens.
  public init(
    response: Response, logProbabilities: [Float], values: [Float], legalTokens: [[UInt64]]
  ) {
    self.response = response
    self.logProbabilities = logProbabilities
    self.values = values
    self.legalTokens = legalTokens
  }
}
