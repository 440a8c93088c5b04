import Experiments
import Statistics

extension RunReport {
  /// The phases' models ranked by head-to-head judgements.
  var eloSection: Section? {
    let tables = record.arms.compactMap { arm -> (name: String, rows: [EloRow])? in
      let rows = EloRow.all(of: arm)
      return rows.isEmpty ? nil : (arm.arm.name, rows)
    }
    guard !tables.isEmpty else { return nil }
    let blocks = tables.map { name, rows -> Markup in
      let heading: Markup = tables.count > 1 ? "<h3>\(name)</h3>" : ""
      return "<div>\(heading)\(.scrolling("Ratings, \(name)", table(rows)))</div>"
    }
    return Section(
      anchor: "elo", title: "Head to head",
      introduction:
        "Elo ratings of the phases' models, 1000 on average. Every two answer the same "
        + "prompts, and annotators without trolls judge which answer is better. "
        + (bestOf.isEmpty ? "" : "\(bestOf) ")
        + "The spread is how much a rating depends on the order of play alone; Bradley-Terry is "
        + "the estimate from the same judgements that no order touches, on the same scale: where "
        + "Elo's small steps would end up.",
      content: "<div class=\"grid pair\">\(blocks)</div>")
  }

  /// What the contestant is that no phase left.
  private var bestOf: String {
    let names = record.arms.flatMap(\.replications).flatMap(\.elo).map(\.contestant)
    guard let name = names.first(where: { $0.hasPrefix("best of ") }) else { return "" }
    let count = name.dropFirst("best of ".count)
    return "“\(name)” is the fine-tuned model with \(count) tries at each prompt, of which the "
      + "reward model picks one: what the learnt reward is worth without policy optimisation."
  }

  private func table(_ rows: [EloRow]) -> Markup {
    """
    <table>
    <thead><tr><th scope="col">model</th><th scope="col" class="number">rating</th>\
    <th scope="col" class="number">spread</th>\
    <th scope="col" class="number">Bradley-Terry</th>\
    <th scope="col" class="number">won</th></tr></thead>
    <tbody>
    \(rows.map { row in
      """
      <tr><th scope="row">\(row.contestant)</th>\
      <td class="number">\(estimateCell(row.rounded))</td>\
      <td class="number">± \(RunReport.text(row.spread.rounded()))</td>\
      <td class="number">\(row.bradleyTerry.map { RunReport.text($0.rounded()) } ?? "–")</td>\
      <td class="number">\(RunReport.text(row.wins)) of \(RunReport.text(Double(row.matches)))</td></tr>
      """ as Markup
    })
    </tbody>
    </table>
    """
  }
}

/// A contestant over all replications of an arm.
package struct EloRow: Sendable {
  /// The model's name.
  package var contestant: String
  /// Mean rating with its 95 % interval over replications.
  package var rating: Estimate
  /// Mean standard deviation over orders of play, in Elo points.
  package var spread: Double
  /// Mean Bradley-Terry estimate on Elo's scale; `nil` when some replication has none.
  package var bradleyTerry: Double?
  /// Judgements won in all replications, ties counted half.
  package var wins: Double
  /// Judgements in all replications.
  package var matches: Int

  /// The rating in whole Elo points; a fraction of one means nothing.
  package var rounded: Estimate {
    Estimate(
      mean: rating.mean.rounded(),
      interval: rating.interval.map { $0.lowerBound.rounded()...$0.upperBound.rounded() },
      count: rating.count)
  }

  /// The Elo table of an arm, best first.
  package static func all(of arm: ArmRecord) -> [EloRow] {
    let records = arm.replications.flatMap(\.elo)
    let names = records.map(\.contestant).reduce(into: [String]()) { names, name in
      if !names.contains(name) { names.append(name) }
    }
    let rows = names.map { name in
      let own = records.filter { $0.contestant == name }
      return EloRow(
        contestant: name, rating: Estimate(of: own.map(\.rating)),
        spread: own.map(\.spread).reduce(0, +) / Double(own.count),
        bradleyTerry: mean(own.map(\.bradleyTerry)),
        wins: own.map(\.wins).reduce(0, +), matches: own.map(\.matches).reduce(0, +))
    }
    return rows.enumerated().sorted { left, right in
      (right.element.rating.mean, left.offset) < (left.element.rating.mean, right.offset)
    }.map(\.element)
  }

  private static func mean(_ values: [Double?]) -> Double? {
    let known = values.compactMap { $0 }
    return known.count == values.count ? known.reduce(0, +) / Double(known.count) : nil
  }
}
