import Networks
import Randomness

/// Training steps of a GPT-2: gradient of the next-token loss on 2,048 predictions, and AdamW.
struct TrainingStep {
  static let tokenCount = 2048

  var shape: DecoderShape
  var stepCount: Int

  /// 2 layers, width 64, 4 heads, vocabulary 128; 64 sequences of 32.
  static func workload() -> Workload {
    Self(shape: DecoderShape(vocabularyCount: 128, contextLength: 32), stepCount: 20)
      .workload("train_step")
  }

  /// 4 layers, width 128, 4 heads, vocabulary 512; 32 sequences of 64.
  static func deep() -> Workload {
    let shape = DecoderShape(vocabularyCount: 512, contextLength: 64, width: 128, layerCount: 4)
    return Self(shape: shape, stepCount: 10).workload("train_step_deep")
  }

  /// The first with the vocabulary of GPT-2.
  static func vast() -> Workload {
    Self(shape: DecoderShape(vocabularyCount: 50_257, contextLength: 32), stepCount: 3)
      .workload("train_step_vast")
  }

  private struct State {
    var model: Decoder<Float>
    var gradient: [Float]
    var optimizer: AdamW
    let batches: [SequenceBatch]
    let workspace = Workspace()
  }

  private func workload(_ name: String) -> Workload {
    var made: State?
    return Workload(name: name, unit: "tokens", count: stepCount * Self.tokenCount) {
      var state = made ?? begin()
      made = nil
      let share = 1 / Float(Self.tokenCount)
      for step in 0..<stepCount {
        let batch = state.batches[step % state.batches.count]
        state.gradient.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
        state.model.accumulateGradient(
          for: batch, heads: .language, groupSize: 1, into: &state.gradient,
          workspace: state.workspace
        ) { _, sequences, gradients in
          for sequence in sequences {
            for read in batch.readRange(of: sequence) { gradients.logProbabilities[read] = -share }
          }
        }
        _ = state.optimizer.step(
          &state.model.parameters, gradient: state.gradient, learningRate: 1e-3)
      }
      made = state
    }
  }

  private func begin() -> State {
    let model = Decoder<Float>(shape: shape, using: RandomStream(seed: 1))
    var settings = AdamW.Settings()
    settings.weightDecay = 0.01
    settings.maxGradNorm = nil
    return State(
      model: model, gradient: [Float](repeating: 0, count: model.parameterCount),
      optimizer: AdamW(settings, groups: model.parameterGroups), batches: (0..<8).map(batch))
  }

  /// Sequences of a token more than the context of random tokens: all but the last are read, all but the first
  /// predicted.
  private func batch(_ index: Int) -> SequenceBatch {
    var stream = RandomStream(seed: 2).child(index)
    var batch = SequenceBatch()
    for _ in 0..<Self.tokenCount / shape.contextLength {
      batch.append(
        predicting: (0...shape.contextLength).map { _ in
          Int32(stream.uniform(below: shape.vocabularyCount))
        })
    }
    return batch
  }
}
