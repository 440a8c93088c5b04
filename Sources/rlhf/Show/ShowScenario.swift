import ArgumentParser
import Experiments
import SandboxCore

/// `rlhf show scenario`
struct ShowScenario: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scenario",
    abstract: "A scenario: question, expectation, arms, claims and their controls.")

  @Argument(help: "A file or a shipped scenario; all are listed without it.")
  var name: String?

  func run() throws {
    try exiting {
      guard let name else { return try ListCommand().run() }
      let path = try ScenarioLibrary.shipped.path(for: name)
      try Terminal.print(Self.description(of: try Wiring.readScenario(path: path)))
    }
  }

  /// The scenario in words; empty parts are left out.
  static func description(of experiment: Experiment) -> String {
    let notes = [
      ("Question", experiment.question), ("What to expect", experiment.expectation),
      ("Runtime", experiment.runtime), ("Source", experiment.source),
    ].filter { !$0.1.isEmpty }.map { "\($0.0)\n" + wrapped($0.1, indent: "  ") }
    let size = "Seed \(experiment.seed), \(experiment.replications) replications of each arm"
    let arms =
      "Arms\n"
      + TextTable(
        heads: ["", ""], rows: experiment.arms.map { ["  " + $0.name, differences($0)] }
      ).text
    let scale = experiment.scale.map { "Scale\n  from \($0.best) (0) to \($0.worst) (1)" }
    let claims = experiment.hypotheses.map(claim)
    return
      (["\(experiment.name): \(experiment.title)"] + notes + [size, arms] + claims
      + (scale.map { [$0] } ?? []))
      .joined(separator: "\n\n")
  }

  private static func differences(_ arm: Arm) -> String {
    let values = arm.differences.compactMap { key in
      SettingsCatalog.setting(key).map { "\(key)=\($0.value(in: arm.settings))" }
    }
    return values.isEmpty ? "the base" : values.joined(separator: " ")
  }

  private static func claim(_ hypothesis: Hypothesis) -> String {
    let control =
      hypothesis.control.map {
        "\n  control: \(words($0.effect)) \($0.bound.words) "
          + "\(SettingValue.number($0.bound.stated(margin: $0.margin)))"
      } ?? "\n  no control"
    let positive =
      hypothesis.positive.map {
        "\n  positive control: \(words($0.effect)) \($0.direction.rawValue) "
          + "\(SettingValue.number($0.threshold))"
      } ?? ""
    let smallest =
      hypothesis.smallest.map { "\n  would matter: \(SettingValue.number($0))" } ?? ""
    let rank = hypothesis.isPrimary ? "" : " (secondary)"
    return "\(hypothesis.id)\(rank)\n" + wrapped(hypothesis.claim, indent: "  ")
      + "\n  measured: \(words(hypothesis.effect)) \(hypothesis.direction.rawValue) "
      + "\(SettingValue.number(hypothesis.threshold))" + smallest + control + positive
  }

  private static func words(_ effect: Hypothesis.Effect) -> String {
    switch effect {
    case .difference(let left, let right):
      "\(left.arm).\(left.metric)" + (right.map { " - \($0.arm).\($0.metric)" } ?? "")
    case .slope(let metric, let key, _): "slope of \(metric) over \(key)"
    case .contrast(let metric, let weights):
      "contrast of \(metric): "
        + weights.map { "\(SettingValue.number($0.weight)) x \($0.arm)" }.joined(separator: ", ")
    case .interaction(let metric, let keys, _):
      "interaction of \(keys.joined(separator: " and ")) in \(metric)"
    }
  }
}
