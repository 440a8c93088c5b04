import LabelFiles

extension LabelFile {
  /// The labels of one group, with the tasks and the workers that have some.
  func ofGroup(_ group: Int, of groups: LabelGroups) -> LabelFile {
    var file = keeping(groups.rows(of: group))
    file.groups = nil
    (file.tasks, file.taskNames) = renumbered(file.tasks, taskNames)
    (file.workers, file.workerNames) = renumbered(file.workers, workerNames)
    file.truths = nil
    file.notes = []
    return file
  }

  /// The file with some of its labels, all names kept.
  func keeping(_ rows: [Int]) -> LabelFile {
    var file = self
    file.tasks = rows.map { tasks[$0] }
    file.workers = rows.map { workers[$0] }
    file.labels = rows.map { labels[$0] }
    file.groups = groups?.keeping(rows)
    return file
  }
}
