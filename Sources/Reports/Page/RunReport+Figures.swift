import Experiments

extension RunReport {
  /// What each phase changed.
  var phasesSection: Section? {
    let figures = phaseFigures
    guard !figures.isEmpty else { return nil }
    // A screenful; of six arms all, of seven or more the first four.
    let shown = figures.count <= 6 ? figures.count : 4
    return Section(
      anchor: "phases", title: "What each phase changed",
      introduction: "The true reward on held-out prompts, which only a simulation can know, of the "
        + "model that each phase left. Large dots are means with 95 % intervals; small dots are "
        + "replications, joined because each phase starts from the one before."
        + (hasSeveralWorlds ? " Arms of one world share a scale." : ""),
      content: """
        \(grid(Array(figures.prefix(shown)), widest: figures.count == 1 ? "single" : "pair", level: 3))
        \(folded(Array(figures.dropFirst(shown))))
        """)
  }

  /// The rest of many figures, behind a line to click on.
  private func folded(_ figures: [Figure]) -> Markup {
    figures.isEmpty
      ? ""
      : "<details><summary>\(figures.count) more arms</summary>\(grid(figures, widest: "pair", level: 3))</details>"
  }

  /// Dose and response, where arms step through one numeric setting.
  var sweepsSection: Section? {
    let metrics = MetricNames.telling(in: record, limit: 6)
    let maps = SweepGrid.all(in: armsWithResults).map { grid in
      (grid: grid, figures: metrics.compactMap { heatMap($0, over: grid) })
    }.filter { !$0.figures.isEmpty }.map { found -> Markup in
      """
      <h3><code>\(found.grid.x.key)</code> and <code>\(found.grid.y.key)</code></h3>
      \(grid(found.figures, widest: "pair"))
      """
    }
    let lines = Sweep.all(in: armsWithResults).map { sweep -> Markup in
      """
      <h3><code>\(sweep.setting.key)</code></h3>
      <p>\(sweep.setting.meaning)</p>
      \(grid(metrics.flatMap { sweepFigures($0, over: sweep) }, widest: "pair"))
      """
    }
    let parts = maps + lines
    guard !parts.isEmpty else { return nil }
    return Section(
      anchor: "sweep", title: "Dose and response",
      introduction:
        "Arms that differ in numeric settings, and what follows from it. Maps show the means of all "
        + "combinations of two settings. In the lines below, small dots are replications.",
      content: "\(parts)")
  }

  /// The arms side by side; left out where a sweep shows the same better.
  var comparisonSection: Section? {
    let figures = MetricNames.telling(in: record, limit: 6).flatMap(comparisonFigures)
    guard !figures.isEmpty, Sweep.all(in: armsWithResults).isEmpty else { return nil }
    return Section(
      anchor: "arms", title: "The arms side by side",
      introduction: "Large dots are means with 95 % intervals, small dots are replications."
        + (hasSeveralWorlds
          ? " The arms live in different worlds; what is on no common scale is drawn apart." : ""),
      content: grid(figures, widest: "pair", level: 3))
  }

  /// Policy optimisation: what it gained, what it only seemed to gain, and how.
  var optimisationSection: Section? {
    let pairs = record.arms.map { (arm: $0, figures: rewardFigures($0)) }.filter {
      !$0.figures.isEmpty
    }
    let shown = record.arms.count == 1 ? ["held_out_gold_reward", "held_out_proxy_reward"] : []
    let series = seriesFigures(phase: Self.optimisation, leavingOut: shown)
    guard !pairs.isEmpty || !series.telling.isEmpty else { return nil }
    let blocks = pairs.enumerated().map { index, pair -> Markup in
      if pairs.count == 1 { return grid(pair.figures, widest: "pair", level: 3) }
      let content = grid(pair.figures, widest: "pair")
      let name = pair.arm.arm.name
      return index < 3
        ? "<h3>\(name)</h3>\(content)"
        : "<details><summary>\(name)</summary>\(content)</details>"
    }
    return Section(
      anchor: "optimisation", title: "Gold against proxy",
      introduction: "Learning from people, policy optimisation sees only the reward model's "
        + "belief, the proxy. The gold reward is measured beside it.",
      content: """
        \(blocks)
        <h3>Under the bonnet</h3>
        <p>What is called held-out was measured every few iterations on held-out prompts, all else
        on the episodes of each iteration.</p>
        \(legend)
        \(small(series))
        """)
  }

  /// The other phases' own curves.
  var trainingSection: Section? {
    let blocks = record.phaseSeconds.map(\.name).filter { $0 != Self.optimisation }
      .compactMap { phase -> Markup? in
        let figures = seriesFigures(phase: phase)
        if figures.telling.isEmpty && figures.others.isEmpty { return nil }
        return "<h3>\(phase.capitalizedFirst)</h3>\(small(figures))"
      }
    guard !blocks.isEmpty else { return nil }
    return Section(
      anchor: "training", title: "How each phase learnt",
      introduction: "Phases that arms share are learnt once, so their lines coincide.",
      content: "\(legend)\(blocks)")
  }

  /// Which colour is which arm; nothing when there is only one.
  private var legend: Markup {
    guard record.arms.count > 1 else { return "" }
    let entries = record.arms.enumerated().map { index, arm -> Markup in
      """
      <li><span class="swatch" style="background:\(Palette.series(index))"></span>\
      \(arm.arm.name)</li>
      """
    }
    return "<ul class=\"legend\">\(entries)</ul>"
  }

  /// Small charts, those for who looks for a fault folded away.
  private func small(_ figures: (telling: [Figure], others: [Figure])) -> Markup {
    let rest: Markup =
      figures.others.isEmpty
      ? ""
      : """
      <details><summary>\(figures.others.count) more</summary>
      \(grid(figures.others, widest: "small"))</details>
      """
    return "\(grid(figures.telling, widest: "small"))\(rest)"
  }

  func grid(_ figures: [Figure], widest: String, level: Int = 4) -> Markup {
    "<div class=\"grid \(widest)\">\(figures.map { $0.markup(level: level) })</div>"
  }
}

extension String {
  /// The text with its first letter large.
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
