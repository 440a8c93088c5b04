import PlainText
import Reports
import Statistics

extension LabelResult {
  /// The verdict as a page: workers, tasks, confusions, who disagrees with whom, suspicion, methods.
  ///
  /// - Parameters:
  ///   - command: what to type to get the page again.
  ///   - version: of the product.
  public func page(command: String, version: String) throws -> String {
    let suspicions = try SuspicionReport(file, areRatings: areRatings, seed: seed)
    let level: DistanceMetric = areRatings ? .interval : .nominal
    let ratings = try areRatings ? file.ratingTable(for: "--plot") : file.classTable().ratings()
    let pairs = RaterPairs(ratings.keepingFirstReadings, level: level)
    return LabelPage(
      title: "What \(NumberText.counted(file.workerNames.count, "worker")) said about "
        + NumberText.counted(file.taskNames.count, "task"),
      overline: "RLHF Sandbox · aggregate · \(method)", facts: facts, notes: notes,
      sections: [
        workerSection, taskSection, groupSection, confusionSection,
        pairs.section(names: file.workerNames, level: level),
        suspicions.section, comparison?.section,
      ].compactMap(\.self), command: command, version: version
    ).html
  }

  /// Whether a quality was estimated and no class.
  public var areRatings: Bool {
    if case .quality = finding { true } else { false }
  }

  private var facts: [(name: String, value: String)] {
    [
      ("tasks", NumberText.short(Double(file.taskNames.count))),
      ("workers", NumberText.short(Double(file.workerNames.count))),
      ("labels", NumberText.short(Double(file.count))),
      ("different labels", NumberText.short(Double(file.labelNames.count))),
    ]
      + (finding.logLikelihood.map {
        [("log-likelihood", NumberText.typeset(NumberText.fixed($0, decimals: 2)))]
      } ?? [])
  }

  private var workerSection: Section? {
    let rows = workers.compactMap { worker in
      worker.reliability.map {
        IntervalChart.Row(
          name: worker.worker, value: $0, interval: worker.interval, weight: worker.labelCount)
      }
    }
    let chart = IntervalChart(
      title: "Reliability of each worker",
      caption: areRatings
        ? "The correlation of a worker's ratings with the mean of the others'; lines are 95 % intervals."
        : "The probability that a label of the worker is right, as the method sees it; lines are 95 % "
          + "intervals.",
      axis: areRatings ? "correlation with the others" : "reliability", rows: rows,
      whatIsOmitted: "with the fewest labels", domain: areRatings ? nil : 0...1)
    return LabelPage.section(
      "workers", "Workers", "The most reliable first.", style: "single", [chart.figure])
  }

  private var taskSection: Section? {
    switch finding {
    case .quality:
      let rows = tasks.compactMap { task in
        task.quality.map {
          IntervalChart.Row(name: task.task, value: $0, interval: task.interval)
        }
      }
      let chart = IntervalChart(
        title: "Quality of each task",
        caption: "On the scale of \(method); lines are 95 % intervals.",
        axis: "quality", rows: rows, domain: nil)
      return LabelPage.section(
        "tasks", "Tasks", "The best first.", style: "single", [chart.figure])
    case .classes:
      return LabelPage.section(
        "tasks", "Tasks", "", [labelFigure, certaintyFigure], after: doubtfulTasks)
    }
  }

  /// What groups say by themselves.
  private var groupSection: Section? {
    let chart = IntervalChart(
      title: areRatings
        ? "Correlation of each group's means with the verdict"
        : "Tasks on which each group agrees with the verdict",
      caption: "A group's label is what most of its workers chose. Lines are 95 % intervals.",
      axis: areRatings ? "correlation" : "share of tasks",
      rows: groups.compactMap { group in
        group.agreement.map {
          IntervalChart.Row(name: group.group, value: $0.mean, interval: $0.interval)
        }
      }, domain: areRatings ? nil : 0...1)
    let divided = dividedTasks.prefix(20)
    return LabelPage.section(
      "groups", "Groups", file.groups.map { "By \($0.column)." } ?? "", style: "single",
      [chart.figure],
      after: divided.isEmpty
        ? .nothing
        : """
        <h3>Where groups differ</h3>
        \(LabelPage.table(
          "Tasks on which groups differ", heads: ["task", "all"] + groups.map(\.group),
          rows: divided.map(groupRow)))
        """)
  }

  /// A row of a table of what all and each group say about a task.
  public func groupRow(_ task: Int) -> [String] {
    let verdict: String? =
      switch finding {
      case .classes(let estimate): estimate.labels[task].map { file.labelNames[$0] }
      case .quality(let estimate):
        estimate.quality[task].map { NumberText.fixed($0, decimals: 2) }
      }
    return [file.taskNames[task], verdict ?? "-"]
      + groups.map { text($0.answers[task], decimals: 2) ?? "-" }
  }

  private var confusionSection: Section? {
    guard let confusions, file.labelNames.count <= 12 else { return nil }
    let order = file.labelOrder.map { file.labelNames[$0] }
    let counts = workers.reduce(into: [Int: Int]()) { $0[$1.index] = $1.labelCount }
    let busiest = confusions.sorted { (counts[$0.worker] ?? 0) > (counts[$1.worker] ?? 0) }
      .prefix(12)
    let figures = busiest.map { worker, matrix in
      HeatMap(
        title: Excerpt.of(file.workerNames[worker]),
        subject: "worker \(worker + 1), what they take for what",
        caption: NumberText.counted(counts[worker] ?? 0, "label"),
        rows: (order, "truth"), columns: (order, "label given"), values: matrix,
        meaning: "probability", range: 0...1
      ).figure
    }
    return LabelPage.section(
      "confusion", "What workers take for what",
      "The probability of each label by the class that the method believes, row by row, for the "
        + "workers with the most labels. A strong diagonal is a reliable worker, a strong column somebody "
        + "who gives one label whatever they see.",
      style: "small", figures)
  }
}
