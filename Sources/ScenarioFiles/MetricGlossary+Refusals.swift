import Experiments
import PlainText
import SandboxCore

extension MetricGlossary {
  /// What is wrong with a name under which a replication has no metric, and what to write instead.
  package static func refusal(of name: String) -> (what: String, remedy: String) {
    if let current = currentName(of: name) {
      return ("\(Excerpt.of(name)) is now called \(Excerpt.of(current))", "write \(current)")
    }
    let (key, part) = Metric.parts(ofKey: name)
    let metric = perRun.first { $0.key == key }
    if let metric, part == nil {
      return ("\(key) is measured of parts only", "write \(example(of: metric))")
    }
    if metric != nil {
      let divided = perRun.filter { !$0.divisions.isEmpty }.map(\.key)
      return (
        "\(key) is not measured of parts such as \(Excerpt.of(part ?? ""))",
        "write \(key), or one of \(divided.joined(separator: ", "))"
      )
    }
    if series(name) != nil {
      return (
        "\(name) is recorded step by step, and no claim can be about it",
        "choose one that `rlhf show metric` lists as measured once a replication"
      )
    }
    let known = perRun.map { $0.isOfPartsOnly ? example(of: $0) : $0.key }
    let nearest = Spelling.nearest(to: key, in: perRun.map(\.key)).map { key in
      part.map { "\(key)\(Metric.partMark)\($0)" }
        ?? known.first { $0.hasPrefix(key) && Metric.parts(ofKey: $0).metric == key } ?? key
    }
    return (
      "there is no metric \(Excerpt.of(name))",
      nearest.map { "write \(Excerpt.of($0))" } ?? "choose one that `rlhf show metric` lists"
    )
  }

  /// What is wrong with the part that a metric names, in a world; `nil` where it is one of the world's.
  package static func refusal(
    of name: String, part: String, in world: any Environment
  ) -> (what: String, remedy: String)? {
    let key = Metric.parts(ofKey: name).metric
    guard let metric = perRun.first(where: { $0.key == key }) else { return refusal(of: name) }
    let known = metric.divisions.flatMap(world.parts)
    guard !known.contains(part) else { return nil }
    if world.prompts(in: .heldOutTopics).contains(where: { $0.part(by: .topic) == part }) {
      return (
        "there is no metric \(Excerpt.of(name)), because prompts on \(Excerpt.of(part)) are held out as a topic",
        "write gold_reward_held_out_topics or reward_model_accuracy_held_out_topics"
      )
    }
    return (
      "there is no metric \(Excerpt.of(name)), because \(world.name) has no \(metric.divisionNames) "
        + Excerpt.of(part),
      Spelling.nearest(to: part, in: known).map { "write \(metric.key(of: $0))" }
        ?? "end it with one of \(known.joined(separator: ", "))"
    )
  }

  private static func example(of metric: Metric) -> String {
    metric.key(of: metric.divisions.first.map { $0.rawValue.uppercased() } ?? "PART")
  }
}
