import Annotators
import ArgumentParser
import Experiments
import PlainText
import Randomness
import Reports
import SandboxCore

/// `rlhf show population`
struct ShowPopulation: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "population",
    abstract: "The crowd of a scenario: who is in it, what they like, how far they agree.",
    discussion: """
      Draws the people of an arm's first replication and asks all of them the same 200 comparisons of \
      experts' responses, examples and chance, without training anything.

      Examples:

        rlhf show population 06 --arm students-30
        rlhf show population 03-trolls --arm trolls-20 --set annotators.individual_taste=1
      """)

  @Argument(help: "A scenario file, or the name of one that ships.")
  var scenario: String

  @Option(help: "The arm whose people are drawn; the first unless given.")
  var arm: String?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Change a setting.", valueName: "key=value"))
  var assignments: [String] = []

  func run() throws {
    try exiting {
      let path = try ScenarioLibrary.shipped.path(for: scenario)
      let experiment = try Wiring.readScenario(path: path, overrides: assignments)
      guard
        let chosen = arm.map({ name in experiment.arms.first { $0.name == name } })
          ?? experiment.arms.first
      else {
        throw BadInput(
          "error: \(Excerpt.of(experiment.name)) has no arm \"\(Excerpt.of(arm ?? ""))\"\n  fix: "
            + Spelling.hint(for: arm ?? "", in: experiment.arms.map(\.name)))
      }
      try Terminal.print(
        try Self.text(chosen, of: experiment, in: try Wiring.makeWorld(chosen.settings)))
    }
  }

  /// The crowd of an arm's first replication.
  static func text<World: Environment>(
    _ arm: Arm, of experiment: Experiment, in world: World
  ) throws -> String {
    let stream = RandomStream(seed: experiment.seed).child("replication").child(0)
    let source = SampleQuestions(world: world, stream: stream.child("show population"))
    let questions = source.make(200, channel: .comparison)
    var pool = try Wiring.makePool(
      arm.settings.annotatorsAsked, in: world, using: stream.child("people"))
    if !questions.isEmpty { pool.learn(UtilityScale(of: questions.flatMap(\.items))) }
    let summary = PopulationSummary(of: pool, asked: questions, using: stream.child("answers"))
    return "\(experiment.name), arm \(arm.name), seed \(experiment.seed), first replication\n\n"
      + PopulationText.text(summary, in: world, questionCount: questions.count)
  }
}
