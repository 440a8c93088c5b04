import Annotators
import ArgumentParser
import Environments
import Experiments
import Foundation
import PlainText
import Randomness
import Reports
import SandboxCore
import ScenarioFiles

/// `rlhf show annotator`
struct ShowAnnotator: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "annotator",
    abstract: "A kind of annotator: how it answers questions, and why.",
    discussion: """
      Somebody of that kind is asked about responses to a prompt; shown are what it makes of each, the \
      terms that were added up, and the chance that decided. --set changes the person, --seed the \
      questions, --channel their form; --count asks more of them.

      Examples:

        rlhf show annotator honest
        rlhf show annotator inverted --world board.tic-tac-toe --seed 3
        rlhf show annotator honest --channel rating --set annotators.severity=1
        rlhf show annotator alpaca-farm --count 10
      """)

  @Argument(
    help: "honest, ai-judge, a troll's behavior, or a preset; all are listed without it.")
  var name: String?

  @Option(help: "The world it lives in.")
  var world = WorldName.town.rawValue

  @Option(help: "Decides who it is and what it is asked.")
  var seed: UInt64 = 1

  @Option(help: "The form of the questions; all are listed without a name.")
  var channel = Channel.comparison.rawValue

  @Option(help: "How many questions it is asked; from 2 on, as a table.")
  var count = 1

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Change a setting under `annotators`.", valueName: "key=value"))
  var assignments: [String] = []

  func validate() throws {
    guard (1...10_000).contains(count) else {
      throw ValidationError("--count is \(count), but must be from 1 to 10000.")
    }
    guard Channel(rawValue: channel) != nil else {
      throw ValidationError(
        "there is no channel \(Excerpt.of(channel)); use one of "
          + Channels.all.names.joined(separator: ", ") + ".")
    }
  }

  func run() throws {
    try exiting {
      guard let name else {
        let tables = [
          AnnotatorKind.all.map { [$0.name, $0.meaning] },
          Channels.all.map { ["--channel \($0.name)", $0.summary] },
        ].map { rows in
          TextTable(heads: ["", ""], rows: rows).fitted(to: Terminal.width(of: STDOUT_FILENO)).text
        }
        try Terminal.print(
          (tables + [SettingsText.table(section: "annotators")]).joined(separator: "\n\n"))
        return
      }
      let settings = try settings(of: name)
      try Terminal.print(try answer(in: try Wiring.makeWorld(settings), settings))
    }
  }

  /// What an arm is set to in which everybody is of a kind, with what the command line changes.
  func settings(of kind: String) throws -> ArmSettings {
    var settings = ArmSettings.defaults(for: try WorldChoice.name(world))
    try AnnotatorKind.named(kind).apply(to: &settings)
    try SettingsText.assign(assignments, to: &settings)
    return settings
  }

  /// What somebody of the kind says, and why.
  func answer<World: Environment>(in world: World, _ settings: ArmSettings) throws -> String {
    guard settings.annotators.judgeModel.isEmpty else {
      throw BadInput(
        "error: a judge that is a model answers about the responses of its own run\n"
          + "  fix: run it, and give its answer to `rlhf show answer`")
    }
    let root = RandomStream(seed: seed)
    let wanted = Channel(rawValue: channel) ?? .comparison
    let source = SampleQuestions(
      world: world, stream: root.child("question"),
      withCourse: settings.annotators.isMyopic)
    let questions = source.make(count, channel: wanted)
    guard !questions.isEmpty else {
      throw BadInput(
        "error: \(world.name) has too few different responses for a \(wanted.rawValue)\n"
          + "  fix: ask in another form with --channel")
    }
    let scale = UtilityScale(
      of: source.make(64, channel: .comparison).flatMap { $0.items + $0.drafts })
    var pool = try Wiring.makePool(settings.annotators, in: world, using: root.child("people"))
    pool.learn(scale)
    guard
      let place = pool.members.indices.first(where: {
        pool.members[$0].isAIJudge == (name == AnnotatorKind.aiJudge.name)
      })
    else { throw RunFailure("error: the pool is empty") }
    pool.members[place].annotator.prepare(for: questions)
    return text(
      &pool.members[place].annotator, questions, in: world, using: root.child("answer"))
  }

  /// The answer to one question in full, to several as a table.
  private func text<World: Environment>(
    _ annotator: inout any Annotator, _ questions: [Question], in world: World,
    using stream: RandomStream
  ) -> String {
    var rows: [[String]] = []
    for question in questions {
      let (answer, explanation) = annotator.explainedAnswer(
        question, using: RandomKey(stream, question.id))
      if count == 1 {
        return AnswerText.text(annotator, to: question, answer: answer, explanation, in: world)
      }
      rows.append(AnswerRow.cells(question, answer, explanation))
    }
    // Not every form of question has a probability, and few answers a reason.
    let columns = AnswerRow.heads.indices.filter { column in rows.contains { !$0[column].isEmpty } }
    return "\(annotator.name), \(annotator.behavior), of the group \(annotator.group)\n\n"
      + TextTable(
        heads: columns.map { AnswerRow.heads[$0] }, alignments: columns.map { _ in .right },
        rows: rows.map { row in columns.map { row[$0] } }
      ).text
  }
}

/// One answer as a row of a table.
enum AnswerRow {
  static let heads = [
    "question", "gold", "judged by", "leaning", "probability", "chance", "answer", "why",
  ]

  static func cells(
    _ question: Question, _ answer: Answer, _ explanation: Explanation
  ) -> [String] {
    func list(_ values: some Sequence<Double>) -> String {
      values.map { NumberText.short($0) }.joined(separator: " ")
    }
    let leaning = explanation.leanings.filter { $0.name != "perceived difference" }
      .reduce(0) { $0 + $1.value }
    return [
      "\(question.id)", list(question.items.map(\.gold.value)),
      list(explanation.judgedQualities.prefix(question.items.count)),
      explanation.leanings.isEmpty ? "" : NumberText.short(leaning),
      explanation.probability.map { NumberText.short($0) } ?? "",
      explanation.draws.first { $0.name == "choice" }.map { NumberText.short($0.value) } ?? "",
      answer.text, explanation.interventions.joined(separator: ", "),
    ]
  }
}
