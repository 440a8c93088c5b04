import Randomness
import Testing

@testable import Networks

/// Steps of the hidden matrices, against what orthogonal factors are.
@Suite struct MuonTests {
  private func noise(_ count: Int) -> [Float] {
    var stream = RandomStream(seed: 5)
    return (0..<count).map { _ in Float(stream.uniform() - 0.5) }
  }

  /// XᵀX of what comes out has a diagonal near 1 and little beside it, whichever side is shorter.
  @Test(arguments: [(16, 16), (12, 40), (40, 12)])
  func singularValuesAreNearOne(rows: Int, columns: Int) {
    var x = noise(rows * columns)
    let norm = x.reduce(0) { $0 + $1 * $1 }.squareRoot()
    for place in x.indices { x[place] /= norm }
    Muon.orthogonalize(&x, rows: rows, columns: columns)
    // The squares of all singular values sum to the squared norm: between 0.7² and 1.2² each.
    let squares = x.reduce(0) { $0 + $1 * $1 } / Float(min(rows, columns))
    #expect(squares > 0.45 && squares < 1.5)
    // A matrix that is orthogonal already keeps its directions: U Vᵀ of the identity is diagonal.
    var identity = [Float](repeating: 0, count: rows * columns)
    for place in 0..<min(rows, columns) {
      identity[place * columns + place] = 1 / Float(min(rows, columns)).squareRoot()
    }
    Muon.orthogonalize(&identity, rows: rows, columns: columns)
    for row in 0..<rows {
      for column in 0..<columns {
        let value = identity[row * columns + column]
        if row == column { #expect(value > 0.65 && value < 1.25) } else { #expect(value == 0) }
      }
    }
  }

  /// The length of the gradient does not matter, only its direction; tables and heads are left alone.
  @Test func aStepDoesNotDependOnTheGradientsScale() {
    let shape = DecoderShape(
      vocabularyCount: 7, contextLength: 8, width: 8, layerCount: 1, headCount: 2)
    let model = Decoder<Float>(shape: shape, using: RandomStream(seed: 1))
    let gradient = noise(model.parameterCount)
    func moved(by scale: Float) -> [Float] {
      var muon = Muon(Muon.matrices(of: model.parameterGroups))
      var parameters = model.parameters
      muon.step(
        &parameters, gradient: gradient.map { $0 * scale }, learningRate: 0.1, weightDecay: 0)
      return parameters
    }
    let (one, hundred) = (moved(by: 1), moved(by: 100))
    for group in model.parameterGroups {
      let change = group.range.map { abs(one[$0] - model.parameters[$0]) }.reduce(0, +)
      #expect((change > 0) == Muon.moves(group), "\(group.name)")
      for place in group.range { #expect(abs(one[place] - hundred[place]) < 1e-4) }
    }
  }
}
