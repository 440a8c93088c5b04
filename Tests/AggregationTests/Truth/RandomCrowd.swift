import Aggregation
import Randomness

/// Workers of one accuracy, some of whom always answer something else than what they think.
struct RandomCrowd {
  var table: LabelTable
  var truth: [Int?]

  init(
    seed: UInt64, tasks: Int = 300, workers: Int = 20, perTask: Int = 5, classes: Int = 3,
    accuracy: Double = 0.75, inverters: Int = 0
  ) throws {
    var chance = RandomStream(seed: seed)
    var labels: [CrowdLabel] = []
    var truth: [Int?] = []
    for task in 0..<tasks {
      let label = chance.uniform(below: classes)
      truth.append(label)
      let first = chance.uniform(below: workers)
      for place in 0..<perTask {
        let worker = (first + place) % workers
        var answer = label
        if !chance.bernoulli(accuracy) {
          answer = (label + 1 + chance.uniform(below: classes - 1)) % classes
        }
        if worker < inverters {
          answer = (answer + 1 + chance.uniform(below: classes - 1)) % classes
        }
        labels.append(CrowdLabel(task: task, worker: worker, label: answer))
      }
    }
    table = try LabelTable(labels, taskCount: tasks, workerCount: workers, classCount: classes)
    self.truth = truth
  }
}
