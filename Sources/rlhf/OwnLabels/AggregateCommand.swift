import ArgumentParser
import LabelFiles
import OwnLabels

/// `rlhf aggregate`
struct AggregateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "aggregate",
    abstract: "Find the right label of each task in your own labels.",
    discussion: """
      The table has a row for each label, with columns for task, worker and label; columns are \
      recognised by their usual names (item, unit; annotator, rater; answer, rating) or named with \
      --columns. A table with a row for each task and a column for each worker is read as well. \
      Numbers on a scale are taken as ratings, and a quality is estimated for each task. A column \
      `truth` lets --compare say how often each method is right.

      Examples:

        rlhf aggregate labels.csv
        rlhf aggregate labels.csv --method mace --plot labels.html
        rlhf aggregate - --columns task=photo,worker=who,label=animal --csv < labels.csv
        rlhf aggregate labels.csv --compare
        rlhf aggregate --list
      """)

  @OptionGroup var options: LabelFileOptions

  @Option(
    help: ArgumentHelp(
      "How labels are aggregated; --list shows all. (default: one that suits)", valueName: "name"))
  var method: String?

  @Option(
    help: ArgumentHelp(
      "How a table of labels is laid out: long (a row a label), wide (a column a worker) or automatic."
    ))
  var layout: LabelLayout = .automatic

  @OptionGroup var verdicts: VerdictOptions

  func validate() throws {
    try requireMethod(method, among: MethodCatalog.labels)
    if verdicts.csv, options.json { throw ValidationError("Choose one of --json and --csv.") }
  }

  func run() throws {
    try readingLabels {
      if verdicts.list {
        return try Terminal.print(
          MethodList.text(MethodCatalog.labels, columns: Terminal.width(of: 1)))
      }
      let page = try options.page
      let file = try options.reader.labels(from: options.source, layout: layout)
      let verdict = try LabelVerdict(
        of: file, by: method, compares: verdicts.compare, seed: options.seed,
        progress: LabelFileOptions.report)
      try verdicts.print(verdict, asJSON: options.json)
      try LabelFileOptions.write(page) { try verdict.page(command: $0, version: sandboxVersion) }
    }
  }
}
