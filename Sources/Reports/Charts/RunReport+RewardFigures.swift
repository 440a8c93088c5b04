import Experiments
import PlainText

extension RunReport {
  /// For one arm, gold against proxy along policy optimisation: over iterations, and over the KL
  /// divergence spent, all measured on held-out prompts. The shape to look for is that of
  /// Gao et al. 2022, arXiv:2210.10760, figure 1.
  func rewardFigures(_ arm: ArmRecord) -> [Figure] {
    let names = Self.rewardNames.filter { $0.series != Self.proxyName || arm.learnsFromPeople }
    let series = names.map { name, metric in
      (name, SeriesSummary(metric, phase: Self.optimisation, of: arm))
    }.filter { !$0.1.points.isEmpty }
    guard !series.isEmpty else { return [] }
    let divergence = SeriesSummary(
      "held_out_kl_to_reference", phase: Self.optimisation, of: arm)
    let rows = series.map { ($0.0, self.rows($0.0, $0.1, divergence: divergence)) }
    let spoken = series.map { "\($0.0) \($0.1.spoken)" }.joined(separator: "; ")
    let overIterations = Figure(
      title: "Reward over iterations", subject: arm.arm.name,
      caption: series.count > 1
        ? "On held-out prompts, gold by the left axis and proxy by the right, each in its own unit; "
          + "proxy is about 0 for the fine-tuned model. While both rise, the reward model is a good "
          + "guide. Where proxy goes on rising and gold falls, the policy is gaming it. Bands are 95 % intervals."
        : "On held-out prompts. The band is the 95 % interval.",
      spoken: "By iteration: \(spoken)",
      plot: Self.plot(rows) { Self.bands("step", title: "iteration", $0) })
    guard !divergence.points.isEmpty else { return [overIterations] }
    let overDivergence = Figure(
      title: "Reward over distance from the reference", subject: arm.arm.name,
      caption: "The same by how far the policy has moved: what each nat buys. The best place to "
        + "stop is the peak of the gold line.",
      spoken: "KL to reference \(divergence.spoken); \(spoken)",
      plot: Self.plot(rows.map { ($0, $1.filter { $0["kl"] != .null }) }) {
        Self.path("kl", title: "KL to reference (nats an episode)", $0)
      })
    return [overIterations, overDivergence]
  }

  /// The phase in which these series are recorded.
  static let optimisation = "policy optimisation"

  private static let proxyName = "proxy (believed)"

  /// What the two rewards are called in legends, and the series they are recorded under.
  private static let rewardNames = [
    (series: "gold (true)", metric: "held_out_gold_reward"),
    (series: proxyName, metric: "held_out_proxy_reward"),
  ]

  /// One reward by the axis at the left, a second by an axis of its own at the right.
  private static func plot(
    _ series: [(name: String, rows: [JSON])],
    layers: (_ vertical: @escaping (String) -> Encoding) -> [Plot.Layer]
  ) -> Plot {
    func half(_ name: String, isSecond: Bool) -> [Plot.Layer] {
      layers { vertical($0, of: name, isSecond: isSecond) }
    }
    return Plot(
      rows: series[0].rows, layers: half(series[0].name, isSecond: false),
      second: series.dropFirst().first.map { ($0.rows, half($0.name, isSecond: true)) },
      height: 250)
  }

  private func rows(
    _ name: String, _ summary: SeriesSummary, divergence: SeriesSummary
  ) -> [JSON] {
    summary.points.map { point in
      .object([
        "series": .text(name), "step": .number(point.step), "mean": .number(point.mean),
        "low": .number(point.estimate.low), "high": .number(point.estimate.high),
        "kl": .number(divergence.points.first { $0.step == point.step }?.mean),
      ])
    }
  }

  private static func bands(
    _ x: String, title: String, _ vertical: (String) -> Encoding
  ) -> [Plot.Layer] {
    let horizontal = Encoding(.x, x, title: title, ["scale": Encoding.fitted])
    return [
      .init(
        "area", style: ["opacity": 0.18],
        [horizontal, vertical("low"), Encoding(.y2, "high"), colour]),
      .init(
        "line", style: ["strokeWidth": 2.2],
        [horizontal, vertical("mean"), colour]),
      .init(
        "point", style: ["filled": true, "size": 18, "opacity": 0.9],
        [horizontal, vertical("mean"), colour, tooltip]),
    ]
  }

  /// A line in order of time, because the divergence need not grow from step to step.
  private static func path(
    _ x: String, title: String, _ vertical: (String) -> Encoding
  ) -> [Plot.Layer] {
    let horizontal = Encoding(.x, x, title: title, ["scale": Encoding.fitted])
    return [
      .init(
        "rule", style: ["opacity": 0.25, "strokeWidth": 2],
        [horizontal, vertical("low"), Encoding(.y2, "high"), colour]),
      .init(
        "line", style: ["strokeWidth": 2.2],
        [horizontal, vertical("mean"), colour, Encoding(.order, "step")]),
      .init(
        "point", style: ["filled": true, "size": 22, "opacity": 0.9],
        [horizontal, vertical("mean"), colour, tooltip]),
    ]
  }

  private static func vertical(_ field: String, of name: String, isSecond: Bool) -> Encoding {
    let isProxy = name == proxyName
    return Encoding(
      .y, field,
      title: isProxy ? "proxy reward (reward-model units)" : "gold reward (reward units)",
      [
        "scale": Encoding.fitted,
        "axis": .object([
          "titleColor": isProxy ? Palette.proxy : Palette.gold,
          "orient": isSecond ? "right" : nil, "grid": isSecond ? false : nil,
        ]),
      ])
  }

  private static var colour: Encoding {
    Encoding(
      .color, "series", .nominal,
      [
        "scale": .object([
          "domain": .array(rewardNames.map { .text($0.series) }),
          "range": [Palette.gold, Palette.proxy],
        ]),
        "legend": ["orient": "top", "direction": "horizontal"],
      ])
  }

  private static var tooltip: Encoding {
    .tooltip(["series": "reward", "step": "iteration", "kl": "KL (nats)", "mean": "mean"])
  }
}

extension ArmRecord {
  /// Whether the reward of phase 4 is a belief; conventional reinforcement learning is given the
  /// truth.
  fileprivate var learnsFromPeople: Bool { arm.settings.asksAnnotators }
}
