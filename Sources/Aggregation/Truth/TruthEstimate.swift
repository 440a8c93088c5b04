import Statistics

/// What a method makes of a table of labels. All numbers are finite.
public struct TruthEstimate: Sendable, Hashable, Codable {
  /// P(class | labels) of each task. A task without labels has the prior of the method.
  public var probabilities: ClassPosterior
  /// The most probable class of each task; chance settles ties. `nil` for a task without labels.
  public var labels: [Int?]
  /// How probably a label of each worker is right, in 0...1, with an interval at 95 %; the mean over
  /// the labels that the worker gave. `nil` for a worker without labels.
  public var reliability: [Estimate?]
  /// P(label l | class k) of worker j at `(j · classCount + k) · classCount + l`; `nil` where the
  /// method has none.
  public var confusion: [Double]?
  /// The logarithm of the likelihood (of the posterior density, where there are priors), in nats.
  public var logLikelihood: Double?
  /// How often the parameters were estimated anew.
  public var iterationCount: Int
  /// Whether it stopped because nothing changed any more.
  public var hasConverged: Bool
  /// Further parameters of the model, one number for each worker.
  public var workerParameters: [ModelParameter] = []
  /// Further parameters of the model, one number for each task.
  public var taskParameters: [ModelParameter] = []
  /// What a reader should know about this estimate, in sentences.
  public var notes: [String] = []

  /// How many classes there are.
  public var classCount: Int { probabilities.classCount }

  /// P(class | labels), task by task, classCount numbers that sum to 1; tasks times classes of them.
  public var posterior: [Double] { probabilities.all }

  /// P(class | labels) of one task.
  public func posterior(of task: Int) -> ArraySlice<Double> { probabilities.row(of: task) }
}
