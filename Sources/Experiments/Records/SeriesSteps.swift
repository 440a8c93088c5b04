/// Which steps of a long series a report shows.
package enum SeriesSteps {
  /// Every n-th step and the last one, so that long series neither slow a page nor change shape.
  ///
  /// At most 300 are left, and what is left is left as a whole when it is asked for again.
  ///
  /// - Parameter steps: ascending, none twice.
  package static func shown(of steps: [Int]) -> [Int] {
    let stride = max(1, steps.count / 150)
    return steps.enumerated().filter { index, _ in
      index.isMultiple(of: stride) || index == steps.count - 1
    }.map(\.element)
  }
}
