import PlainText

extension LabelFile {
  /// The labels as `task,worker,label`, one row each; reading it gives the same again.
  public var csv: String {
    CSVWriter.table(
      [["task", "worker", "label"]]
        + (0..<count).map { row in
          [
            taskNames[Int(tasks[row])], workerNames[Int(workers[row])],
            labelNames[Int(labels[row])],
          ]
        })
  }
}
