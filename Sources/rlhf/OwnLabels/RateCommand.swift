import ArgumentParser
import OwnLabels

/// What a comparison counts as of which both sides are bad.
enum BothBad: String, ExpressibleByArgument, CaseIterable {
  case tie
  case leaveOut = "leave-out"
}

/// `rlhf rate`
struct RateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rate",
    abstract: "Rank items by your own comparisons or rankings.",
    discussion: """
      Comparisons have columns for left, right and winner (model_a, model_b, winner as in arena \
      files; the winner is a name, a side or `tie`) and may have worker, weight and time. Rankings \
      have a row for each item, with columns ranking, rank and item; the header shows which it is. \
      Winners as zeros and ones, counts of wins, squares of counts, rankings in rows (1st, 2nd, 3rd), \
      verdicts such as [[A]] or A>>B, soft preferences from 0 to 1, and JSON are read as well.

      Examples:

        rlhf rate battles.csv
        rlhf rate battles.csv --method elo --k 32 --orders 0
        rlhf rate battles.csv --method davidson --first-advantage --plot battles.html
        rlhf rate battles.csv --covariate words_a:words_b
        rlhf rate rankings.csv --compare
        rlhf rate --list
      """)

  @OptionGroup var options: LabelFileOptions

  @Option(
    help: ArgumentHelp(
      "How items are rated; --list shows all. (default: bradley-terry, of rankings plackett-luce)",
      valueName: "name"))
  var method: String?

  @Option(
    help: ArgumentHelp(
      "Elo: the most points that one comparison can move. (default: 4)", valueName: "k"))
  var k: Double?

  @Option(
    help: ArgumentHelp(
      "Elo: in how many random orders comparisons are replayed; 0 keeps their order. (default: 100)",
      valueName: "n"))
  var orders: Int?

  @Option(
    help: ArgumentHelp(
      "A penalty on large scores. (default: none, or 0.01 where there is no finite answer)",
      valueName: "strength"))
  var ridge: Double?

  @Option(
    name: .customLong("covariate"),
    help: ArgumentHelp(
      "Two columns with a number of each side, such as its length: what the difference moved is taken "
        + "out of the scores. May be given again.", valueName: "left:right"))
  var covariates: [String] = []

  @Flag(help: "Leave out rows that compare an item with itself, instead of refusing the file.")
  var skipSelf = false

  @Option(
    help: ArgumentHelp(
      "What `both bad` counts as: a tie, or nothing (leave-out). (default: tie)",
      valueName: "meaning"))
  var bothBad = BothBad.tie

  @Flag(help: "Estimate the advantage of the left side as well.")
  var firstAdvantage = false

  @OptionGroup var verdicts: VerdictOptions

  func validate() throws {
    try requireMethod(method, among: MethodCatalog.preferences)
    if verdicts.csv, options.json { throw ValidationError("Choose one of --json and --csv.") }
    if let k, !(0.001...10_000).contains(k) {
      throw ValidationError("--k is \(k), but must be from 0.001 to 10000.")
    }
    if let orders, !(0...100_000).contains(orders) {
      throw ValidationError("--orders is \(orders), but must be from 0 to 100000.")
    }
    if let ridge, ridge != 0, !(1e-9...1e6).contains(ridge) {
      throw ValidationError("--ridge is \(ridge), but must be 0 or from 1e-9 to 1e6.")
    }
  }

  func run() throws {
    try readingLabels {
      if verdicts.list {
        return try Terminal.print(
          MethodList.text(MethodCatalog.preferences, columns: Terminal.width(of: 1)))
      }
      let page = try options.page
      var reader = try options.reader
      reader.covariates = covariates
      reader.skipsSelfComparisons = skipSelf
      reader.leavesOutBothBad = bothBad == .leaveOut
      let file = try reader.preferences(from: options.source)
      let verdict = try ItemRanking(
        of: file, by: method,
        options: RatingOptions(
          gain: k, orders: orders, ridge: ridge, estimatesFirstAdvantage: firstAdvantage),
        compares: verdicts.compare, seed: options.seed, progress: LabelFileOptions.report)
      try verdicts.print(verdict, asJSON: options.json)
      try LabelFileOptions.write(page) { verdict.page(command: $0, version: sandboxVersion) }
    }
  }
}
