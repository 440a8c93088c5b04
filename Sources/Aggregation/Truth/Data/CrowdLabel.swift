/// One label: a worker put a task into a class.
public struct CrowdLabel: Sendable, Hashable, Codable {
  /// What was labelled, in 0..<taskCount.
  public var task: Int
  /// Who labelled it, in 0..<workerCount.
  public var worker: Int
  /// The class given, in 0..<classCount.
  public var label: Int

  /// Describes a label; the parameters are the properties of the same names.
  public init(task: Int, worker: Int, label: Int) {
    self.task = task
    self.worker = worker
    self.label = label
  }
}
