import OwnLabels
import Reports

extension MethodComparison {
  /// Where methods differ, for a person at a terminal.
  var text: String {
    [matrix, disputeTable, omittedLines].filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private var isShare: Bool { measure == .difference }

  private var matrix: String {
    guard !methods.isEmpty else { return "" }
    let hasAccuracy = methods.contains { $0.accuracy != nil }
    let names = methods.map(\.name)
    let table = TextTable(
      heads: [""] + (hasAccuracy ? [isShare ? "accuracy" : "tau with truth"] : [])
        + methods.indices.map { "(\($0 + 1))" },
      alignments: [.left] + Array(repeating: .right, count: methods.count + 1),
      rows: methods.indices.map { row in
        ["(\(row + 1)) \(names[row])"]
          + (hasAccuracy
            ? [methods[row].accuracy.map { NumberText.fixed($0, decimals: 3) } ?? "-"] : [])
          + methods.indices.map { column in
            row == column
              ? "" : values[row][column].map { NumberText.fixed($0, decimals: 3) } ?? "-"
          }
      })
    return
      (isShare
      ? "methods side by side: the share of tasks on which two differ"
        + (hasAccuracy
          ? "; accuracy is on the \(NumberText.counted(truthCount, "task")) with a truth" : "")
      : "methods side by side: Kendall's tau between their orders") + "\n" + table.text
  }

  private var disputeTable: String {
    guard !disputes.isEmpty else { return isShare ? "all methods agree on every task" : "" }
    let table = TextTable(
      heads: [isShare ? "task" : "item"] + methods.indices.map { "(\($0 + 1))" },
      rows: disputes.map { [$0.name] + $0.answers })
    let head =
      isShare
      ? "methods differ on \(NumberText.counted(disputedCount, "task")), most on:"
      : "places that differ most:"
    return head + "\n" + table.quoted.text
  }

  private var omittedLines: String { omitted.map { "left out: \($0)" }.joined(separator: "\n") }
}
