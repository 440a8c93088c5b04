import Testing

@testable import Statistics

@Suite struct InteractionFitTests {
  /// y = 1 + 2x₁ − 3x₂ + 0.5x₁x₂ on a grid of unequal steps.
  @Test func aTwistIsFoundExactly() throws {
    var points: [(Double, Double)] = []
    for a in [0.0, 1, 5] { for b in [10.0, 20, 50, 100] { points.append((a, b)) } }
    let values = points.map { 1 + 2 * $0.0 - 3 * $0.1 + 0.5 * $0.0 * $0.1 }
    let fit = try #require(InteractionFit(points, values))
    #expect(abs(fit.interaction - 0.5) < 1e-10)
  }

  /// In a 2 x 2 it is the difference of differences.
  @Test func inATwoByTwoItIsTheDifferenceOfDifferences() throws {
    let fit = try #require(
      InteractionFit([(0, 0), (0, 2), (4, 0), (4, 2)], [1, 2, 4, 13]))
    #expect(abs(fit.interaction - (13 - 4 - 2 + 1) / 8) < 1e-12)
  }

  @Test(arguments: [
    [(0.0, 0.0), (1, 0), (0, 1)], [(0, 0), (1, 1), (2, 2), (3, 3)],
    [(0, 0), (0, 1), (0, 2), (0, 3)],
    [(0, 0), (1, 0), (2, 0), (0, 1), (0, 2)],
  ])
  func whatCannotBeToldApartIsNotTold(points: [(Double, Double)]) {
    #expect(!InteractionFit.canTell(points))
  }
}
