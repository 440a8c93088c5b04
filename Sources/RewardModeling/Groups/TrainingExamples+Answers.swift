import SandboxCore

// Evidence by who gave it. Where each piece is one person's answer, nothing is told apart wrongly.
extension TrainingExamples {
  /// The names of those who answered, ascending: dictionaries have no order.
  var annotators: [String] {
    var names = Set<String>()
    for pieces in [
      preferences.map(\.annotators), scores.map(\.annotators), approvals.map(\.annotators),
      rankings.map(\.annotators),
    ] {
      for piece in pieces { names.formUnion(piece) }
    }
    return names.sorted()
  }

  /// The same pieces under other weights; those without any are left out.
  ///
  /// - Parameter weight: of the one who gave a piece, ≥ 0; of several the mean counts.
  func weighted(_ weight: (_ annotator: String) -> Double) -> TrainingExamples {
    func of(_ annotators: [String]) -> Double {
      annotators.isEmpty
        ? 0 : annotators.reduce(0) { $0 + weight($1) } / Double(annotators.count)
    }
    func scaled<Piece>(
      _ pieces: [Piece], _ path: WritableKeyPath<Piece, Double>, _ annotators: (Piece) -> [String]
    ) -> [Piece] {
      pieces.compactMap { piece in
        var piece = piece
        piece[keyPath: path] *= of(annotators(piece))
        return piece[keyPath: path] > 0 ? piece : nil
      }
    }
    return TrainingExamples(
      preferences: scaled(preferences, \.weight, \.annotators),
      scores: scaled(scores, \.weight, \.annotators),
      approvals: scaled(approvals, \.weight, \.annotators),
      rankings: scaled(rankings, \.weight, \.annotators), groups: groups)
  }

  /// The sum of losses of everybody's pieces under a reward, without weights, and how many pieces they are.
  ///
  /// - Parameter rewards: a reward of each response that is asked about.
  func losses(
    by rewards: (_ responses: [Response]) -> [Double], labels: LabelAssumptions
  ) -> [String: (sum: Double, count: Double)] {
    var losses: [String: (sum: Double, count: Double)] = [:]
    func add<Piece: RewardPiece>(_ pieces: [Piece], _ annotators: (Piece) -> [String]) {
      let all = rewards(pieces.flatMap(\.responses))
      var begin = 0
      for piece in pieces {
        let own = Array(all[begin..<begin + piece.responses.count])
        begin += own.count
        let loss = piece.loss(rewards: own, threshold: 0, labels: labels).value
        for name in annotators(piece) {
          losses[name, default: (0, 0)].sum += loss
          losses[name, default: (0, 0)].count += 1
        }
      }
    }
    add(preferences) { $0.annotators }
    add(scores) { $0.annotators }
    add(approvals) { $0.annotators }
    add(rankings) { $0.annotators }
    return losses
  }
}
