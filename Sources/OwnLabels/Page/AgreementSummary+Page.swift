import Reports
import Statistics

extension AgreementSummary {
  /// The coefficients with their intervals, and who disagrees with whom.
  ///
  /// - Parameters:
  ///   - command: what to type to get the page again.
  ///   - version: of the product.
  public func page(command: String, version: String) -> String {
    let all: [(title: String, value: Coefficient)] =
      [
        (
          "Krippendorff's alpha",
          Coefficient(key: "krippendorff_alpha", title: "Krippendorff's alpha", estimate: alpha)
        )
      ] + others.map { ($0.title, $0) }
    let rows = all.compactMap { title, coefficient in
      coefficient.estimate.map {
        IntervalChart.Row(name: title, value: $0.mean, interval: $0.interval)
      }
    }
    let chart = IntervalChart(
      title: "Coefficients of agreement",
      caption:
        "1 is perfect. All but the share of agreeing pairs and Kendall's W are 0 at what chance gives. "
        + "Lines are 95 % intervals from drawing tasks anew.",
      axis: "agreement", rows: rows, domain: nil)
    return LabelPage(
      title: "How far people agree", overline: "RLHF Sandbox · agreement · \(level.rawValue) level",
      facts: [
        ("tasks", NumberText.short(Double(file.taskNames.count))),
        ("workers", NumberText.short(Double(file.workerNames.count))),
        ("labels", NumberText.short(Double(file.count))),
        ("Krippendorff's alpha", alpha.map { NumberText.fixed($0.mean, decimals: 3) } ?? "–"),
      ], notes: notes,
      sections: [
        LabelPage.section("coefficients", "Agreement", "", style: "single", [chart.figure]),
        groupSection, taskSection,
        raterPairs.section(names: file.workerNames, level: level),
      ].compactMap(\.self), command: command, version: version
    ).html
  }
}

extension AgreementSummary {
  /// How far groups agree, within and across.
  private var groupSection: Section? {
    let rows = groups.flatMap { group in
      [
        group.within.map {
          IntervalChart.Row(name: "\(group.group), within", value: $0.mean, interval: $0.interval)
        },
        group.across.map {
          IntervalChart.Row(
            name: "\(group.group), with the others", value: $0.mean, interval: $0.interval,
            isMarked: true)
        },
      ].compactMap(\.self)
    }
    return LabelPage.section(
      "groups", "Groups", file.groups.map { "By \($0.column)." } ?? "", style: "single",
      [
        IntervalChart(
          title: "Agreement within and across groups",
          caption:
            "Krippendorff's alpha of each group, and how far it agrees with the others beyond chance. A "
            + "group that agrees more within than across sees tasks in a way of its own. Lines are 95 % "
            + "intervals from drawing tasks anew; they do not speak of other people of a group.",
          axis: "agreement", rows: rows, domain: nil
        ).figure
      ])
  }

  /// On which tasks people agree.
  private var taskSection: Section? {
    let divided = dividedTasks.prefix(10).filter { ($0.agreement ?? 1) < 1 }
    return LabelPage.section(
      "tasks", "Tasks", "", style: "single",
      [
        ShareHistogram(
          title: "How far people agree on each task",
          caption: "The share of pairs of labels of a task that are equal, over all tasks.",
          axis: "share of equal pairs", shares: tasks.compactMap(\.agreement)
        ).figure
      ],
      after: divided.isEmpty
        ? .nothing
        : """
        <h3>Most divided</h3>
        \(LabelPage.table(
          "Tasks on which people agree least", heads: taskHeads, numbers: [1, 2, 4, 5],
          rows: divided.map(taskRow)))
        """)
  }

  /// Whether labels are numbers, of which each task has a standard deviation.
  private var hasDeviations: Bool { level == .interval || level == .ratio }

  /// The heads of a table of tasks.
  public var taskHeads: [String] {
    ["task", "labels", "equal pairs", "commonest label", "its share"]
      + (hasDeviations ? ["deviation"] : [])
  }

  /// A row of a table of tasks.
  public func taskRow(_ task: TaskAgreement) -> [String] {
    [
      file.taskNames[task.task], "\(task.labelCount)",
      task.agreement.map { NumberText.fixed($0, decimals: 3) } ?? "-",
      file.labelNames[task.commonest], NumberText.fixed(task.commonestShare, decimals: 3),
    ] + (hasDeviations ? [task.deviation.map { NumberText.fixed($0, decimals: 3) } ?? "-"] : [])
  }
}

extension RaterPairs {
  /// Who disagrees with whom, as a map and a table; `nil` where no two share a task.
  func section(names: [String], level: DistanceMetric) -> Section? {
    guard !pairs.isEmpty else { return nil }
    // Of names it is plain how often two agree; of numbers it matters how far apart they are.
    let areNames = level == .nominal || pairs.contains { $0.kappa == nil }
    func closeness(_ pair: RaterPair) -> Double { areNames ? pair.agreement : pair.kappa ?? 0 }
    // Those with the most agreement stand together, so that a stray shows as a pale row.
    func meanAgreement(_ rater: Int) -> Double {
      let own = pairs.filter { $0.first == rater || $0.second == rater }
      let shared = own.reduce(0) { $0 + $1.sharedCount }
      return own.reduce(0) { $0 + closeness($1) * Double($1.sharedCount) } / Double(max(1, shared))
    }
    let means = raters.map { (rater: $0, mean: meanAgreement($0)) }
    let order = means.sorted { ($0.mean, $1.rater) > ($1.mean, $0.rater) }.map(\.rater)
    var place = [Int: Int]()
    for (index, rater) in order.enumerated() { place[rater] = index }
    var values = [[Double?]](
      repeating: Array(repeating: nil, count: order.count), count: order.count)
    for pair in pairs {
      guard let one = place[pair.first], let two = place[pair.second] else { continue }
      values[one][two] = closeness(pair)
      values[two][one] = closeness(pair)
    }
    let labels = order.map { names[$0] }
    let known = pairs.map(closeness)
    let map = HeatMap(
      title: areNames
        ? "Share of shared tasks on which two workers agree"
        : "Cohen's kappa of two workers, \(level.kappaWeights.rawValue) weights",
      caption:
        "Those who agree most with all others come first; a faint row is somebody who differs "
        + "from everybody. Empty cells are pairs without a shared task.",
      rows: (labels, nil), columns: (labels, nil), values: values,
      meaning: areNames ? "agreement" : "kappa",
      range: min(known.min() ?? 0, 0.5)...1)
    let rows = pairs.prefix(12).map { pair in
      [
        names[pair.first], names[pair.second], "\(pair.sharedCount)",
        NumberText.fixed(pair.agreement, decimals: 2),
        pair.kappa.map { NumberText.typeset(NumberText.fixed($0, decimals: 2)) } ?? "–",
      ]
    }
    let table = LabelPage.table(
      "Pairs that agree least",
      heads: ["worker", "worker", "shared tasks", "agree on", "Cohen's kappa"],
      numbers: [2, 3, 4], rows: rows)
    return LabelPage.section(
      "pairs", "Who disagrees with whom", "", style: "single", [map.figure],
      after: """
        <h3>Pairs that agree least</h3>
        \(table)
        """)
  }
}
