import Randomness
import Statistics

/// A way to find how good tasks are from how raters rate them.
public protocol QualityInference: Sendable {
  /// The name on the command line, such as `z-score`.
  var name: String { get }
  /// What it takes for granted about tasks and raters, in a sentence.
  var assumptions: String { get }
  /// What the ratings must be like for the answer to be worth something, in a sentence.
  var needs: String { get }

  /// Estimates the quality of each unit, and how each rater uses the scale.
  ///
  /// - Parameters:
  ///   - table: at least one rating; units and raters without any are allowed.
  ///   - stream: chance, for methods that need it.
  func infer(
    _ table: RatingTable, using stream: RandomStream
  ) throws(AggregationError) -> QualityEstimate
}
