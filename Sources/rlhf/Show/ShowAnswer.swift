import ArgumentParser
import Experiments
import PlainText
import Reports
import ResultStore
import SandboxCore

/// `rlhf show answer`
struct ShowAnswer: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "answer",
    abstract: "An answer of a run, with its cause: it is given again, and watched.",
    discussion: """
      QUESTION and ANNOTATOR are what the columns of these names say in RUN_DIR/answers/. The campaign is \
      run again from the models that the run left, which takes as long as it took. Checks have numbers below \
      0; write -- before one.

      Examples:

        rlhf show answer runs/01-four-phases 17 p8 --arm town
        rlhf show answer runs/trial --arm checked -- -2 p03
      """)

  @Argument(help: "The folder of a run.")
  var runDirectory: String

  @Argument(help: "The question's number.")
  var question: Int

  @Argument(help: "The annotator's name, such as p03.")
  var annotator: String

  @Option(help: "The arm; the first unless given.")
  var arm: String?

  @Option(help: "The replication, from 1.")
  var replication = 1

  func run() throws {
    try exiting { try Terminal.print(try text()) }
  }

  /// The answer with its cause.
  ///
  /// - Throws: ``BadInput`` when there is no such arm, replication, annotator or answer.
  func text() throws -> String {
    let run = try Wiring.loadRun(runDirectory)
    let experiment = run.experiment
    let choice = try ReplicationChoice(
      in: run, folder: runDirectory, arm: arm ?? experiment.arms.first?.name,
      replication: replication)
    let chosen = choice.arm
    guard chosen.settings.asksAnnotators else {
      throw BadInput(
        "error: nobody was asked anything in \(Excerpt.of(chosen.name)), which learns from the true reward\n"
          + "  fix: name another arm with --arm")
    }
    _ = try choice.record()
    return try text(chosen, of: experiment, in: try Wiring.makeWorld(chosen.settings))
  }

  private func text<World: Environment>(
    _ arm: Arm, of experiment: Experiment, in world: World
  ) throws -> String {
    let models = "\(runDirectory)/models/\(arm.name)-\(replication)"
    let pretrained = try Wiring.loadModel(models + "/pretrained", for: world)
    let fineTuned = try Wiring.loadModel(models + "/fine-tuned", for: world)
    let replay = AnswerReplay(experiment: experiment, arm: arm, number: replication - 1)
    switch try replay.outcome(
      ofQuestion: question, by: annotator, in: world, pretrained: pretrained,
      fineTuned: fineTuned)
    {
    case .seen(let testimony, let person):
      return AnswerText.text(
        person, to: testimony.question, answer: testimony.answer, testimony.explanation, in: world)
    case .nobody(let names):
      throw BadInput(
        "error: nobody in \(Excerpt.of(arm.name)), replication \(replication), is called \(Excerpt.of(annotator))\n  fix: "
          + Spelling.hint(for: annotator, in: names))
    case .notAsked:
      throw BadInput(
        "error: \(Excerpt.of(annotator)) was not asked question \(question)\n  fix: look for a row of either in "
          + Excerpt.of("\(runDirectory)/answers/\(arm.name)-\(replication).csv"))
    }
  }
}
