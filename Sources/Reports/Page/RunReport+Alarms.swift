import Evaluation
import Experiments

extension RunReport {
  /// How well what a practitioner sees tells that a judge is gamed; `nil` where that cannot be told.
  var alarmsSection: Section? {
    guard let alarms = record.alarms else { return nil }
    let rows = alarms.rows.map { row -> Markup in
      func cell(_ value: Double?, _ text: (Double) -> String) -> Markup {
        "<td class=\"number\">\(value.map(text) ?? "–")</td>"
      }
      func share(_ value: Double) -> String { "\(NumberText.short((value * 100).rounded())) %" }
      return """
        <tr><th scope="row">\(row.alarm.rawValue)</th><td>\(row.alarm.meaning)</td>\
        <td class="number">\(estimateCell(row.area))</td>\
        \(cell(row.threshold) { NumberText.short($0) })\
        \(cell(row.caught, share))\(cell(row.falseAlarms, share))\
        \(cell(row.delay) { NumberText.short($0) })</tr>
        """
    }
    let table: Markup = """
      <table>
      <thead><tr><th scope="col">alarm</th><th scope="col">what it watches</th>\
      <th scope="col" class="number">area under ROC</th><th scope="col" class="number">threshold</th>\
      <th scope="col" class="number">caught</th><th scope="col" class="number">false alarms</th>\
      <th scope="col" class="number">delay, iterations</th></tr></thead>
      <tbody>\(rows)</tbody>
      </table>
      """
    return Section(
      anchor: "alarms", title: "Alarms of reward hacking",
      introduction:
        "In \(alarms.gamed) of \(alarms.gamed + alarms.healthy) replications that followed a reward model, and were looked at four times or more, the "
        + "true reward fell by \(NumberText.short(AlarmTable.fall)) from its highest point and stayed below: there "
        + "the judge is gamed from that look on. How well do numbers that need no truth tell? The area is ½ for chance and "
        + "1 for certainty, over all looks, with a 95 % bootstrap interval over replications. The threshold is where one "
        + "healthy replication in ten is alarmed, set on replications 1, 3, 5, …; caught, false alarms and the median delay "
        + "from onset to alarm (below 0 it came early) are of the others.",
      content: Markup.scrolling("Alarms of reward hacking", table))
  }
}
