import Randomness
import SandboxCore

extension LinearRewardModel {
  /// Told of the losses of each kind by its prefix, the number of steps before, and the length of the slope.
  typealias Watch = (_ scores: [(prefix: String, FitScore)], _ step: Int, _ slope: Double) throws
    -> Void

  /// The weights at which the losses of some evidence and the ridge are least.
  func solution(
    of evidence: TrainingExamples, from start: [Double], watch: Watch = { _, _, _ in }
  ) throws -> [Double] {
    let labels = settings.labels
    let (pairs, scores, approvals) = (evidence.preferences, evidence.scores, evidence.approvals)
    var rows = SparseRows(columnCount: start.count)
    for pair in pairs { rows.append(columns(pair.chosen) + columns(pair.rejected, sign: -1)) }
    for piece in scores { rows.append(columns(piece.response) + [level]) }
    let threshold = scores.isEmpty ? [] : [RewardFeature(index: 1, value: -1)]
    for piece in approvals { rows.append(columns(piece.response) + [level] + threshold) }
    func loss(_ piece: some TrainingExample, _ signal: Double) -> LossValue {
      let loss = piece.loss(signal: signal, threshold: 0, labels: labels)
      return (
        piece.weight * loss.value, piece.weight * loss.derivative, piece.weight * loss.curvature
      )
    }
    let fit = ConvexFit(rows: rows, ridge: ridge) { row, signal in
      if row < pairs.count { return loss(pairs[row], signal) }
      let place = row - pairs.count
      return place < scores.count
        ? loss(scores[place], signal) : loss(approvals[place - scores.count], signal)
    }
    return try fit.minimum(from: start) { step, signals, slope in
      func score(_ pieces: [some TrainingExample], from first: Int) -> FitScore {
        var score = FitScore()
        for (place, piece) in pieces.enumerated() {
          score.add(piece, signal: signals[first + place], threshold: 0, labels: labels)
        }
        return score
      }
      let parts = [
        (Preference.prefix, score(pairs, from: 0)),
        (ScoredResponse.prefix, score(scores, from: pairs.count)),
        (ApprovedResponse.prefix, score(approvals, from: pairs.count + scores.count)),
      ]
      try watch(parts, step, slope)
    }
  }

  /// Reports accuracies of what was learnt from, and how the model does on what was not.
  func measure(
    _ training: TrainingExamples, _ heldOut: TrainingExamples, at step: Int,
    in report: inout TrainingReport
  ) throws {
    func score(_ pieces: [some TrainingExample]) -> FitScore {
      var score = FitScore()
      for (piece, signal) in zip(pieces, signals(of: pieces)) {
        score.add(piece, signal: signal, threshold: weights[1], labels: settings.labels)
      }
      return score
    }
    func note<Piece: TrainingExample>(_ pieces: [Piece]) throws {
      let score = score(pieces)
      let prefix = "held_out_" + Piece.prefix
      if let loss = score.loss {
        try report.record(prefix + "loss", at: step, loss, in: RewardLearner.phase)
      }
      if let accuracy = score.accuracy { report.record(prefix + "accuracy", at: step, accuracy) }
    }
    if let accuracy = score(training.preferences).accuracy {
      report.record("accuracy", at: step, accuracy)
    }
    if let accuracy = score(training.approvals).accuracy {
      report.record("approval_accuracy", at: step, accuracy)
    }
    try note(heldOut.preferences)
    try note(heldOut.scores)
    if let accuracy = concordance(of: heldOut.scores, rewards: signals(of: heldOut.scores)) {
      report.record("held_out_score_accuracy", at: step, accuracy)
    }
    try note(heldOut.approvals)
  }

  /// Predicts every answer by a fit to others: those before a sixteenth by nothing, up to an eighth by the first
  /// sixteenth, then up to a quarter, a half and all by all before.
  ///
  /// So every answer is predicted before it is learnt from, as ``PredictiveFit`` wants it, and all the fits together take twice
  /// as long as one.
  mutating func predict(
    _ training: TrainingExamples, using stream: RandomStream, counting fit: inout PredictiveFit
  ) throws {
    var shuffling = stream
    let deck = ExampleSampler(training)
    let order = shuffling.permutation(training.count)
    var begin = 0
    for divisor in [16, 8, 4, 2, 1] {
      let end = training.count / divisor
      count(deck.pieces(order[begin..<end]), isLearnt: true, of: training, in: &fit)
      if divisor > 1, end > begin {
        weights = try solution(of: deck.pieces(order[..<end]), from: weights)
      }
      begin = end
    }
  }

  /// Counts how well the model predicts evidence as it is now.
  func count(
    _ evidence: TrainingExamples, isLearnt: Bool, of training: TrainingExamples,
    in fit: inout PredictiveFit
  ) {
    let expected = PredictiveFit.expectedAnswers(training)
    func add<Piece: TrainingExample>(_ pieces: [Piece]) {
      fit.add(
        pieces, signals: signals(of: pieces), first: pieces.map { _ in 0 },
        expected: expected[Piece.prefix] ?? 0, isLearnt: isLearnt)
    }
    add(evidence.preferences)
    add(evidence.scores)
    add(evidence.approvals)
  }

  /// The signal of each piece: a gap, or a reward.
  private func signals<Piece: TrainingExample>(of pieces: [Piece]) -> [Double] {
    let rewards = rewards(for: pieces.flatMap(\.responses)).map(\.value)
    return pieces.indices.map {
      Piece.groupSize == 1 ? rewards[$0] : rewards[2 * $0] - rewards[2 * $0 + 1]
    }
  }

  /// The features of a response among the columns, of which level and threshold are the first.
  private func columns(_ response: Response, sign: Double = 1) -> [RewardFeature] {
    features.features(of: response).map {
      RewardFeature(index: 2 + $0.index, value: sign * $0.value)
    }
  }

  private var level: RewardFeature { RewardFeature(index: 0, value: 1) }
}
