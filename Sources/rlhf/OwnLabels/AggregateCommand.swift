import ArgumentParser
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
      Ratings, as a column called rating, stars or score holds them, are numbers, and a quality is \
      estimated for each task; other whole numbers are names unless --level says otherwise. A column \
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

  @OptionGroup var meaning: LabelMeaning

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
      let file = try meaning.file(options)
      let verdict = try LabelResult(
        of: file, by: method, level: meaning.level, compares: verdicts.compare, seed: options.seed,
        progress: LabelFileOptions.report)
      try verdicts.print(verdict, asJSON: options.json)
      try LabelFileOptions.write(page) { try verdict.page(command: $0, version: sandboxVersion) }
    }
  }
}
