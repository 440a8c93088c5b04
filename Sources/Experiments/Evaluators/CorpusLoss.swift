import Evaluation
import Networks
import Randomness
import SandboxCore

/// How well a model still knows what it was pre-trained on: the price of alignment.
struct CorpusLoss: Evaluator {
  let phase: ModelPhase

  private var loss: Metric {
    Metric(
      key: "corpus_loss", unit: "nats a token", range: 0...Double.infinity,
      direction: .lowerIsBetter, formula: "−E[log π(token)]",
      meaning:
        "Next-token loss of the final policy on fresh text like that of pre-training; what it rises is the alignment tax.",
      source: "Ouyang et al. 2022, arXiv:2203.02155, section 4.2"
    ).of(phase)
  }

  var metrics: [Metric] { [loss] }

  func measure(_ context: EvaluationContext<some Environment>) -> [MetricValue] {
    guard let model = context.policy(phase).languageModel else { return [] }
    var luck = context.stream.child("corpus")
    let workspace = Workspace()
    var (total, count) = (0.0, 0)
    let corpus = context.world.corpus(tokenCount: 20_000, using: &luck)
    for first in stride(from: 0, to: corpus.count, by: 64) {
      var batch = SequenceBatch()
      for text in corpus[first..<min(first + 64, corpus.count)] { batch.append(predicting: text) }
      let outputs = model.outputs(for: batch, heads: .language, workspace: workspace)
      total -= outputs.logProbabilities.reduce(0.0) { $0 + Double($1) }
      count += batch.readCount
    }
    return count == 0 ? [] : [MetricValue(loss, total / Double(count))]
  }
}
