import Foundation
import Randomness
import Testing

@testable import Aggregation

/// Slopes and curvatures against central differences.
@Suite struct LikelihoodSlopesTests {
  private func check(_ start: some LogLikelihood, at parameters: [Double]) {
    var likelihood = start
    let count = parameters.count
    var slope = [Double](repeating: 0, count: count)
    var (above, below) = (slope, slope)
    let h = 1e-5
    likelihood.slope(at: parameters, into: &slope)
    let matrix = likelihood.curvatureMatrix()
    let diagonal = likelihood.curvatureDiagonal()
    var columns: [[Double]] = []
    for index in 0..<count {
      var unit = [Double](repeating: 0, count: count)
      unit[index] = 1
      var product = unit
      likelihood.curvature(times: unit, into: &product)
      columns.append(product)
    }
    for index in 0..<count {
      var (up, down) = (parameters, parameters)
      up[index] += h
      down[index] -= h
      let difference = (likelihood.value(at: up) - likelihood.value(at: down)) / (2 * h)
      #expect(abs(difference - slope[index]) < 1e-6 * max(1, abs(difference)))
      likelihood.slope(at: up, into: &above)
      likelihood.slope(at: down, into: &below)
      #expect(abs(diagonal[index] - matrix[index, index]) < 1e-9)
      for other in 0..<count {
        let bend = -(above[other] - below[other]) / (2 * h)
        #expect(abs(bend - matrix[other, index]) < 1e-6 * max(1, abs(bend)))
        #expect(abs(columns[index][other] - matrix[other, index]) < 1e-9)
      }
    }
  }

  private let point = [0.3, -0.7, 0.1, 1.2, -0.9]

  @Test func ofPairs() {
    let games = planted(items: 5, count: 80, seed: 95).comparisons
    let sided = PairTable(games, keepsSides: true)
    let names = ["first"]
    check(
      PairedLikelihood<LogisticLink>(
        sided.withHalvedTies(), ridge: 0, covariateNames: names), at: point + [0.4])
    check(
      PairedLikelihood<ProbitLink>(
        PairTable(games).withHalvedTies(), ridge: 0, covariateNames: []), at: point)
    check(
      PairedLikelihood<DavidsonLink>(sided, ridge: 0, covariateNames: names),
      at: point + [0.4, -1])
    check(
      PairedLikelihood<RaoKupperLink>(sided, ridge: 0, covariateNames: names),
      at: point + [0.4, 0.3])
  }

  @Test func ofRankings() throws {
    var luck = RandomStream(seed: 96)
    var rankings = Rankings(itemCount: 5)
    for _ in 0..<20 {
      try rankings.append(
        Array(luck.permutation(5).prefix(2 + luck.uniform(below: 4))), weight: luck.uniform())
    }
    check(PlackettLuceLikelihood(rankings, ridge: 0), at: point)
  }
}
