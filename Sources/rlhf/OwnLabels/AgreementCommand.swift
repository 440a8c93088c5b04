import ArgumentParser
import OwnLabels

extension SetDistance: ExpressibleByArgument {}

/// `rlhf agreement`
struct AgreementCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agreement",
    abstract: "Measure how far people agree in your own labels.",
    discussion: """
      Krippendorff's alpha with its 95 % interval, Fleiss' and Cohen's kappa, Gwet's AC1, and of \
      numbers the intraclass correlation and Kendall's W; then which tasks divide people, and who \
      disagrees with whom. With --group also how far each group agrees, within and with the others. The \
      table is that of `rlhf aggregate`: long, or wide with a column for each worker. Gaps are allowed.

      Examples:

        rlhf agreement labels.csv
        rlhf agreement ratings.csv --level ordinal --json
        rlhf agreement ratings.csv --group gender
        rlhf agreement sheet.csv --layout wide --plot agreement.html
      """)

  @OptionGroup var options: LabelFileOptions

  @OptionGroup var meaning: LabelMeaning

  @Option(
    help: ArgumentHelp(
      "How far apart two sets of labels are, with --label-separator: masi or jaccard."))
  var distance: SetDistance = .masi

  @Flag(help: "Print a line for each task, as comma-separated values.")
  var csv = false

  func validate() throws {
    if csv, options.json { throw ValidationError("Choose one of --json and --csv.") }
  }

  func run() throws {
    try readingLabels {
      let page = try options.page
      let file = try meaning.file(options)
      let summary = try AgreementSummary(
        of: file, level: meaning.level, distance: distance, seed: options.seed)
      LabelFileOptions.say(summary.notes)
      if options.json {
        try Terminal.print(bytes: Array(summary.json.utf8))
      } else if csv {
        try Terminal.print(bytes: Array(summary.csv.utf8))
      } else {
        try Terminal.print(summary.text)
      }
      try LabelFileOptions.write(page) { summary.page(command: $0, version: sandboxVersion) }
    }
  }
}
