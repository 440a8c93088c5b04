import Networks
import PlainText

extension ExportRecord {
  /// Adds to preferences what a model says to their responses, in the columns in which trl keeps the reference
  /// model's log-probabilities.
  ///
  ///     log π(y | x) = Σ log π(y_t | x, y_<t),   t over all tokens of the response, in nats
  ///
  /// All tokens count, as in trl: on a board the opponent's, too.
  static func addReference(_ model: any LanguageModel, to records: inout [ExportRecord]) {
    let workspace = Workspace()
    let places = records.indices.filter { records[$0].pair != nil }
    let names = ExportTable.referenceColumns("").map(\.name)
    // Blocks, so that memory stays bounded.
    for start in stride(from: 0, to: places.count, by: 128) {
      let block = places[start..<min(start + 128, places.count)]
      var batch = SequenceBatch()
      for place in block {
        guard let pair = records[place].pair else { continue }
        for tokens in [pair.chosen, pair.rejected] {
          batch.append(predicting: pair.prompt + tokens, from: pair.prompt.count)
        }
      }
      let outputs = model.outputs(for: batch, heads: .language, workspace: workspace)
      for (index, place) in block.enumerated() {
        for (side, name) in names.enumerated() {
          let reads = batch.readRange(of: 2 * index + side)
          let sum = outputs.logProbabilities[reads].reduce(0.0) { $0 + Double($1) }
          records[place].members.append(JSON.Member(name, .number(sum)))
        }
      }
    }
  }
}
