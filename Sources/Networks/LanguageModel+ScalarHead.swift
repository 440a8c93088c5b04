import Randomness

extension LanguageModel {
  /// Where the weights of the scalar head lie; `nil` in an architecture that keeps them elsewhere.
  private var scalarHead: ParameterGroup? {
    parameterGroups.first { ["score.weight", "table.values"].contains($0.name) }
  }

  /// Draws the weights of the scalar head at random, so that the scalar of a whole sequence has a standard deviation of
  /// about 1 before anything is learnt.
  ///
  ///     w ~ N(0, 1 / (d + 1)) of a decoder of width d,    u ~ N(0, 1 / T) of a table that reads T tokens
  ///
  /// A decoder's scalar is a product with d normalised numbers (Huang et al. 2024, arXiv:2403.17031, take this for reward
  /// models); a table's is a sum of the values of all contexts of the sequence.
  public mutating func drawScalarHead(using stream: RandomStream) {
    guard let head = scalarHead else { return }
    let terms = head.name == "score.weight" ? head.range.count + 1 : contextLength
    let deviation = 1 / Double(terms).squareRoot()
    var stream = stream
    for place in head.range {
      parameters[place] = Float(stream.normal(mean: 0, standardDeviation: deviation))
    }
  }
}
