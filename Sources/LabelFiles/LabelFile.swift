/// What people said about tasks: one row a label, names as indices.
public struct LabelFile: Sendable, Hashable {
  /// The tasks that have a label, in the order in which they first appear.
  public var taskNames: [String]
  /// The people who gave a label, in the order in which they first appear.
  public var workerNames: [String]
  /// The labels that were given, in the order in which they first appear.
  public var labelNames: [String]
  /// The task of each row, an index of `taskNames`.
  public var tasks: [Int32]
  /// The worker of each row, an index of `workerNames`. One may have labelled a task more than once.
  public var workers: [Int32]
  /// The label of each row, an index of `labelNames`.
  public var labels: [Int32]
  /// The number that each of `labelNames` is, when all are numbers; else `nil`.
  public var labelValues: [Double]?
  /// The true label of each task, as far as the file says; `nil` without a column for it.
  public var truths: [String?]?
  /// What the name of their column, or whoever reads the file, says that the labels are; `nil` where
  /// nobody does.
  public var scale: LabelScale?
  /// The column that the labels come from; `nil` for a wide table.
  public var labelColumn: String?
  /// How a column that was named divides the labels into groups; `nil` where none was.
  public var groups: LabelGroups?
  /// The column that numbers the readings of one worker on one task; `nil` where there is none.
  public var repeatColumn: String?
  /// Whether several labels of a task by one worker count each, as repeated readings, or share that
  /// worker's one vote; `nil` where nobody says.
  public var countsRepeats: Bool?
  /// What stands between the labels of a set, where each of `labelNames` is a set; else `nil`.
  public var labelSeparator: String?
  /// Whether numbers may have a decimal comma.
  var hasDecimalCommas = false
  /// How many labels were missing; they are in no other property.
  public var missingCount: Int
  /// How the file was understood, where that was not plain: sentences for people.
  public var notes: [String]

  /// How many labels there are.
  public var count: Int { labels.count }

  /// The number that a label is, or a truth; `nil` for a name.
  package func number(of label: String) -> Double? {
    DecimalNumber.value(
      of: label, hasDecimalComma: hasDecimalCommas, allowsPercent: true)
  }

  /// The number that each row's label is; `nil` when not all are numbers.
  public var values: [Double]? {
    labelValues.map { values in labels.map { values[Int($0)] } }
  }
}
