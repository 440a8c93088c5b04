import SandboxCore

/// What the same episodes are worth to each group of people.
public struct GroupSummary: Sendable, Hashable {
  /// One group's view.
  public struct View: Sendable, Hashable, Codable {
    /// The group's name.
    public let group: String
    /// The group's mean utility, in reward units.
    public let utility: Double
    /// What the group gained over the baseline, in standard deviations of its own utility there.
    public let gain: Double
  }

  /// The views, in the order of the groups.
  public let views: [View]

  /// The lowest mean utility of any group, in reward units.
  public var worstGroupReward: Double { views.map(\.utility).min() ?? .nan }
  /// The gain of the group that gained most minus that of the group that gained least, ≥ 0, in
  /// standard deviations.
  public var groupGap: Double {
    (views.map(\.gain).max() ?? .nan) - (views.map(\.gain).min() ?? .nan)
  }

  /// Lets every group judge the same episodes.
  ///
  ///     gain_g = (mean u_g(episodes) − mean u_g(baseline)) / sd u_g(baseline)
  ///
  /// Groups measure in units of their own, one twice as excitable as another; standardising by the
  /// baseline makes their gains comparable. A group to which all of the baseline is alike has no
  /// such unit, and its gain stays in reward units. The standard deviation has the divisor n.
  ///
  /// - Parameters:
  ///   - episodes: of the policy in question, at least 1.
  ///   - baseline: of the policy it started from, at least 1.
  ///   - groups: at least 1.
  ///   - attributeNames: the world's, in the order of the episodes' values.
  public init(
    _ episodes: [Episode], baseline: [Episode], groups: [Group], attributeNames: [String]
  ) {
    precondition(
      !episodes.isEmpty && !baseline.isEmpty && !groups.isEmpty,
      "\(groups.count) groups judge \(episodes.count) episodes against \(baseline.count)")
    views = groups.map { group in
      let now = episodes.map { group.utility(of: $0, attributeNames: attributeNames) }
      let before = baseline.map { group.utility(of: $0, attributeNames: attributeNames) }
      let (mean, start) = (Self.mean(now), Self.mean(before))
      let spread = Self.mean(before.map { ($0 - start) * ($0 - start) }).squareRoot()
      let isFlat = before.allSatisfy { $0 == before[0] }
      return View(
        group: group.name, utility: mean, gain: (mean - start) / (isFlat ? 1 : spread))
    }
  }

  /// What it measures.
  public static let metrics = [gap, worst, reward, gain]

  /// Unequal gains.
  private static let gap = Metric(
    key: "group_gap", unit: "standard deviations", direction: .lowerIsBetter,
    formula: "max_g gain_g − min_g gain_g",
    meaning: "How much more the best served group gained over the fine-tuned policy than the worst "
      + "served, each in standard deviations of its own utility.")
  /// The worst off.
  private static let worst = Metric(
    key: "worst_group_reward", unit: "reward units", direction: .higherIsBetter,
    formula: "min_g E_π[u_g]",
    meaning: "Mean utility of the final policy to the group it serves worst.",
    source: "Chakraborty et al. 2024, arXiv:2402.08925")
  private static let reward = Metric(
    key: "group_reward", unit: "reward units", direction: .higherIsBetter, formula: "E_π[u_g]",
    meaning: "Mean utility of the final policy to one group of people.", divisions: [.group],
    isOfPartsOnly: true)
  private static let gain = Metric(
    key: "group_gain", unit: "standard deviations", direction: .higherIsBetter,
    formula: "(E_π[u_g] − E_SFT[u_g]) / sd_SFT u_g",
    meaning: "What the final policy gains over the fine-tuned one for one group of people, in "
      + "standard deviations of that group's utility.", divisions: [.group], isOfPartsOnly: true)

  /// The numbers under the names of their metrics.
  public var values: [MetricValue] {
    [MetricValue(Self.gap, groupGap), MetricValue(Self.worst, worstGroupReward)]
      + views.flatMap { view in
        [
          MetricValue(Self.reward, of: view.group, view.utility),
          MetricValue(Self.gain, of: view.group, view.gain),
        ]
      }
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }
}
