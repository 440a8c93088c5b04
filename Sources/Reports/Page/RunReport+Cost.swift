import Experiments

extension RunReport {
  /// What the labels cost, and where the computer's time went.
  var costSection: Section? {
    let phases = record.phaseSeconds.filter { $0.seconds > 0 }
    let costs = costTable
    guard !phases.isEmpty || costs != nil else { return nil }
    return Section(
      anchor: "cost", title: "What it cost",
      content: """
        <div class="grid pair">
        <div><h3>People</h3>\(costs.map { .scrolling("What people cost", $0) } ?? "<p>No labels were bought.</p>")</div>
        <div><h3>Computer</h3>\(timeTable(phases))\(optimizerTable ?? "")</div>
        </div>
        """)
  }

  private static let costs = [
    ("labels", ["labels", "answers", "label_count", "answer_count"]),
    ("of these by AI judges", ["ai_judge_labels"]), ("dollars", ["cost_dollars"]),
    ("hours of work", ["annotator_hours"]), ("hours by the clock", ["wall_clock_hours"]),
  ]

  private var costTable: Markup? {
    let measured = MetricNames.all(in: record)
    let columns = Self.costs.compactMap { title, names in
      names.first(where: measured.contains).map { (title, $0) }
    }.filter { _, metric in
      // Where no arm has AI judges, a column of noughts says nothing.
      metric != "ai_judge_labels"
        || record.arms.contains { $0.values(of: metric).contains { $0 > 0 } }
    }
    guard !columns.isEmpty else { return nil }
    let heads = columns.map { "<th scope=\"col\" class=\"number\">\($0.0)</th>" as Markup }
    let rows = record.arms.map { arm -> Markup in
      let cells = columns.map { title, metric -> Markup in
        guard let mean = estimate(metric, of: arm)?.mean else {
          return "<td class=\"number\">–</td>"
        }
        let text = title == "dollars" ? NumberText.dollars(mean) : RunReport.text(mean)
        return "<td class=\"number\">\(text)</td>"
      }
      return "<tr><th scope=\"row\">\(arm.arm.name)</th>\(cells)</tr>"
    }
    return """
      <table>
      <thead><tr><th scope="col">arm, mean of a replication</th>\(heads)</tr></thead>
      <tbody>\(rows)</tbody>
      </table>
      """
  }

  private func timeTable(_ phases: [(name: String, seconds: Double)]) -> Markup {
    let total = phases.map(\.seconds).reduce(0, +)
    guard total > 0 else { return "<p>Nothing was timed.</p>" }
    let rows = phases.map { phase -> Markup in
      let share = Int((100 * phase.seconds / total).rounded())
      return """
        <tr><th scope="row">\(phase.name)</th>\
        <td class="number">\(NumberText.duration(seconds: phase.seconds))</td>\
        <td class="bar"><span style="width:\(share)%"></span></td>\
        <td class="number">\(share) %</td></tr>
        """
    }
    let table: Markup = """
      <table>
      <thead><tr><th scope="col">phase</th><th scope="col" class="number">working time</th>\
      <th scope="col" colspan="2" class="number">share</th></tr></thead>
      <tbody>\(rows)</tbody>
      </table>
      """
    return """
      \(.scrolling("Working time by phase", table))
      <p class="note">Summed over arms and replications, \(NumberText.duration(seconds: total)) in \
      all; phases that arms share are counted once. The run took \
      \(NumberText.duration(seconds: record.seconds)) by the clock.</p>
      """
  }

  /// The time and memory that phase 4 took in each arm; `nil` where it learnt in none.
  private var optimizerTable: Markup? {
    let rows = record.arms.compactMap { arm -> Markup? in
      let phases = arm.replications.compactMap { replication in
        // What is shared with another arm took no time of its own.
        replication.phases.first { $0.name == "policy optimisation" && $0.seconds > 0 }
      }
      let memory = phases.compactMap { $0.report.last("training_memory") }
      guard !phases.isEmpty, !memory.isEmpty else { return nil }
      let seconds = phases.map(\.seconds).reduce(0, +) / Double(phases.count)
      let megabytes = memory.reduce(0, +) / Double(memory.count)
      return """
        <tr><th scope="row">\(arm.arm.name)</th>\
        <td>\(arm.arm.settings.policyOptimization.method)</td>\
        <td class="number">\(NumberText.duration(seconds: seconds))</td>\
        <td class="number">\(NumberText.short(megabytes)) MB</td></tr>
        """
    }
    guard !rows.isEmpty else { return nil }
    let table: Markup = """
      <table>
      <thead><tr><th scope="col">arm</th><th scope="col">optimiser</th>\
      <th scope="col" class="number">time of phase 4</th>\
      <th scope="col" class="number">memory</th></tr></thead>
      <tbody>\(rows)</tbody>
      </table>
      """
    return Markup.scrolling("Time and memory of phase 4", table)
  }
}
