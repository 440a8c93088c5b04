import Foundation
import Networks
import SandboxCore

extension ModelJudge {
  /// s of each response, in nats a token; 0 where the agent wrote nothing.
  func meanLogProbabilities(of responses: [Response]) -> [Double] {
    let told = meanLogProbabilities(of: responses, principle: method.principle)
    guard method.isContrasted else { return told }
    return zip(told, meanLogProbabilities(of: responses, principle: [])).map { $0 - $1 }
  }

  private func meanLogProbabilities(of responses: [Response], principle: [Token]) -> [Double] {
    let workspace = Workspace()
    var means: [Double] = []
    means.reserveCapacity(responses.count)
    let blockSize = 64  // Bounds the memory: a block's activations fit a core's cache.
    for first in stride(from: 0, to: responses.count, by: blockSize) {
      var batch = SequenceBatch()
      for response in responses[first..<min(first + blockSize, responses.count)] {
        batch.append(agentTokensOf: response, after: principle)
      }
      let outputs = model.outputs(for: batch, heads: .language, workspace: workspace)
      for sequence in 0..<batch.sequenceCount {
        let reads = batch.readRange(of: sequence)
        let sum = reads.reduce(0.0) { $0 + Double(outputs.logProbabilities[$1]) }
        means.append(reads.isEmpty ? 0 : sum / Double(reads.count))
      }
    }
    return means
  }

  /// What averaging over both orders leaves of a leaning towards the first, in nats.
  ///
  ///     logit(½[σ(x + b) + σ(x − b)]) − x = log((eˣ + c) / (1 + c·eˣ)),   c = cosh b
  ///
  /// Never towards either place, only towards even odds: 0 at x = 0 and at b = 0, and odd in x.
  ///
  /// - Parameters:
  ///   - leaning: x, in nats.
  ///   - bias: b, in nats.
  static func averagedBias(_ leaning: Double, _ bias: Double) -> Double {
    let (e, c) = (exp(-abs(leaning)), cosh(bias))
    let towardsEven = log((e + c) / (1 + c * e))
    return leaning > 0 ? -towardsEven : towardsEven
  }
}

extension SequenceBatch {
  /// A response as a model reads it that is told a principle first: the agent's tokens are
  /// predicted.
  fileprivate mutating func append(agentTokensOf response: Response, after principle: [Token]) {
    let prompt = response.prompt.tokens
    let head = prompt.prefix(1) + principle + prompt.dropFirst()
    append(predicting: Array(head) + response.continuation) { index in
      index >= head.count && response.authors[index - head.count] == .agent
    }
  }
}
