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
  /// The slopes of one kind of pieces, prompt by prompt.
  private struct Kind {
    var places: [Int: Int] = [:]
    var slopes: [Double] = []
    /// Earlier signals: their sum, by the pieces' weights, and those.
    var earlier = (sum: 0.0, weight: 0.0)

    mutating func add(_ slope: Double, of prompt: Int) {
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

  /// z; `nil` before anything was predicted.
  var z: Double? {
    let counted = kinds.sorted { $0.key < $1.key }.map(\.value.slopes)
    guard !counted.isEmpty else { return nil }
    let promptCount = counted.reduce(0) { $0 + $1.count }
    let sum = counted.reduce(0.0) { sum, slopes in
      let squares = slopes.reduce(0) { $0 + $1 * $1 }
      guard squares > 0 else { return sum }
      return sum + (Double(slopes.count) / squares).squareRoot() * slopes.reduce(0, +)
    }
    return sum / Double(promptCount).squareRoot()
  }

  /// The share in 0..<1 of two fits: of whole signals and of what was learnt.
  static func share(_ whole: PredictiveFit, _ learnt: PredictiveFit) -> Double {
    let z = max(whole.z ?? 0, learnt.z ?? 0)
    return z * z > 2 && z > 0 ? 1 - 2 / (z * z) : 0
  }

  /// Counts a batch of pieces that have been predicted by one state of the model.
  ///
  /// - Parameters:
  ///   - expected: the mean answer of this kind; of preferences 0.
  ///   - isLearnt: whether they are learnt from then.
  mutating func add<Piece: TrainingExample>(
    _ pieces: [Piece], signals: [Double], expected: Double, isLearnt: Bool
  ) {
    var kind = kinds[Piece.prefix] ?? Kind()
    let usual =
      Piece.groupSize == 1 && kind.earlier.weight > 0 ? kind.earlier.sum / kind.earlier.weight : 0
    for (piece, signal) in zip(pieces, signals)
    where learnt.isDisjoint(with: piece.responses) {
      kind.add(
        piece.weight * (piece.answer - expected) * (signal - usual),
        of: piece.responses[0].prompt.id)
      kind.earlier.sum += piece.weight * signal
      kind.earlier.weight += piece.weight
    }
    kinds[Piece.prefix] = kind
    if isLearnt { for piece in pieces { learnt.formUnion(piece.responses) } }
  }
}
