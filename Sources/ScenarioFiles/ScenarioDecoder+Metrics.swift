import Evaluation
import Experiments
import PlainText

extension ScenarioDecoder {
  /// A metric's name, if there is such a metric, and if its group, where it has one, lives in the worlds of
  /// the arms.
  mutating func metric(_ name: String, at node: ScenarioNode, in arms: [Arm]) -> String? {
    guard MetricGlossary.metric(name) != nil else {
      problems.append(
        node.problem(
          "there is no metric \(Excerpt.of(name))",
          Spelling.nearest(to: name, in: MetricGlossary.all.map(\.key)).map { "write \($0)" }
            ?? "choose one that `rlhf show metric` lists"))
      return nil
    }
    guard let prefix = Self.groupPrefixes.first(where: name.hasPrefix) else { return name }
    let group = String(name.dropFirst(prefix.count))
    for arm in arms {
      // A world that cannot be made was named where the arm was read.
      guard let world = try? world(arm.settings) else { continue }
      let known = world.groups.map(\.name)
      guard !known.contains(group) else { continue }
      problems.append(
        node.problem(
          "there is no metric \(Excerpt.of(name)), because \(world.name) has no group "
            + Excerpt.of(group),
          Spelling.nearest(to: group, in: known).map { "write \(prefix)\($0)" }
            ?? "end it with one of \(known.joined(separator: ", "))"))
      return nil
    }
    return name
  }

  private static let groupPrefixes = [Metric.groupGainPrefix, Metric.groupRewardPrefix]
}
