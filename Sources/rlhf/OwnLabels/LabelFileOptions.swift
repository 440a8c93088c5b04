import Aggregation
import ArgumentParser
import LabelFiles
import OwnLabels
import PlainText

/// What the three commands on people's own labels have in common.
struct LabelFileOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A table with a header, separated by commas, semicolons or tabs. (default: - for standard input)",
      valueName: "file.csv"))
  var file: String?

  @Option(
    help: ArgumentHelp(
      "Which columns are meant, where their names do not say: task=photo,worker=who,label=answer.",
      valueName: "role=name,..."))
  var columns: String?

  @Option(
    help: ArgumentHelp(
      "What stands for a missing value beside an empty field. (default: NA, N/A, None, null, -, ? and "
        + "the like)", valueName: "word,..."))
  var missing: String?

  @Option(
    help: ArgumentHelp(
      "A column that divides the rows into groups, such as the gender of the worker: what does each "
        + "group say, and how far does it agree?", valueName: "name"))
  var group: String?

  @Flag(help: "Print JSON instead of a table for people.")
  var json = false

  @Option(
    help: ArgumentHelp(
      "Also write a page with charts, one file; it may replace such a page, and nothing else.",
      valueName: "page.html"))
  var plot: String?

  @Flag(help: "Let --plot replace any other file, except the table itself.")
  var force = false

  @Option(help: "Decides all chance: ties, random starts, the bootstrap.")
  var seed: UInt64 = 1

  func validate() throws {
    if group?.isEmpty == true {
      throw ValidationError("--group is empty; name a column, such as --group gender.")
    }
    if plot?.isEmpty == true { throw ValidationError("--plot is empty; name a file.") }
    if force, plot == nil { throw ValidationError("--force is about --plot; name a page with it.") }
  }

  /// Where the table comes from.
  ///
  /// - Throws: when no file is named and nobody pipes one in.
  var source: LabelSource {
    get throws {
      if file == nil, Terminal.hasKeyboardInput {
        throw ValidationError("Name a CSV file, or pipe one in.")
      }
      return LabelSource(argument: file ?? "-")
    }
  }

  /// Reads the table with the columns that were named.
  var reader: LabelReader {
    get throws {
      var reader = LabelReader(columns: try ColumnMapping(parsing: columns ?? ""))
      if let group { reader.columns.nameGroup(group) }
      if let missing {
        reader.missing = missing.split(separator: ",").map { String($0) }
      }
      return reader
    }
  }

  /// The page that was asked for, if any; to be asked for before the work, so that a place that will not
  /// do is refused before anybody waited.
  ///
  /// - Throws: ``BadInput``.
  var page: PageFile? {
    get throws {
      let input = file.flatMap { $0 == "-" ? nil : $0 }
      return try plot.map { try PageFile(path: $0, input: input, replacesOthers: force) }
    }
  }

  /// Writes a page, if one was asked for, and says where it is.
  static func write(_ page: PageFile?, html: (_ command: String) throws -> String) throws {
    guard let page else { return }
    try page.write(html(ShellText.rerun(CommandLine.arguments)))
    Terminal.note("page: \(page.path)")
  }

  /// Says on standard error what a reader should know.
  static func say(_ notes: [String]) {
    for note in notes { Terminal.note("note: \(note)") }
  }

  /// Says on a terminal what takes its time.
  @Sendable static func report(_ progress: String) {
    if Terminal.isInteractive { Terminal.note(progress) }
  }
}

/// Does the work of a command on people's own labels, with whatever is wrong with them as bad input.
func readingLabels(_ work: () throws -> Void) throws {
  try exiting {
    do {
      try work()
    } catch let problem as InvalidLabelFile {
      throw BadInput(problem.description)
    } catch let problem as MethodProblem {
      throw BadInput(problem.description)
    } catch let problem as AggregationError {
      throw BadInput("error: \(problem)")
    } catch let problem as RatingError {
      throw BadInput("error: \(problem)")
    }
  }
}

/// Makes sure that a method exists.
func requireMethod(_ name: String?, among methods: [MethodEntry]) throws {
  guard let name, !methods.contains(where: { $0.name == name }) else { return }
  throw ValidationError(
    "There is no method \(Excerpt.of(name)). \(MethodList.hint(for: name, among: methods))")
}
