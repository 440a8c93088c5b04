import Foundation
import Reports

/// The exact answer of a world as tables for a terminal.
enum OptimumText {
  static func text(_ answer: OptimumFrontier) -> String {
    let reference = answer.isUniform ? "all legal actions alike" : "the model"
    let head = [
      "\(answer.prompt): \(NumberText.counted(answer.leafCount, "response")), "
        + NumberText.counted(answer.stateCount, "state"),
      "  at best \(NumberText.short(answer.best.gold)), which "
        + "\(NumberText.counted(answer.best.count, "response")) "
        + "\(answer.best.count == 1 ? "has" : "have")",
    ]
    // A board of several lines says less than its numbers.
    let examples = answer.best.examples.filter { !$0.contains("\n") }
    let such = examples.isEmpty ? [] : ["  such as " + examples.joined(separator: " | ")]
    let parts = [
      (head + such).joined(separator: "\n"),
      "The optimum of gold - beta KL; the reference is \(reference)\n" + frontier(answer),
    ]
    return
      (parts
      + (answer.bestOfN.isEmpty
        ? [] : ["The best of n responses of the reference\n" + bestOfN(answer)]))
      .joined(separator: "\n\n")
  }

  private static func frontier(_ answer: OptimumFrontier) -> String {
    TextTable(
      heads: ["  beta", "KL", "gold", "objective", "P(best)"],
      alignments: Array(repeating: .right, count: 5),
      rows: answer.points.map { point in
        [
          point.klCoefficient.map { String(format: "%g", $0) } ?? "reference",
          fixed(point.divergence), fixed(point.gold), fixed(point.objective),
          fixed(point.probabilityOfBest),
        ]
      }
    ).text
  }

  private static func bestOfN(_ answer: OptimumFrontier) -> String {
    TextTable(
      heads: ["     n", "KL", "gold", "optimum at this KL"],
      alignments: Array(repeating: .right, count: 4),
      rows: answer.bestOfN.map { row in
        ["\(row.n)", fixed(row.divergence), fixed(row.gold), fixed(row.frontierGold)]
      }
    ).text
  }

  private static func fixed(_ value: Double) -> String { NumberText.fixed(value, decimals: 4) }
}
