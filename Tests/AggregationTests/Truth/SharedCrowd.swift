import Aggregation
import SandboxTestSupport

/// A shared data set of crowd labels, its names numbered.
struct SharedCrowd {
  var table: LabelTable
  /// The class of each task; `nil` where there is no gold.
  var truth: [Int?]
  /// Names in the order of their first appearance; classes in alphabetical order.
  var tasks: [String] = []
  var workers: [String] = []
  var classes: [String]

  static let withGold = [
    "c03_snow_temporal", "c06_dog", "c09_weather_cf_amt", "c11_sentiment_sp_amt",
    "c14_sentiment_1k",
  ]
  static let all = ["c01_ds1979_anesthetist"] + withGold

  init(_ folder: String) throws {
    let rows = try SharedData.rows(folder, "labels.csv").dropFirst()
    classes = Set(rows.compactMap(\.last)).sorted()
    var places: [String: Int] = [:]
    var workerPlaces: [String: Int] = [:]
    var labels: [CrowdLabel] = []
    for cells in rows {
      let task = places[cells[0]] ?? tasks.count
      if task == tasks.count { tasks.append(cells[0]) }
      places[cells[0]] = task
      let worker = workerPlaces[cells[1]] ?? workers.count
      if worker == workers.count { workers.append(cells[1]) }
      workerPlaces[cells[1]] = worker
      let label = classes.firstIndex(of: cells[cells.count - 1]) ?? 0
      labels.append(CrowdLabel(task: task, worker: worker, label: label))
    }
    table = try LabelTable(labels)
    truth = Array(repeating: nil, count: tasks.count)
    if let gold = try? SharedData.rows(folder, "truth.csv").dropFirst() {
      for cells in gold {
        if let task = places[cells[0]] { truth[task] = classes.firstIndex(of: cells[1]) }
      }
    }
  }
}
