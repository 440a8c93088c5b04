import Environments
import Experiments
import PlainText
import SandboxCore

extension ScenarioDecoder {
  /// A metric's name, if there is such a metric, and if its part, where it names one, is one of the worlds of
  /// the arms.
  ///
  /// What a run of an earlier version wrote may have names of then; they are read as those of now.
  mutating func metric(_ written: String, at node: ScenarioNode, in arms: [Arm]) -> String? {
    let name = isResolved ? MetricGlossary.currentName(of: written) ?? written : written
    guard MetricGlossary.metric(name) != nil else {
      let (what, remedy) = MetricGlossary.refusal(of: name)
      problems.append(node.problem(what, remedy))
      return nil
    }
    let part = Metric.parts(ofKey: name).part
    for arm in arms {
      // A world that cannot be made was named where the arm was read.
      guard Worlds.named(arm.settings.world.name).conflicts(arm.settings.values).isEmpty,
        let world = try? worlds.world(arm.settings)
      else { continue }
      if let obstacle = MetricGlossary.obstacle(to: name, in: arm.settings, world) {
        problems.append(
          node.problem(
            "the arm \(arm.name) cannot measure \(name): \(obstacle)",
            "name another metric or arm"))
        return nil
      }
      guard let part, let (what, remedy) = MetricGlossary.refusal(of: name, part: part, in: world)
      else {
        continue
      }
      problems.append(node.problem(what, remedy))
      return nil
    }
    return name
  }
}
