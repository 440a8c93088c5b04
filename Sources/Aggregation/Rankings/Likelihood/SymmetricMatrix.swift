import COpenBLAS

/// A dense symmetric matrix; of its factors and inverse, by LAPACK.
struct SymmetricMatrix: Sendable, Hashable {
  /// The number of rows.
  let dimension: Int
  /// All entries, row by row. LAPACK reads only those on and below the diagonal.
  var values: [Double]

  /// All zero.
  init(dimension: Int) {
    self.dimension = dimension
    values = Array(repeating: 0, count: dimension * dimension)
    _ = singleThreadedFactors
  }

  subscript(row: Int, column: Int) -> Double {
    get { values[row * dimension + column] }
    set { values[row * dimension + column] = newValue }
  }

  /// Adds to (row, column) and to (column, row).
  mutating func addSymmetrically(_ value: Double, _ row: Int, _ column: Int) {
    values[row * dimension + column] += value
    if row != column { values[column * dimension + row] += value }
  }

  /// Adds a constant to each entry of the first rows and columns.
  mutating func add(_ constant: Double, toFirst count: Int) {
    for row in 0..<count {
      for column in 0..<count { values[row * dimension + column] += constant }
    }
  }

  /// P·A·P, where P takes the mean of the first coordinates from each of them.
  mutating func center(first count: Int) {
    guard count > 0 else { return }
    let n = Double(count)
    for row in 0..<dimension {
      var mean = 0.0
      for column in 0..<count { mean += values[row * dimension + column] / n }
      for column in 0..<count { values[row * dimension + column] -= mean }
    }
    for column in 0..<dimension {
      var mean = 0.0
      for row in 0..<count { mean += values[row * dimension + column] / n }
      for row in 0..<count { values[row * dimension + column] -= mean }
    }
  }

  /// Replaces the matrix by its Cholesky factor.
  ///
  /// - Returns: the first parameter at which it is not positive definite; `nil` when it is.
  mutating func factor() -> Int? {
    var (size, info): (Int32, Int32) = (Int32(dimension), 0)
    // Row-major below the diagonal is what Fortran calls above it.
    dpotrf_("U", &size, &values, &size, &info, 1)
    return info == 0 ? nil : Int(info) - 1
  }

  /// Solves A·x = b in place, after ``factor()``.
  func solve(_ right: inout [Double]) {
    var (size, one, info): (Int32, Int32, Int32) = (Int32(dimension), 1, 0)
    values.withUnsafeBufferPointer { factor in
      dpotrs_("U", &size, &one, factor.baseAddress, &size, &right, &size, &info, 1)
    }
  }

  /// Replaces the Cholesky factor by the inverse of the matrix.
  mutating func invertFromFactor() {
    var (size, info): (Int32, Int32) = (Int32(dimension), 0)
    dpotri_("U", &size, &values, &size, &info, 1)
    for row in 0..<dimension {
      for column in 0..<row { values[column * dimension + row] = values[row * dimension + column] }
    }
  }

  /// A·B·A, where this is A.
  func sandwiching(_ inner: SymmetricMatrix) -> SymmetricMatrix {
    let n = Int32(dimension)
    var half = SymmetricMatrix(dimension: dimension)
    var whole = half
    cblas_dsymm(
      CblasRowMajor, CblasLeft, CblasLower, n, n, 1, values, n, inner.values, n, 0, &half.values, n)
    cblas_dsymm(
      CblasRowMajor, CblasRight, CblasLower, n, n, 1, values, n, half.values, n, 0, &whole.values,
      n)
    return whole
  }
}

/// Keeps OpenBLAS to the calling thread; read once before the first factor of a process.
private let singleThreadedFactors: Void = openblas_set_num_threads(1)
