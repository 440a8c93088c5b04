import Networks
import Rollouts
import SandboxCore

/// Where a reward model reads a response.
public enum RewardReading: String, Sendable, Hashable, Codable, CaseIterable {
  /// Once, after the last token: r = v(s_T). Ouyang et al. 2022, arXiv:2203.02155.
  case lastToken = "last-token"
  /// At each of the agent's tokens, by both heads:
  ///
  ///     r = Σ_t [log p(a_t | s_t) + v(s_{t+1})]
  ///
  /// The likelihood by which Rafailov et al. 2024, arXiv:2404.12358, and Meng et al. 2024,
  /// arXiv:2405.14734, read a reward out of a language model, beside a value for every token. What the
  /// model knows sits where it predicts words, so that a wrong word is noticed where it stands. Before
  /// anything is learnt the reward is the likelihood: what the fine-tuned model finds natural.
  case everyToken = "every-token"

  /// The heads that are read.
  var heads: Heads { self == .lastToken ? .scalar : [.scalar, .language] }

  /// Responses as they are read.
  func batch(_ responses: some Sequence<Response>) -> SequenceBatch {
    self == .lastToken ? .wholeResponses(responses) : .everyToken(of: responses)
  }

  /// The reward of one sequence of a batch, neither scaled nor shifted.
  func reward(of sequence: Int, in outputs: ReadOutputs, _ batch: SequenceBatch) -> Double {
    let reads = batch.readRange(of: sequence)
    guard self == .everyToken else { return Double(outputs.values[reads.upperBound - 1]) }
    return tokenRewards(of: sequence, in: outputs, batch).reduce(0, +)
  }

  /// The rewards of neighbouring sequences of a batch.
  func rewards(
    of sequences: Range<Int>, in outputs: ReadOutputs, _ batch: SequenceBatch
  ) -> [Double] {
    sequences.map { reward(of: $0, in: outputs, batch) }
  }

  /// What each of the agent's tokens adds to the reward, in order; their sum is the reward.
  func tokenRewards(
    of sequence: Int, in outputs: ReadOutputs, _ batch: SequenceBatch
  ) -> [Double] {
    batch.readRange(of: sequence).dropLast().map { read in
      Double(outputs.logProbabilities[read]) + Double(outputs.values[read + 1])
    }
  }

  /// Hands the derivative of a loss by the reward of one sequence on to its reads.
  func spread(
    _ slope: Double, over sequence: Int, of batch: SequenceBatch,
    into gradients: inout ReadGradients
  ) {
    let reads = batch.readRange(of: sequence)
    guard self == .everyToken else {
      gradients.values[reads.lowerBound] = Float(slope)
      return
    }
    for read in reads.dropLast() {
      gradients.logProbabilities[read] = Float(slope)
      gradients.values[read + 1] = Float(slope)
    }
  }
}
