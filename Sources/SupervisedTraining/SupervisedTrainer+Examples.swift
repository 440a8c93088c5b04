import Networks

extension SupervisedTrainer {
  /// Sequences of any kind, as the model reads them.
  struct Examples: Sendable {
    /// How many there are.
    let count: Int
    /// Those with these numbers, as a batch.
    let batch: @Sendable (ArraySlice<Int>) -> SequenceBatch

    /// Examples, each appended to the batch in its own way.
    init<Example: Sendable>(
      _ examples: [Example], batch: @escaping @Sendable ([Example]) -> SequenceBatch
    ) {
      count = examples.count
      self.batch = { numbers in batch(numbers.map { examples[$0] }) }
    }

    /// How many batches they make.
    func batchCount(size: Int) -> Int { (count + size - 1) / size }

    /// Nats a token over all of them, read in blocks so that memory stays bounded; `nil` of none.
    func meanLoss(of model: any LanguageModel, workspace: Workspace) -> Double? {
      guard count > 0 else { return nil }
      let numbers = Array(0..<count)
      var (loss, readCount) = (0.0, 0)
      for first in stride(from: 0, to: count, by: 256) {
        let batch = batch(numbers[first..<min(first + 256, count)])
        loss += model.outputs(for: batch, heads: .language, workspace: workspace).totalLoss
        readCount += batch.readCount
      }
      return loss / Double(max(1, readCount))
    }
  }
}

extension ReadOutputs {
  /// The negative log-likelihood of all reads, in nats.
  var totalLoss: Double {
    -logProbabilities.reduce(0.0) { $0 + Double($1) }
  }
}
