extension ComparisonFile {
  /// Lets some rows count so many times as much.
  mutating func weigh(_ rows: [Int], by factor: Double) {
    guard !rows.isEmpty else { return }
    var weights = weights ?? [Double](repeating: 1, count: count)
    for row in rows { weights[row] *= factor }
    self.weights = weights
  }

  /// Makes of each soft preference a part of a win of the left and a part of a win of the right.
  ///
  /// A share s of the left counts s of a win and 1 − s of a loss, so that in a likelihood it adds
  /// s·log p + (1 − s)·log(1 − p). The second part is a row behind all others.
  ///
  /// - Parameter shares: rows, each with how much its left is preferred, in 0...1.
  mutating func split(_ shares: [(row: Int, share: Double)]) {
    guard shares.contains(where: { $0.share > 0 && $0.share < 1 && $0.share != 0.5 }) else {
      return
    }
    var weights = weights ?? [Double](repeating: 1, count: count)
    multiplicities = multiplicities ?? [Int](repeating: 1, count: count)
    for (row, share) in shares where share > 0 && share < 1 && share != 0.5 {
      outcomes[row] = .left
      outcomes.append(.right)
      multiplicities?.append(0)
      left.append(left[row])
      right.append(right[row])
      if let worker = workers?[row] { workers?.append(worker) }
      if let period = periods?[row] { periods?.append(period) }
      if let group = groups?.ofRow[row] { groups?.ofRow.append(group) }
      for index in covariates.indices {
        covariates[index].left.append(covariates[index].left[row])
        covariates[index].right.append(covariates[index].right[row])
      }
      weights.append(weights[row] * (1 - share))
      weights[row] *= share
    }
    self.weights = weights
  }
}
