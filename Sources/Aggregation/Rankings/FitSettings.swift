/// How a likelihood is climbed, and what happens where it has no summit.
public struct FitSettings: Sendable, Hashable, Codable {
  /// Stops when no item's points differ from their expectation by more than this share of its
  /// comparisons, > 0.
  public var tolerance: Double
  /// Gives up after so many steps, at least 1.
  public var iterationLimit: Int
  /// What to do about items without a finite estimate.
  public var separation: SeparationPolicy
  /// λ ≥ 0 of a penalty ½λΣθ² that always counts; 0 is plain maximum likelihood.
  public var ridge: Double
  /// Where intervals come from.
  public var intervals: IntervalMethod

  /// Describes a way of fitting; the parameters are the properties of the same names.
  public init(
    tolerance: Double = 1e-12, iterationLimit: Int = 200, separation: SeparationPolicy = .fail,
    ridge: Double = 0, intervals: IntervalMethod = .information
  ) {
    precondition(tolerance > 0 && iterationLimit >= 1 && ridge >= 0, "tolerance \(tolerance)")
    self.tolerance = tolerance
    self.iterationLimit = iterationLimit
    self.separation = separation
    self.ridge = ridge
    self.intervals = intervals
  }

  /// As the registry fits: a small ridge where there would be no finite answer.
  static let forgiving = FitSettings(separation: .ridge(0.01))
}
