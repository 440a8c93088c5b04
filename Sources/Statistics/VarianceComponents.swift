/// Where the spread of numbers comes from, when each source was varied within the one before.
///
/// A balanced nested design: say 10 bases, in each 2 sets of labels, from each 2 reward models. With one random
/// effect at each level,
///
///     y = μ + a_i + b_ij + c_ijk …
///
/// the components are those that make the expected mean squares equal those that were found (Searle, Casella
/// & McCulloch 1992, *Variance Components*, section 3.6): with B_j numbers under each group of level j,
///
///     σ²_j = (MS_j − MS_{j+1}) / B_j,    σ² of the last level = its MS.
public struct VarianceComponents: Sendable, Hashable {
  /// One level.
  public struct Component: Sendable, Hashable {
    /// σ², unbiased; may come out below 0 where it is small.
    public var variance: Double
    /// Degrees of freedom behind its mean square.
    public var degreesOfFreedom: Int

    /// σ, 0 where the variance came out below 0.
    public var standardDeviation: Double { max(0, variance).squareRoot() }
  }

  /// The levels, the outermost first.
  public let components: [Component]

  /// The sum of the variances above 0.
  public var total: Double { components.reduce(0) { $0 + max(0, $1.variance) } }

  /// The share of each level in the total; all 0 where nothing varies.
  public var shares: [Double] {
    let total = total
    return components.map { total > 0 ? max(0, $0.variance) / total : 0 }
  }

  /// Takes numbers apart.
  ///
  /// - Parameters:
  ///   - values: the numbers, the last level running fastest.
  ///   - sizes: how many there are at each level within one group of the level before; each ≥ 2, and their
  ///     product is the count of `values`.
  public init(_ values: [Double], sizes: [Int]) {
    precondition(!sizes.isEmpty && sizes.allSatisfy { $0 >= 2 }, "levels of \(sizes)")
    precondition(
      values.count == sizes.reduce(1, *), "\(values.count) numbers are not \(sizes)")
    var squares: [(mean: Double, freedom: Int, block: Int)] = []
    var (above, groupsAbove) = ([Self.mean(values[...])], 1)
    for size in sizes {
      let groups = groupsAbove * size
      let block = values.count / groups
      let means = (0..<groups).map { Self.mean(values[$0 * block..<($0 + 1) * block]) }
      let sum = means.enumerated().reduce(0.0) { total, group in
        let distance = group.element - above[group.offset / size]
        return total + distance * distance
      }
      let freedom = groups - groupsAbove
      squares.append((Double(block) * sum / Double(freedom), freedom, block))
      (above, groupsAbove) = (means, groups)
    }
    components = squares.indices.map { level in
      let (mean, freedom, block) = squares[level]
      let next = level + 1 < squares.count ? squares[level + 1].mean : 0
      return Component(variance: (mean - next) / Double(block), degreesOfFreedom: freedom)
    }
  }

  private static func mean(_ values: ArraySlice<Double>) -> Double {
    values.reduce(0, +) / Double(values.count)
  }
}
