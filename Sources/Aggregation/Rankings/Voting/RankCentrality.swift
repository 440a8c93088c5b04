import Foundation
import Randomness

/// Rank centrality: where a walk spends its time that always moves towards winners.
///
///     M_ij = a_ij / d for j ≠ i,   πM = π,   score_i = log π_i
///
/// a_ij is the share of points of j against i, d the largest number of opponents. Negahban, Oh &
/// Shah 2017, doi:10.1287/opre.2016.1534, eq. 1. Assumes Bradley-Terry's odds, whose strengths it
/// finds in the limit of many comparisons; a tie counts as half a win. Needs every item to score,
/// over some chain, against every other; `separation` says what happens otherwise.
public struct RankCentrality: RankingMethod, Hashable, Codable {
  /// What to do where the walk gets stuck. With a ridge ε it restarts anywhere with probability ε
  /// at each step.
  public var separation: SeparationPolicy
  /// Stops when no share changes by more than this part of itself, > 0.
  public var tolerance: Double
  /// Gives up after so many steps of the walk.
  public var iterationLimit: Int

  /// Describes a walk; the parameters are the properties of the same names.
  public init(
    separation: SeparationPolicy = .fail, tolerance: Double = 1e-13, iterationLimit: Int = 100_000
  ) {
    self.separation = separation
    self.tolerance = tolerance
    self.iterationLimit = iterationLimit
  }

  /// Up to so many items the stationary distribution is found by elimination.
  static let eliminationLimit = 300

  /// `rank-centrality`.
  public var name: String { "rank-centrality" }
  /// Bradley-Terry's odds.
  public var assumptions: String {
    "The odds are those of Bradley-Terry, and each pair that met did so about equally often; a tie "
      + "is half a win to either."
  }
  /// Nothing but the comparisons.
  public var needs: RankingNeeds { [] }

  /// log π in nats, with mean 0.
  public func rate(
    _ comparisons: Comparisons, using stream: RandomStream
  ) throws(RatingError) -> ItemRatings {
    try comparisons.requireRows()
    let table = PairTable(comparisons)
    var restart = 0.0
    var notes = comparisons.halfTieNotes
    if let weak = table.itemsThatNeverScore() {
      guard case .ridge(let probability) = separation else { throw .neverScoring(items: weak) }
      restart = min(probability, 1)
      notes.append(
        "regularised: the walk restarts with probability \(restart), because \(weak.count) of "
          + "\(table.itemCount) items never scored against the rest")
    }
    let shares: [Double]
    var steps: Int?
    if table.itemCount <= Self.eliminationLimit {
      shares = eliminated(table, restart: restart)
    } else {
      (shares, steps) = try walked(table, restart: restart)
    }
    let logs = shares.map { log($0) }
    let mean = logs.reduce(0, +) / Double(logs.count)
    return ItemRatings(
      scores: logs.map { $0 - mean }, unit: "nats", iterations: steps, notes: notes)
  }

  private func degree(_ table: PairTable) -> Double {
    var opponents = [Int](repeating: 0, count: table.itemCount)
    for row in 0..<table.count {
      opponents[Int(table.first[row])] += 1
      opponents[Int(table.second[row])] += 1
    }
    return Double(opponents.max() ?? 1)
  }

  /// By the elimination of Grassmann, Taksar & Heyman 1985, doi:10.1287/opre.33.5.1107, which
  /// subtracts nothing and so loses no digits.
  private func eliminated(_ table: PairTable, restart: Double) -> [Double] {
    let n = table.itemCount
    let degree = degree(table)
    var moves = [Double](repeating: restart / Double(n), count: n * n)
    for row in 0..<table.count {
      let (i, j) = (Int(table.first[row]), Int(table.second[row]))
      let share = table.pointsOfFirst(row) / table.weight(row)
      moves[i * n + j] += (1 - restart) * (1 - share) / degree
      moves[j * n + i] += (1 - restart) * share / degree
    }
    for last in stride(from: n - 1, to: 0, by: -1) {
      let leaving = (0..<last).reduce(0) { $0 + moves[last * n + $1] }
      for i in 0..<last {
        moves[i * n + last] /= leaving
        let through = moves[i * n + last]
        guard through > 0 else { continue }
        for j in 0..<last { moves[i * n + j] += through * moves[last * n + j] }
      }
    }
    var shares = [Double](repeating: 1, count: n)
    for item in 1..<n {
      shares[item] = (0..<item).reduce(0) { $0 + shares[$1] * moves[$1 * n + item] }
    }
    let sum = shares.reduce(0, +)
    return shares.map { $0 / sum }
  }

  /// By walking until the shares rest.
  private func walked(
    _ table: PairTable, restart: Double
  ) throws(RatingError) -> ([Double], Int) {
    let n = table.itemCount
    let degree = degree(table)
    let rates = (0..<table.count).map { table.pointsOfFirst($0) / table.weight($0) / degree }
    var shares = [Double](repeating: 1 / Double(n), count: n)
    var change = Double.infinity
    for step in 1...iterationLimit {
      var next = shares
      for row in 0..<table.count {
        let (i, j) = (Int(table.first[row]), Int(table.second[row]))
        let flow = shares[j] * rates[row] - shares[i] * (1 / degree - rates[row])
        next[i] += flow
        next[j] -= flow
      }
      if restart > 0 { next = next.map { (1 - restart) * $0 + restart / Double(n) } }
      change = zip(next, shares).reduce(0) { max($0, abs($1.0 - $1.1) / $1.1) }
      shares = next
      if change < tolerance { return (shares, step) }
    }
    throw .notConverged(change: change, iterations: iterationLimit)
  }
}
