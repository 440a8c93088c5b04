import OwnLabels
import Reports
import Statistics

extension AgreementSummary {
  /// The coefficients and the pairs that agree least, for a person at a terminal.
  var text: String {
    [head, coefficientTable, groupTable, taskTable, pairTable].filter { !$0.isEmpty }.joined(
      separator: "\n\n")
  }

  private var head: String {
    "agreement at the \(level.rawValue) level: \(NumberText.counted(file.count, "label")) of "
      + "\(NumberText.counted(file.taskNames.count, "task")) by "
      + NumberText.counted(file.workerNames.count, "worker")
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

  private var groupTable: String {
    guard !groups.isEmpty else { return "" }
    func number(_ estimate: Estimate?) -> [String] {
      [
        estimate.map { NumberText.fixed($0.mean, decimals: 3) } ?? "undefined",
        VerdictText.text(estimate?.interval, decimals: 3),
      ]
    }
    return "groups by \(file.groups?.column ?? ""): alpha within, and agreement with the others\n"
      + TextTable(
        heads: [
          "group", "workers", "labels", "within", "95 % interval", "across", "95 % interval",
        ], alignments: [.left, .right, .right, .right, .right, .right, .right],
        rows: groups.map { group in
          [
            group.group, NumberText.short(Double(group.workerCount)),
            NumberText.short(Double(group.labelCount)),
          ] + number(group.within) + number(group.across)
        }
      ).quoted.text
  }

  private var taskTable: String {
    let divided = dividedTasks
    guard !divided.isEmpty else { return "" }
    let total = Double(divided.count)
    let distribution = TextTable(
      heads: ["equal pairs of labels", "tasks", "share"], alignments: [.left, .right, .right],
      rows: taskDistribution.map {
        [
          $0.range, NumberText.short(Double($0.count)),
          NumberText.fixed(Double($0.count) / total, decimals: 3),
        ]
      }
    ).text
    let most = divided.prefix(10).filter { ($0.agreement ?? 1) < 1 }
    guard !most.isEmpty else { return distribution }
    return distribution + "\n\nwhat divides people: tasks, most divided first\n"
      + VerdictText.table(
        taskHeads, Array([.left, .right, .right, .left, .right, .right].prefix(taskHeads.count)),
        most.map(taskRow),
        count: divided.count { ($0.agreement ?? 1) < 1 }, limit: 10, noun: "tasks",
        all: "--csv or --json prints all")
  }

  private var pairTable: String {
    guard !raterPairs.pairs.isEmpty else { return "" }
    let weights = level.kappaWeights
    return "who disagrees with whom: pairs of workers, those who surely agree least first\n"
      + VerdictText.table(
        [
          "worker", "worker", "shared", "agree",
          weights == .unweighted ? "kappa" : "kappa, \(weights.rawValue)",
        ], [.left, .left, .right, .right, .right],
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
