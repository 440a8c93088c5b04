import CGSL

/// The coefficients of columns whose weighted sum comes nearest to values, in squared distance.
///
///     min_b Σ_i (y_i − Σ_j b_j x_ij)²
///
/// By GSL's singular value decomposition; columns should be of like size. There is no intercept unless a column is 1.
///
/// - Parameters:
///   - columns: x, at least 1, each as long as `values`, finite.
///   - values: y, finite.
/// - Returns: b, one for each column; `nil` where the values are too few to tell the coefficients apart.
public func leastSquares(columns: [[Double]], values: [Double]) -> [Double]? {
  let (count, width) = (values.count, columns.count)
  precondition(
    width > 0 && columns.allSatisfy { $0.count == count }, "\(width) columns, \(count) values")
  guard count >= width, let design = gsl_matrix_alloc(count, width),
    let covariance = gsl_matrix_alloc(width, width), let y = gsl_vector_alloc(count),
    let coefficients = gsl_vector_alloc(width),
    let work = gsl_multifit_linear_alloc(count, width)
  else { return nil }
  defer {
    gsl_matrix_free(design)
    gsl_matrix_free(covariance)
    gsl_vector_free(y)
    gsl_vector_free(coefficients)
    gsl_multifit_linear_free(work)
  }
  for row in 0..<count {
    for column in 0..<width { gsl_matrix_set(design, row, column, columns[column][row]) }
    gsl_vector_set(y, row, values[row])
  }
  var (residual, rank) = (0.0, 0)
  gsl_multifit_linear_tsvd(design, y, 1e-9, coefficients, covariance, &residual, &rank, work)
  guard rank == width else { return nil }
  return (0..<width).map { gsl_vector_get(coefficients, $0) }
}
