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

  /// The numbers under their names in the glossary.
  public var metrics: [MetricValue] {
    [MetricValue(.groupGap, groupGap), MetricValue(.worstGroupReward, worstGroupReward)]
      + views.flatMap { view in
        [
          Metric.ofGroup(Metric.groupRewardPrefix + view.group).map {
            MetricValue($0, view.utility)
          },
          Metric.ofGroup(Metric.groupGainPrefix + view.group).map { MetricValue($0, view.gain) },
        ].compactMap(\.self)
      }
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }
}
