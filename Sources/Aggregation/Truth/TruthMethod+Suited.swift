extension TruthMethod {
  /// A table of confusions of K classes takes this many times K² labels of a worker,
  private static let labelsPerConfusion = 10.0
  /// and never fewer than these, or a constant answer is taken for knowledge where spammers are
  /// many.
  private static let leastLabels = 100.0

  /// The way of finding classes that suits so many labels, and why, as in "because …".
  ///
  /// Workers who gave at least 10 K² labels in the mean, and 100, get a table of confusions each,
  /// smoothed; others one accuracy and one habit each; and where tasks have fewer than two labels
  /// nothing is learnt. The rule was settled on simulated crowds of 10 to 10,000 workers, before it
  /// met real labels (`SuitedMethodTests`): over a family it costs at most half a point of accuracy
  /// against a majority.
  ///
  /// - Parameters:
  ///   - labels: how many labels there are.
  ///   - tasks: how many tasks have labels, ≥ 1.
  ///   - workers: how many workers gave them, ≥ 1.
  ///   - classes: how many classes there are.
  package static func suited(
    labels: Int, tasks: Int, workers: Int, classes: Int
  ) -> (name: String, reason: String) {
    if Double(labels) / Double(tasks) < 2 {
      return ("majority", "tasks have fewer than two labels in the mean")
    }
    if classes > DawidSkene.classLimit {
      return ("majority", "there are \(classes) different labels")
    }
    let perWorker = Double(labels) / Double(workers)
    let needed = max(leastLabels, labelsPerConfusion * Double(classes * classes))
    let gave = "a worker gave \(Int(perWorker.rounded())) labels in the mean"
    let confusions = "the \(Int(needed)) that a table of errors of \(classes) classes needs"
    return perWorker >= needed
      ? ("smoothed-dawid-skene", "\(gave), at least \(confusions)")
      : ("mace-shares", "\(gave), fewer than \(confusions)")
  }
}
