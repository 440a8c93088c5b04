extension PairTable {
  /// How many comparisons a row stands for.
  func weight(_ row: Int) -> Double { wins[row] + losses[row] + (ties.isEmpty ? 0 : ties[row]) }

  /// What the first got out of a row, ties as half a point.
  func pointsOfFirst(_ row: Int) -> Double { wins[row] + (ties.isEmpty ? 0 : ties[row] / 2) }

  /// Whether anything but ties counts.
  var hasDecisions: Bool { wins.contains { $0 > 0 } || losses.contains { $0 > 0 } }

  /// The same rows, each tie as half a win and half a loss.
  func withHalvedTies() -> PairTable {
    guard !ties.isEmpty else { return self }
    return mapped { ($0 + $2 / 2, $1 + $2 / 2) }
  }
}
