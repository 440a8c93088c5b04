import OwnLabels
import Reports

extension LabelResult {
  /// The verdict for a person at a terminal.
  var text: String {
    [head, tallyTable, taskTable, groupTable, workerTable, comparison?.text ?? ""].filter {
      !$0.isEmpty
    }
    .joined(separator: "\n\n")
  }

  private var head: String {
    var head =
      "\(method): \(NumberText.counted(file.count, "label")) of "
      + "\(NumberText.counted(file.taskNames.count, "task")) by "
      + NumberText.counted(file.workerNames.count, "worker")
    if let logLikelihood = finding.logLikelihood {
      head +=
        "\nlog-likelihood \(NumberText.fixed(logLikelihood, decimals: 2)) after "
        + NumberText.counted(finding.iterations, "iteration")
    }
    return head
  }

  private var tallyTable: String {
    let tally = labelTally
    guard !tally.isEmpty, tally.count <= VerdictText.rowLimit else { return "" }
    let total = Double(max(1, tally.map(\.count).reduce(0, +)))
    return TextTable(
      heads: ["label", "tasks", "share"], alignments: [.left, .right, .right],
      rows: tally.map {
        [
          $0.label, NumberText.short(Double($0.count)),
          NumberText.fixed(Double($0.count) / total, decimals: 3),
        ]
      }
    ).quoted.text
  }

  private var taskTable: String {
    let tasks = tasks
    if areRatings {
      return VerdictText.table(
        ["task", "quality", "95 % interval"], [.left, .right, .right],
        tasks.prefix(VerdictText.rowLimit + 1).map { task in
          [
            task.task, task.quality.map { NumberText.fixed($0, decimals: 3) } ?? "-",
            VerdictText.text(task.interval, decimals: 3),
          ]
        }, count: tasks.count, noun: "tasks")
    }
    return VerdictText.table(
      ["task", "label", "probability"], [.left, .left, .right],
      tasks.prefix(VerdictText.rowLimit + 1).map { task in
        [
          task.task, task.label ?? "-",
          task.probability.map { NumberText.fixed($0, decimals: 3) } ?? "-",
        ]
      }, count: tasks.count, noun: "tasks")
  }

  private var groupTable: String {
    guard !groups.isEmpty else { return "" }
    let heads = ["group", "workers", "labels", areRatings ? "correlation" : "as the verdict"]
    let table = TextTable(
      heads: heads + ["95 % interval"], alignments: [.left, .right, .right, .right, .right],
      rows: groups.map { group in
        [
          group.group, NumberText.short(Double(group.workerCount)),
          NumberText.short(Double(group.labelCount)),
          group.agreement.map { NumberText.fixed($0.mean, decimals: 3) } ?? "-",
          VerdictText.text(group.agreement?.interval, decimals: 3),
        ]
      }
    ).quoted.text
    let divided = dividedTasks
    guard !divided.isEmpty else { return table }
    return table + "\n\ntasks on which groups differ\n"
      + VerdictText.table(
        ["task", "all"] + groups.map(\.group), Array(repeating: .left, count: 2 + groups.count),
        divided.prefix(11).map(groupRow), count: divided.count, limit: 10, noun: "tasks")
  }

  private var workerTable: String {
    VerdictText.ends(
      [
        "worker", areRatings ? "correlation with others" : "reliability", "95 % interval", "labels",
      ],
      [.left, .right, .right, .right],
      workers.map { worker in
        [
          worker.worker, worker.reliability.map { NumberText.fixed($0, decimals: 3) } ?? "-",
          VerdictText.text(worker.interval, decimals: 3),
          NumberText.short(Double(worker.labelCount)),
        ]
      }, noun: "workers")
  }
}
