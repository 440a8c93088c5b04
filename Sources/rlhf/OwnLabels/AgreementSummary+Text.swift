import OwnLabels
import Reports
import Statistics

extension AgreementSummary {
  /// The coefficients and the pairs that agree least, for a person at a terminal.
  var text: String {
    [head, coefficientTable, pairTable].filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private var head: String {
    "agreement at the \(level.rawValue) level: \(VerdictText.counted(file.count, "label")) of "
      + "\(VerdictText.counted(file.taskNames.count, "task")) by "
      + VerdictText.counted(file.workerNames.count, "worker")
  }

  private var coefficientTable: String {
    let rows =
      [("Krippendorff's alpha", alpha)] + others.map { ($0.title, $0.estimate) }
    return TextTable(
      heads: ["coefficient", "value", "95 % interval"], alignments: [.left, .right, .right],
      rows: rows.map { title, estimate in
        [
          title, estimate.map { NumberText.fixed($0.mean, decimals: 3) } ?? "undefined",
          VerdictText.text(estimate?.interval, decimals: 3),
        ]
      }
    ).text
  }

  private var pairTable: String {
    guard !raterPairs.pairs.isEmpty else { return "" }
    return "who disagrees with whom: pairs of workers, least agreement first\n"
      + VerdictText.table(
        ["worker", "worker", "shared", "agree", "kappa"], [.left, .left, .right, .right, .right],
        raterPairs.pairs.prefix(11).map { pair in
          [
            file.workerNames[pair.first], file.workerNames[pair.second],
            NumberText.short(Double(pair.sharedCount)),
            NumberText.fixed(pair.agreement, decimals: 3),
            pair.kappa.map { NumberText.fixed($0, decimals: 3) } ?? "-",
          ]
        }, count: raterPairs.pairs.count, limit: 10, noun: "pairs", all: "--json prints all")
  }
}
