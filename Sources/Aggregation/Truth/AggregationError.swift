/// Why labels or ratings cannot be aggregated.
///
/// Its description says what is wrong, where, and how to put it right.
public enum AggregationError: Error, Sendable, Hashable {
  /// There is not one label.
  case noLabels(method: String)
  /// The columns of a table differ in length.
  case columnLengths(tasks: Int, workers: Int, labels: Int)
  /// A label names a task, worker or class that does not exist.
  case outOfRange(column: String, value: Int, limit: Int, label: Int)
  /// A list does not have one entry for each task, worker or class.
  case entryCount(list: String, count: Int, expected: Int)
  /// There are more classes than a method can hold.
  case tooManyClasses(method: String, count: Int, limit: Int)
  /// Ratings have more levels than a method can hold.
  case tooManyLevels(method: String, count: Int, limit: Int)
  /// All ratings are equal, so nothing tells tasks apart.
  case constantRatings(method: String)
  /// No rater has two different ratings, so none of them has a scale.
  case noSpread(method: String)
  /// A number stopped being finite at an iteration.
  case notFinite(method: String, iteration: Int)
  /// There is no method of this name; these there are.
  case unknownMethod(String, known: [String])
  /// No task has both a label and a known truth, so nothing can be compared.
  case nothingToCompare(what: String)
}

extension AggregationError: CustomStringConvertible {
  /// The error as people read it.
  public var description: String {
    switch self {
    case .noLabels(let method):
      "\(method): there is not one label to learn from; give the table at least one row"
    case .columnLengths(let tasks, let workers, let labels):
      "labels: there are \(tasks) tasks, \(workers) workers and \(labels) classes in the columns; "
        + "give each of the three one entry for every label"
    case .outOfRange(let column, let value, let limit, let label):
      "labels[\(label)]: \(column) is \(value), but must be from 0 to \(limit - 1); number them from "
        + "0, or raise the count of the table"
    case .entryCount(let list, let count, let expected):
      "\(list): there are \(count) entries, but must be \(expected); give one for each"
    case .tooManyClasses(let method, let count, let limit):
      "\(method): there are \(count) classes, but at most \(limit) are allowed, because every worker "
        + "has a table of classes by classes; merge rare classes, or use majority or glad"
    case .tooManyLevels(let method, let count, let limit):
      "\(method): the ratings have \(count) levels, but at most \(limit) are allowed; round them to a "
        + "coarser scale, or use mean or z-score"
    case .constantRatings(let method):
      "\(method): all ratings are equal, so they say nothing about which task is better; use mean, or "
        + "collect ratings that differ"
    case .noSpread(let method):
      "\(method): no rater gave two different ratings, so none has a scale to put them on; use mean, "
        + "or let each rater judge at least ten tasks"
    case .notFinite(let method, let iteration):
      "\(method): a number stopped being finite at iteration \(iteration); check the ratings for huge "
        + "values, or use majority or mean"
    case .unknownMethod(let name, let known):
      "method: there is no \(name); choose one of \(known.joined(separator: ", "))"
    case .nothingToCompare(let what):
      "\(what): no task has both an answer and a known truth; give the truth of some labelled tasks"
    }
  }
}
