import Networks
import SandboxCore

extension SequenceBatch {
  /// The agent's tokens of these responses as reads: what a policy loss is made of.
  public static func agentTokens(of responses: [Response]) -> SequenceBatch {
    var batch = SequenceBatch()
    for response in responses { batch.append(agentTokensOf: response, legal: nil) }
    return batch
  }

  /// The agent's tokens of these rollouts as reads, under the masks that were in force.
  public static func agentTokens(of rollouts: some Sequence<Rollout>) -> SequenceBatch {
    var batch = SequenceBatch(sharesPrefixes: true)
    for rollout in rollouts {
      let legal = rollout.legalTokens.isEmpty ? nil : rollout.legalTokens
      batch.append(agentTokensOf: rollout.response, legal: legal)
    }
    return batch
  }

  /// One read after the last token of each response: what a reward model reads.
  public static func wholeResponses(_ responses: some Sequence<Response>) -> SequenceBatch {
    var batch = SequenceBatch(sharesPrefixes: true)
    for response in responses { batch.append(scoring: response.sequence) }
    return batch
  }

  /// A read before each of the agent's tokens, and one after the last token of all.
  ///
  /// - Parameter words: asked for after the last token, too, before its other read.
  public static func everyToken(
    of responses: some Sequence<Response>, then words: [Token] = []
  ) -> SequenceBatch {
    var batch = SequenceBatch(sharesPrefixes: true)
    for response in responses {
      let promptLength = response.prompt.tokens.count
      batch.append(scoringEach: response.sequence, then: words) { index in
        index >= promptLength && response.authors[index - promptLength] == .agent
      }
    }
    return batch
  }

  /// Some words after the last token of each response, and one read there that asks for no word.
  public static func lastToken(
    of responses: some Sequence<Response>, then words: [Token]
  ) -> SequenceBatch {
    var batch = SequenceBatch(sharesPrefixes: true)
    for response in responses {
      batch.append(scoringEach: response.sequence, then: words) { _ in false }
    }
    return batch
  }

  private mutating func append(agentTokensOf response: Response, legal: [[UInt64]]?) {
    let promptLength = response.prompt.tokens.count
    append(predicting: response.sequence, legal: legal) { index in
      index >= promptLength && response.authors[index - promptLength] == .agent
    }
  }
}
