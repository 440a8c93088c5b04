import Aggregation
import LabelFiles

/// Which method suits a file of labels, if nobody names one.
enum LabelChoice {
  /// The named method, or one that suits, with the reason for it in a sentence.
  static func method(
    _ name: String?, for file: LabelFile
  ) throws(AggregationError) -> (method: TruthMethod, reason: String?) {
    if let name { return (try TruthMethod.named(name), nil) }
    let (suited, reason) = file.lookLikeRatings ? ofRatings(file) : ofClasses(file)
    return (
      try TruthMethod.named(suited), "method \(suited), because \(reason); --method names another"
    )
  }

  private static func ofClasses(_ file: LabelFile) -> (name: String, reason: String) {
    let perTask = Double(file.count) / Double(file.taskNames.count)
    if perTask < 2 { return ("majority", "most tasks have one label") }
    if file.labelNames.count > 64 {
      return ("majority", "there are \(file.labelNames.count) different labels")
    }
    return ("dawid-skene", "several workers label each task")
  }

  private static func ofRatings(_ file: LabelFile) -> (name: String, reason: String) {
    let numbers = "the labels are numbers with \(file.labelNames.count) levels"
    let perWorker = Double(file.count) / Double(file.workerNames.count)
    if Set(file.labelValues ?? []).count < 2 { return ("mean", "all labels are equal") }
    if perWorker < 10 { return ("mean", numbers + ", too few a worker to know their scale") }
    return file.labelNames.count <= 25 ? ("rasch", numbers) : ("z-score", numbers)
  }
}
