import Aggregation
import ArgumentParser
import Foundation
import LabelFiles
import OwnLabels

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

  @Flag(help: "Print JSON instead of a table for people.")
  var json = false

  @Option(
    help: ArgumentHelp("Also write a page with charts, one file.", valueName: "page.html"))
  var plot: String?

  @Option(help: "Decides all chance: ties, random starts, the bootstrap.")
  var seed: UInt64 = 1

  func validate() throws {
    if plot?.isEmpty == true { throw ValidationError("--plot is empty; name a file.") }
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
      if let missing {
        reader.missing = missing.split(separator: ",").map { String($0) }
      }
      return reader
    }
  }

  /// Writes the page, if one was asked for, and says where it is.
  func write(page: (_ command: String) throws -> String) throws {
    guard let plot else { return }
    let html = try page(ShellText.rerun(CommandLine.arguments))
    do {
      try Data(html.utf8).write(to: URL(filePath: plot), options: .atomic)
    } catch {
      throw BadInput(
        "\(plot): error: the page cannot be written\n  fix: name a file in a folder that exists and "
          + "that you may write to")
    }
    Terminal.note("page: \(plot)")
  }

  /// Says on standard error what a reader should know.
  static func say(_ notes: [String]) {
    for note in notes { Terminal.note("note: \(note)") }
  }

  /// Says on a terminal what takes its time.
  static func report(_ progress: String) {
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
    "There is no method \(name). \(MethodList.hint(for: name, among: methods))")
}
