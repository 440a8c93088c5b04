import ArgumentParser
import LabelFiles
import Statistics

extension DistanceMetric: ExpressibleByArgument {}
extension LabelLayout: ExpressibleByArgument {}

/// What `aggregate` and `agreement` may be told about a table of labels, where it does not say itself.
struct LabelMeaning: ParsableArguments {
  /// What becomes of several labels of a task by one worker.
  enum Repeats: String, CaseIterable, ExpressibleByArgument {
    case share, each
  }

  @Option(
    help: ArgumentHelp(
      "What labels are: nominal (names), ordinal (ranks), interval or ratio (numbers). (default: what "
        + "their column is called and what they look like)"))
  var level: DistanceMetric?

  @Option(
    help: ArgumentHelp(
      "How a table of labels is laid out: long (a row a label), wide (a column a worker) or automatic."
    ))
  var layout: LabelLayout = .automatic

  @Option(
    help: ArgumentHelp("The columns of a wide table that are workers.", valueName: "name,..."))
  var workers: String?

  @Option(
    help: ArgumentHelp(
      "Several labels of a task by one worker share that worker's one vote, or count each as repeated "
        + "readings. (default: share, or each where a column `repeat` numbers them)",
      valueName: "share|each"))
  var repeats: Repeats?

  @Option(
    help: ArgumentHelp(
      "What stands between several labels in one cell: # reads a#b as a set, a comma also [\"a\", \"b\"].",
      valueName: "text"))
  var labelSeparator: String?

  func validate() throws {
    if labelSeparator?.isEmpty == true {
      throw ValidationError(
        "--label-separator is empty; write for example --label-separator \"#\".")
    }
  }

  /// Reads the labels.
  func file(_ options: LabelFileOptions) throws -> LabelFile {
    var reader = try options.reader
    if let workers { reader.columns.nameWorkers(parsing: workers) }
    reader.labelSeparator = labelSeparator
    reader.takesLabelsAsNames = level == .nominal
    var file = try reader.labels(from: options.source, layout: layout)
    file.countsRepeats = repeats.map { $0 == .each }
    return file
  }
}
