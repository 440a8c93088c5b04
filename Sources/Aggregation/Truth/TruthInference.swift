import Randomness

/// A way to find the classes of tasks from what workers say.
public protocol TruthInference: Sendable {
  /// The name on the command line, such as `dawid-skene`.
  var name: String { get }
  /// What it takes for granted about tasks and workers, in a sentence.
  var assumptions: String { get }
  /// What the labels must be like for the answer to be worth something, in a sentence.
  var needs: String { get }

  /// Estimates the class of each task and the reliability of each worker.
  ///
  /// - Parameters:
  ///   - table: at least one label; tasks and workers without any are allowed.
  ///   - stream: the chance that settles ties and starts random restarts.
  func infer(
    _ table: LabelTable, using stream: RandomStream
  ) throws(AggregationError) -> TruthEstimate
}
