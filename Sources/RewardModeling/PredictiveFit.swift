import SandboxCore

/// How surely a reward model predicts answers that it had not learnt from yet.
///
///     u_g = Σ_{i in prompt g} w_i y_i s_i,    z_k = Σ_g u_g / √(Σ_g u_g²),    z = Σ_k √G_k z_k / √(Σ_k G_k)
///     share = 1 − 2/z² where z > √2, else 0, of the larger of two z
///
/// y_i is answer i less what is expected of it: ½ for a preference's μ, the mean of all for a score or an
/// approval. s_i is the signal of the model before it learnt from piece i, for a score or an approval less the mean
/// of earlier signals. z_k is the score test, over the G_k prompts of kind k, of the slope by which signals
/// would best be multiplied, at 0 and with errors clustered by prompt (Liang & Zeger 1986,
/// doi:10.1093/biomet/73.1.13). As every answer is predicted before it is learnt from (Dawid 1984,
/// doi:10.2307/2981683), z is a standard normal number where answers are a coin's.
///
/// There are two z: of whole signals, and of what was learnt alone, signals less those of the model as it
/// began. A model may begin with an opinion of its own. Answers that confirm it make the first large; answers
/// against it, once they are learnt, the second. The share estimates how much of the square of z is more than
/// chance, with 0 as its least (Efron & Morris 1973, doi:10.1080/01621459.1973.10481350; 2 for two tests):
/// 0.98 at z = 10, 0.5 at z = 2. Of coins 16 in 100 have a share above 0.
///
/// A piece with a response that has been learnt from does not count: the pairs of one ranking know of each
/// other.
struct PredictiveFit: Sendable {
  /// Two numbers of the same kind: of whole signals, and of what was learnt.
  private typealias Two = SIMD2<Double>

  /// The slopes of one kind of pieces, prompt by prompt.
  private struct Kind {
    var places: [Int: Int] = [:]
    var slopes: [Two] = []
    /// The sum of earlier signals, by the pieces' weights, and of these.
    var sum = Two.zero
    var weight = 0.0

    mutating func add(_ slope: Two, of prompt: Int) {
      if let place = places[prompt] {
        slopes[place] += slope
      } else {
        places[prompt] = slopes.count
        slopes.append(slope)
      }
    }
  }

  private var kinds: [String: Kind] = [:]
  private var learnt: Set<Response> = []

  /// z of whole signals and of what was learnt; `nil` before anything was predicted.
  var z: (whole: Double, learnt: Double)? {
    var (sum, promptCount) = (Two.zero, 0.0)
    for (_, kind) in kinds.sorted(by: { $0.key < $1.key }) {
      let squares = kind.slopes.reduce(Two.zero) { $0 + $1 * $1 }
      let count = Double(kind.slopes.count)
      promptCount += count
      let part = kind.slopes.reduce(Two.zero, +) * (Two(repeating: count) / squares).squareRoot()
      sum += part.replacing(with: 0, where: squares .== 0)
    }
    guard promptCount > 0 else { return nil }
    return (sum[0] / promptCount.squareRoot(), sum[1] / promptCount.squareRoot())
  }

  /// The share in 0..<1.
  var share: Double {
    let z = z.map { max($0.whole, $0.learnt, 0) } ?? 0
    return z * z > 2 ? 1 - 2 / (z * z) : 0
  }

  /// The mean answer of each kind of single responses, by its prefix; of preferences none, as either may
  /// stand first.
  static func expectedAnswers(_ evidence: TrainingExamples) -> [String: Double] {
    func mean<Piece: TrainingExample>(_ pieces: [Piece]) -> (String, Double) {
      let weight = pieces.reduce(0) { $0 + $1.weight }
      let sum = pieces.reduce(0) { $0 + $1.weight * $1.answer }
      return (Piece.prefix, weight > 0 ? sum / weight : 0)
    }
    return Dictionary(uniqueKeysWithValues: [mean(evidence.scores), mean(evidence.approvals)])
  }

  /// Counts a batch of pieces that have been predicted by one state of the model.
  ///
  /// - Parameters:
  ///   - first: the signals of the model as it began.
  ///   - expected: the mean answer of this kind; of preferences 0.
  ///   - isLearnt: whether they are learnt from then.
  mutating func add<Piece: TrainingExample>(
    _ pieces: [Piece], signals: [Double], first: [Double], expected: Double, isLearnt: Bool
  ) {
    var kind = kinds[Piece.prefix] ?? Kind()
    let usual = Piece.groupSize == 1 && kind.weight > 0 ? kind.sum / kind.weight : Two.zero
    for (index, piece) in pieces.enumerated() where learnt.isDisjoint(with: piece.responses) {
      let own = Two(signals[index], signals[index] - first[index])
      kind.add(
        piece.weight * (piece.answer - expected) * (own - usual), of: piece.responses[0].prompt.id)
      kind.sum += piece.weight * own
      kind.weight += piece.weight
    }
    kinds[Piece.prefix] = kind
    if isLearnt { for piece in pieces { learnt.formUnion(piece.responses) } }
  }
}
