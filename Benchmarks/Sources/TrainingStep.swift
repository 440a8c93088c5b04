import Networks
import Randomness

/// One training step of the small GPT-2 decoder: 2 layers, width 64, 4 heads, vocabulary 128,
/// context 32, batch 64, next-token prediction of every token.
struct TrainingStep {
  var model = Decoder<Float>(
    shape: DecoderShape(vocabularyCount: 128, contextLength: 32), using: RandomStream(seed: 1))
  let workspace = Workspace()
  var gradient: [Float]
  let batch: SequenceBatch

  init() {
    gradient = Array(repeating: 0, count: model.parameterCount)
    var stream = RandomStream(seed: 2)
    var batch = SequenceBatch()
    for _ in 0..<64 {
      // 32 inputs and as many targets, as the peers have: the last input predicts a 33rd token, for
      // which the first stands in.
      let tokens = (0..<32).map { _ in Int32(stream.uniform(below: 128)) }
      batch.append(predicting: tokens)
    }
    self.batch = batch
  }

  mutating func run() {
    let count = Float(batch.readCount)
    gradient.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    model.accumulateGradient(
      for: batch, heads: [.language], groupSize: 1, into: &gradient, workspace: workspace
    ) { _, sequences, gradients in
      for sequence in sequences {
        for read in batch.readRange(of: sequence) { gradients.logProbabilities[read] = -1 / count }
      }
    }
  }
}
