/// How a table of labels is laid out.
public enum LabelLayout: String, Sendable, Hashable, CaseIterable {
  /// One row a label: columns for task, worker and label.
  case long
  /// One row a task: a first column with its name, and one column for each worker.
  case wide
  /// Wide where columns are named as `rater`, or where the header has neither a worker nor a label;
  /// otherwise long.
  case automatic
}
