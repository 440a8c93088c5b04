import Aggregation
import LabelFiles

/// Which method suits a file of labels, if nobody names one.
enum LabelChoice {
  /// The named method, or one that suits, with the reason for it in a sentence.
  static func method(
    _ name: String?, for file: LabelFile
  ) throws(AggregationError) -> (method: TruthMethod, reason: String?) {
    if let name { return (try TruthMethod.named(name), nil) }
    let (suited, reason) =
      file.lookLikeRatings
      ? ofRatings(file)
      : TruthMethod.suited(
        labels: file.count, tasks: file.taskNames.count, workers: file.workerNames.count,
        classes: file.labelNames.count)
    return (
      try TruthMethod.named(suited), "method \(suited), because \(reason); --method names another"
    )
  }

  private static func ofRatings(_ file: LabelFile) -> (name: String, reason: String) {
    let numbers = "the labels are numbers with \(file.labelNames.count) levels"
    let perWorker = Double(file.count) / Double(file.workerNames.count)
    if Set(file.labelValues ?? []).count < 2 { return ("mean", "all labels are equal") }
    if perWorker < 10 {
      return (
        "mean",
        numbers + ", and a worker gave fewer than 10: too few to learn how each uses the scale"
      )
    }
    return file.labelNames.count <= 25 ? ("rasch", numbers) : ("z-score", numbers)
  }
}
