extension PairedLikelihood {
  func curvatureMatrix() -> SymmetricMatrix {
    var matrix = PairedMatrix(table, itemCount: itemCount, hasShape: Link.hasShape)
    for row in 0..<table.count {
      matrix.add(
        row: row, gapGap: gapGap[row], gapShape: Link.hasShape ? gapShape[row] : 0, shapeShape: 0)
    }
    var values = matrix.matrix
    for index in 0..<shapePlace { values[index, index] += ridge }
    if Link.hasShape { values[shapePlace, shapePlace] += shapeShape }
    return values
  }

  /// The sum of the outer products of each comparison's slope: the filling of the sandwich.
  func slopeProducts(at parameters: [Double]) -> SymmetricMatrix {
    var matrix = PairedMatrix(table, itemCount: itemCount, hasShape: Link.hasShape)
    let shape = Link.hasShape ? parameters[shapePlace] : 0
    for row in 0..<table.count {
      let gap = gap(row, parameters)
      let counts = counts(row)
      var (gapGap, gapShape, shapeShape) = (0.0, 0.0, 0.0)
      for (weight, one) in [
        (counts.wins, PairCounts(wins: 1, losses: 0, ties: 0)),
        (counts.losses, PairCounts(wins: 0, losses: 1, ties: 0)),
        (counts.ties, PairCounts(wins: 0, losses: 0, ties: 1)),
      ] where weight > 0 {
        let parts = Link.derivatives(gap: gap, shape: shape, one)
        gapGap += weight * parts.gap * parts.gap
        gapShape += weight * parts.gap * parts.shape
        shapeShape += weight * parts.shape * parts.shape
      }
      matrix.add(row: row, gapGap: gapGap, gapShape: gapShape, shapeShape: shapeShape)
    }
    return matrix.matrix
  }
}

/// Adds up a matrix over the parameters from one number for each row's gap.
private struct PairedMatrix {
  private let table: PairTable
  private let itemCount: Int
  private let hasShape: Bool
  var matrix: SymmetricMatrix

  init(_ table: PairTable, itemCount: Int, hasShape: Bool) {
    self.table = table
    self.itemCount = itemCount
    self.hasShape = hasShape
    matrix = SymmetricMatrix(
      dimension: itemCount + table.covariateCount + (hasShape ? 1 : 0))
  }

  mutating func add(row: Int, gapGap: Double, gapShape: Double, shapeShape: Double) {
    let (i, j) = (Int(table.first[row]), Int(table.second[row]))
    let shape = matrix.dimension - 1
    if itemCount > 0 {
      matrix[i, i] += gapGap
      matrix[j, j] += gapGap
      matrix[i, j] -= gapGap
      matrix[j, i] -= gapGap
    }
    for k in 0..<table.covariateCount {
      let x = table.covariates[row * table.covariateCount + k]
      guard x != 0 else { continue }
      if itemCount > 0 {
        matrix.addSymmetrically(gapGap * x, itemCount + k, i)
        matrix.addSymmetrically(-gapGap * x, itemCount + k, j)
      }
      for l in 0...k {
        let y = table.covariates[row * table.covariateCount + l]
        matrix.addSymmetrically(gapGap * x * y, itemCount + k, itemCount + l)
      }
      if hasShape { matrix.addSymmetrically(gapShape * x, shape, itemCount + k) }
    }
    if hasShape {
      if itemCount > 0 {
        matrix.addSymmetrically(gapShape, shape, i)
        matrix.addSymmetrically(-gapShape, shape, j)
      }
      matrix[shape, shape] += shapeShape
    }
  }
}
