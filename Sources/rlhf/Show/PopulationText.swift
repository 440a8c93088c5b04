import Annotators
import Reports
import SandboxCore

/// A crowd in words and bars.
enum PopulationText {
  static func text<World: Environment>(
    _ summary: PopulationSummary, in world: World, questionCount: Int
  ) -> String {
    [
      who(summary), traits(summary), tastes(summary, in: world), distances(summary),
      expectations(summary, questionCount: questionCount),
    ].filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private static func who(_ summary: PopulationSummary) -> String {
    let aiJudges =
      summary.aiJudges > 0 ? ", \(NumberText.counted(summary.aiJudges, "AI judge"))" : ""
    let accounts =
      summary.humanAccounts == summary.people
      ? "" : " behind \(summary.humanAccounts) accounts"
    let head =
      "Who: \(summary.people == 1 ? "1 person" : "\(summary.people) people")\(accounts)"
      + aiJudges
    let most = (summary.groups + summary.behaviors).map(\.accounts).max() ?? 1
    func rows(_ counts: [PopulationSummary.Count]) -> [[String]] {
      counts.map { [$0.name, "\($0.accounts)", bar($0.accounts, of: most)] }
    }
    return head + "\n"
      + TextTable(
        heads: ["group", "accounts", ""], alignments: [.left, .right, .left],
        rows: rows(summary.groups)
      ).text + "\n\n"
      + TextTable(
        heads: ["behavior", "accounts", ""], alignments: [.left, .right, .left],
        rows: rows(summary.behaviors)
      ).text
  }

  private static func bar(_ count: Int, of most: Int) -> String {
    String(repeating: "█", count: max(count > 0 ? 1 : 0, count * 40 / max(most, 1)))
  }

  private static func traits(_ summary: PopulationSummary) -> String {
    guard !summary.traits.isEmpty else {
      return "How they answer: perfectly, without errors, habits or leanings."
    }
    let rows = summary.traits.map { trait in
      [
        trait.key, NumberText.short(trait.mean), NumberText.short(trait.least),
        NumberText.short(trait.greatest),
      ]
    }
    return "How they answer (traits that are neutral in everybody are left out)\n"
      + TextTable(
        heads: ["trait", "mean", "least", "greatest"],
        alignments: [.left, .right, .right, .right], rows: rows
      ).text
  }

  private static func tastes<World: Environment>(
    _ summary: PopulationSummary, in world: World
  ) -> String {
    let named = world.attributes.map(\.name)
    let used = named.indices.filter { place in
      summary.tastes.contains { $0.attributes[place] != 0 }
    }
    guard !used.isEmpty else {
      return "What they like: all of them want exactly what is truly good."
    }
    let rows =
      [["gold"] + summary.tastes.map { NumberText.short($0.gold) }]
      + used.map { place in
        [named[place]]
          + summary.tastes.map { taste in
            taste.attributes[place] == 0 ? "" : NumberText.short(taste.attributes[place])
          }
      }
    return "What they like: reward units for a unit of an attribute, on average over topics\n"
      + TextTable(
        heads: ["attribute"] + summary.tastes.map(\.group),
        alignments: [.left] + summary.tastes.map { _ in .right }, rows: rows
      ).text
  }

  private static func distances(_ summary: PopulationSummary) -> String {
    guard !summary.distances.isEmpty else { return "" }
    let rows = summary.distances.map { distance in
      [
        "\(distance.first) and \(distance.second)",
        distance.correlation.map { NumberText.short($0) } ?? "",
        percent(distance.disagreement),
      ]
    }
    return "How far apart they are\n"
      + TextTable(
        heads: ["groups", "correlation of utilities", "prefer another response"],
        alignments: [.left, .right, .right], rows: rows
      ).text
  }

  private static func expectations(_ summary: PopulationSummary, questionCount: Int) -> String {
    var lines: [String] = []
    if let agreement = summary.agreement {
      lines.append("Two of them give the same answer to \(percent(agreement)) of the comparisons.")
    }
    if let accuracy = summary.accuracy {
      lines.append("A single answer agrees with the truth in \(percent(accuracy)).")
    }
    guard !lines.isEmpty else { return "" }
    return "What to expect, from \(questionCount) comparisons that everybody answered\n"
      + lines.map { "  " + $0 }.joined(separator: "\n")
      + "\n  These pairs are easier than two samples of one model; a run's own agreement is lower."
  }

  private static func percent(_ share: Double) -> String { NumberText.short(100 * share) + " %" }
}
