import Foundation
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
    var sheet = Sheet(rows: SparseRows(columnCount: start.count), labels: settings.labels)
    for pair in evidence.preferences {
      let gap = columns(pair.chosen) + columns(pair.rejected, sign: -1)
      sheet.append(
        pair,
        settings.labels.ties == .davidson ? [gap, [RewardFeature(index: 2, value: 1)]] : [gap]
      )
    }
    for piece in evidence.scores { sheet.append(piece, [columns(piece.response) + [level]]) }
    let threshold = evidence.scores.isEmpty ? [] : [RewardFeature(index: 1, value: -1)]
    for piece in evidence.approvals {
      sheet.append(piece, [columns(piece.response) + [level] + threshold])
    }
    for piece in evidence.rankings { sheet.append(piece, piece.responses.map { columns($0) }) }
    let fit = ConvexFit(rows: sheet.rows, blocks: sheet.blocks, ridge: ridge) { block, signals in
      sheet.losses[block](signals)
    }
    return try fit.minimum(from: start) { step, signals, slope in
      try watch(sheet.scores(signals), step, slope)
    }
  }

  /// Evidence as rows of a linear fit, piece after piece.
  private struct Sheet {
    var rows: SparseRows
    let labels: LabelAssumptions
    var blocks: [Range<Int>] = []
    /// The weighted loss of each piece at the signals of its rows.
    var losses: [(_ signals: [Double]) -> BlockLoss] = []
    /// How far the signals of each piece agree with it.
    private var agreements: [(_ signals: [Double]) -> Double?] = []
    /// The kind and the weight of each piece.
    private var kinds: [(prefix: String, weight: Double)] = []

    init(rows: SparseRows, labels: LabelAssumptions) {
      self.rows = rows
      self.labels = labels
    }

    /// Adds a piece whose first row is its signal; the second, where there is one, is log ν.
    mutating func append(_ piece: some TrainingExample, _ own: [[RewardFeature]]) {
      let labels = labels
      append(piece, own) { signals in
        if let pair = piece as? Preference, signals.count == 2 {
          let scale = pair.sharpness
          let assumed = {
            var assumed = labels
            assumed.logTie = signals[1]
            return assumed
          }()
          let loss = pair.davidson(scale * signals[0], assumed)
          let cross = scale * loss.crossCurvature
          return BlockLoss(
            value: loss.value, slopes: [scale * loss.slope, loss.tieSlope],
            curvatures: [scale * scale * loss.curvature, cross, cross, loss.tieCurvature])
        }
        return BlockLoss(piece.loss(signal: signals[0], threshold: 0, labels: labels))
      } agreement: {
        piece.agreement(signal: $0[0], threshold: 0)
      }
    }

    /// Adds a ranking, with a row for each response.
    mutating func append(_ piece: RankedResponses, _ own: [[RewardFeature]]) {
      let labels = labels
      append(piece, own) {
        piece.loss(rewards: $0, threshold: 0, labels: labels)
      } agreement: {
        piece.agreement(rewards: $0, threshold: 0)
      }
    }

    private mutating func append<Piece: RewardPiece>(
      _ piece: Piece, _ own: [[RewardFeature]], loss: @escaping ([Double]) -> BlockLoss,
      agreement: @escaping ([Double]) -> Double?
    ) {
      blocks.append(rows.count..<rows.count + own.count)
      for row in own { rows.append(row) }
      losses.append { loss($0).times(piece.weight) }
      agreements.append(agreement)
      kinds.append((Piece.prefix, piece.weight))
    }

    /// How signals do on each kind of pieces.
    func scores(_ signals: [Double]) -> [(prefix: String, FitScore)] {
      var scores: [(prefix: String, FitScore)] = []
      for (piece, range) in blocks.enumerated() {
        let (prefix, weight) = kinds[piece]
        if scores.last?.prefix != prefix { scores.append((prefix, FitScore())) }
        let own = Array(signals[range])
        scores[scores.count - 1].1.add(
          weight: weight, loss: losses[piece](own).value / weight,
          agreement: agreements[piece](own))
      }
      return scores
    }
  }

  /// Reports accuracies of what was learnt from, and how the model does on what was not.
  func measure(
    _ training: TrainingExamples, _ heldOut: TrainingExamples, at step: Int,
    in report: inout TrainingReport
  ) throws {
    let labels = fittedLabels
    func score(_ pieces: [some RewardPiece]) -> FitScore {
      var score = FitScore()
      for (piece, rewards) in zip(pieces, rewards(of: pieces)) {
        score.add(piece, rewards: rewards, threshold: weights[1], labels: labels)
      }
      return score
    }
    func note<Piece: RewardPiece>(_ pieces: [Piece]) throws {
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
    if let accuracy = score(training.rankings).accuracy {
      report.record("ranking_accuracy", at: step, accuracy)
    }
    if labels.ties == .davidson { report.record("tie_parameter", at: step, exp(labels.logTie)) }
    try note(heldOut.preferences)
    try note(heldOut.scores)
    if let accuracy = concordance(
      of: heldOut.scores, rewards: rewards(of: heldOut.scores).map { $0[0] })
    {
      report.record("held_out_score_accuracy", at: step, accuracy)
    }
    try note(heldOut.approvals)
    try note(heldOut.rankings)
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
    func add<Piece: RewardPiece>(_ pieces: [Piece]) {
      Piece.count(
        pieces, rewards: rewards(of: pieces), first: pieces.map { $0.responses.map { _ in 0 } },
        expected: expected[Piece.prefix] ?? 0, isLearnt: isLearnt, in: &fit)
    }
    add(evidence.preferences)
    add(evidence.scores)
    add(evidence.approvals)
    add(evidence.rankings)
  }

  /// The rewards of each piece's responses.
  private func rewards(of pieces: [some RewardPiece]) -> [[Double]] {
    let all = rewards(for: pieces.flatMap(\.responses)).map(\.value)
    var begin = 0
    return pieces.map { piece in
      defer { begin += piece.responses.count }
      return Array(all[begin..<begin + piece.responses.count])
    }
  }

  /// The features of a response among the columns, of which level, threshold and log ν are the first.
  private func columns(_ response: Response, sign: Double = 1) -> [RewardFeature] {
    features.features(of: response).map {
      RewardFeature(index: 3 + $0.index, value: sign * $0.value)
    }
  }

  private var level: RewardFeature { RewardFeature(index: 0, value: 1) }
}
