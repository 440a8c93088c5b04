import SandboxCore

/// How surely a reward model's predictions agree with answers that it had not learnt from yet.
///
///     u_g = Σ_{i in prompt g} w_i y_i s_i,    z_k = Σ_g u_g / √(Σ_g u_g²),    z = Σ_k √G_k z_k / √(Σ_k G_k)
///     share = max(0, 1 − 1/z²) where z > 0, else 0
///
/// s_i is the model's signal for piece i before it learnt from it, and y_i the answer: μ − ½ of a preference; of
/// a score or an approval its difference from the mean of its batch, with s_i taken from its mean too. z_k is
/// the score test, for the G_k prompts of kind k, of the slope by which signals would best be multiplied, at 0
/// and with errors clustered by prompt (Liang & Zeger 1986, doi:10.1093/biomet/73.1.13). As every answer is
/// predicted before it is learnt from (Dawid 1984, doi:10.2307/2981683), z is a standard normal number where
/// answers are a coin's. The share estimates how much of the square of that slope is more than chance, with 0
/// as its least (Efron & Morris 1973, doi:10.1080/01621459.1973.10481350): 0.99 at z = 10, 0.75 at z = 2, 0 at
/// z ≤ 1.
///
/// A piece with a response that has been learnt from does not count: the pairs of one ranking know of each
/// other.
struct PredictiveFit: Sendable {
  /// The slopes of one kind of pieces, prompt by prompt.
  private struct Kind {
    var places: [Int: Int] = [:]
    var slopes: [Double] = []

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

  /// The share in 0..<1.
  var share: Double {
    guard let z, z > 1 else { return 0 }
    return 1 - 1 / (z * z)
  }

  /// Counts a batch of pieces that have been predicted by one state of the model.
  ///
  /// - Parameter isLearnt: whether they are learnt from then.
  mutating func add<Piece: TrainingExample>(_ all: [Piece], signals: [Double], isLearnt: Bool) {
    let fresh = all.indices.filter { learnt.isDisjoint(with: all[$0].responses) }
    if isLearnt { for piece in all { learnt.formUnion(piece.responses) } }
    let (pieces, signals) = (fresh.map { all[$0] }, fresh.map { signals[$0] })
    guard !pieces.isEmpty else { return }
    let weight = pieces.reduce(0) { $0 + $1.weight }
    func mean(_ value: (Int) -> Double) -> Double {
      guard Piece.groupSize == 1 else { return 0 }
      return pieces.indices.reduce(0) { $0 + pieces[$1].weight * value($1) } / weight
    }
    let (answer, signal) = (mean { pieces[$0].answer }, mean { signals[$0] })
    for index in pieces.indices {
      kinds[Piece.prefix, default: Kind()].add(
        pieces[index].weight * (pieces[index].answer - answer) * (signals[index] - signal),
        of: pieces[index].responses[0].prompt.id)
    }
  }
}
