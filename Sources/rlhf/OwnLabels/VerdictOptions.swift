import ArgumentParser
import OwnLabels

/// What `aggregate` and `rate` have in common: a method's verdict, and the forms it is printed in.
struct VerdictOptions: ParsableArguments {
  @Flag(help: "Print a line for each task or item, as comma-separated values.")
  var csv = false

  @Flag(help: "Run every method that fits, and show where they differ.")
  var compare = false

  @Flag(help: "List the methods with what each assumes and needs.")
  var list = false

  /// Prints a verdict; what a reader should know goes to standard error.
  func print(_ verdict: some PrintedVerdict, asJSON: Bool) throws {
    LabelFileOptions.say(verdict.notes)
    if asJSON {
      try Terminal.print(bytes: Array(verdict.json.utf8))
    } else if csv {
      try Terminal.print(bytes: Array(verdict.csv.utf8))
      if let comparison = verdict.comparison { Terminal.note(comparison.text) }
    } else {
      try Terminal.print(verdict.text)
    }
  }
}

/// The verdict of a method on people's own labels, in every form it is printed in.
protocol PrintedVerdict {
  var notes: [String] { get }
  var json: String { get }
  var csv: String { get }
  var text: String { get }
  /// Where methods differ, if that was asked.
  var comparison: MethodComparison? { get }
}

extension LabelResult: PrintedVerdict {}
extension ItemRanking: PrintedVerdict {}
