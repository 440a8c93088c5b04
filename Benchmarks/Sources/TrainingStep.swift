import Networks
import Randomness

/// A training step of a GPT-2 with 2 layers, width 64, 4 heads, vocabulary 128: gradient of the
/// next-token loss on 64 sequences of 32 predictions, and AdamW.
enum TrainingStep {
  static let batchSize = 64
  static let length = 32
  static let vocabularyCount = 128
  static let stepCount = 20

  static func workload() -> Workload {
    var model = Decoder<Float>(
      shape: DecoderShape(vocabularyCount: vocabularyCount, contextLength: length),
      using: RandomStream(seed: 1))
    let workspace = Workspace()
    var gradient = [Float](repeating: 0, count: model.parameterCount)
    var settings = AdamW.Settings()
    settings.weightDecay = 0.01
    settings.maxGradNorm = nil
    var optimizer = AdamW(settings, groups: model.parameterGroups)
    let batches = (0..<8).map(Self.batch)
    let share = 1 / Float(batchSize * length)
    return Workload(
      name: "train_step", unit: "tokens", count: stepCount * batchSize * length
    ) {
      for step in 0..<stepCount {
        let batch = batches[step % batches.count]
        gradient.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
        model.accumulateGradient(
          for: batch, heads: .language, groupSize: 1, into: &gradient, workspace: workspace
        ) { _, sequences, gradients in
          for sequence in sequences {
            for read in batch.readRange(of: sequence) { gradients.logProbabilities[read] = -share }
          }
        }
        _ = optimizer.step(&model.parameters, gradient: gradient, learningRate: 1e-3)
      }
    }
  }

  /// Sequences of 33 random tokens: 32 are read, and 32 predicted.
  private static func batch(_ index: Int) -> SequenceBatch {
    var stream = RandomStream(seed: 2).child(index)
    var batch = SequenceBatch()
    for _ in 0..<batchSize {
      batch.append(
        predicting: (0...length).map { _ in Int32(stream.uniform(below: vocabularyCount)) })
    }
    return batch
  }
}
