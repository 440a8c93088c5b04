/// What a column of a label file is for.
enum ColumnRole: String {
  case task, worker, label
  /// A column of a wide table, which holds one person's labels.
  case rater
  /// What the label should be.
  case truth
  /// What divides the labels into groups, such as their workers' gender; it is always named.
  case group
  /// The number of a reading, where one worker labels a task several times by design.
  case repetition
  case left, right, winner, loser, weight, time
  case ranking, rank, item

  /// Names by which a column is recognised, plain as ``plain(_:)`` makes them.
  ///
  /// The first list is preferred to the second, and the second to the third: a file with `task` and
  /// `id` means the first. Two names of one list in one header are ambiguous.
  var names: [[String]] {
    switch self {
    case .task: [["task"], ["item", "unit", "question"], ["id", "example"]]
    case .worker:
      [
        ["worker"],
        ["annotator", "rater", "labeler", "labeller", "coder", "judge", "user", "voter"],
        ["respondent", "participant", "reviewer", "evaluator", "assessor", "person"],
      ]
    case .label:
      [
        ["label"], ["answer", "rating", "response"], ["value", "score"],
        ["class", "category", "code", "star", "likert"],
      ]
    case .rater, .group: []
    case .truth: [["truth"], ["gold", "goldlabel", "truelabel"]]
    case .repetition: [["repeat", "repetition", "replicate"], ["reading", "occasion"]]
    case .left, .right: [[rawValue]]
    case .loser: [["loser"], ["rejected"]]
    case .winner:
      [["winner"], ["answer", "result", "outcome"], ["preference", "choice"], ["chosen"]]
    case .weight: [["weight"], ["count"]]
    case .time: [["tstamp", "timestamp", "time"], ["date"]]
    case .ranking: [["ranking"], ["ballot"]]
    case .rank: [["rank"], ["position", "place"]]
    case .item: [["item"], ["alternative", "candidate", "option"]]
    }
  }

  /// The option of the command line that names such a column.
  var option: String { self == .group ? "--group" : ColumnMapping.option }

  /// What such a column is called in Toloka's files.
  var tolokaName: String? {
    switch self {
    case .task: "ASSIGNMENT:task_id"
    case .worker: "ASSIGNMENT:worker_id"
    default: nil
    }
  }

  /// How the names of such columns begin in Toloka's files, whose own names stand behind: `OUTPUT:result`.
  var prefix: String? {
    switch self {
    case .task: "INPUT:"
    case .label: "OUTPUT:"
    case .truth: "GOLDEN:"
    default: nil
    }
  }

  /// How a recognised name may stand in a header, plain: with or without `id` or `s` at its end.
  static func spellings(of name: String) -> [String] { [name, name + "id", name + "s"] }

  /// A name without case, blanks and punctuation: `Model_A`, `model a` and `modelA` are the same.
  static func plain(_ name: String) -> String {
    String(name.lowercased().filter { $0.isLetter || $0.isNumber })
  }
}
