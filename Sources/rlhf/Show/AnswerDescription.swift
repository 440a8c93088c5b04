import Randomness
import Reports
import SandboxCore

/// One answer of one person, explained.
enum AnswerDescription {
  /// Asks the person a question of the world and tells how the answer came about.
  static func text<World: Environment>(
    _ person: any Annotator, in world: World, using stream: RandomStream
  ) throws -> String {
    var person = person
    var chance = stream.child("answer")
    let question = try question(in: world, using: stream)
    let (answer, explanation) = person.answer(question, using: &chance)
    return """
      \(person.name), \(person.conduct), of the group \(person.group)

      \(wrapped(PromptReader(world).text(of: question.first.response.prompt), indent: "> "))

      first, truly worth \(NumberText.short(question.first.gold.value))
      \(indented(world.transcript(of: question.first.response)))
      second, truly worth \(NumberText.short(question.second.gold.value))
      \(indented(world.transcript(of: question.second.response)))

      \(reasons(explanation))

      answer: \(answer.rawValue)
      """
  }

  private static func reasons(_ explanation: Explanation) -> String {
    let terms = explanation.terms.map { [$0.name, NumberText.short($0.nats)] }
    let sum = explanation.terms.map(\.nats).reduce(0, +)
    let rows =
      [["own utility, first minus second", NumberText.short(explanation.utilityGap)]] + terms
      + [
        ["log-odds of \"first\"", NumberText.short(sum)],
        ["probability of \"first\"", NumberText.short(explanation.probabilityFirst)],
        ["chance drew", NumberText.short(explanation.draw)],
      ]
    let changes = explanation.interventions.map { "\nthen: \($0)" }.joined()
    return TextTable(heads: ["", ""], alignments: [.left, .right], rows: rows).text + changes
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")
  }

  /// An expert's response against one that is not: chance's moves on a board, in a text world the
  /// expert's answer to something else.
  static func question<World: Environment>(
    in world: World, using stream: RandomStream
  ) throws -> Question {
    var experts = stream.child("experts")
    let shown = world.demonstrations(count: 16, using: &experts)
    guard let expert = shown.first else { throw RunFailure("\(world.name) has no demonstrations") }
    var chance = stream.child("chance")
    var other = playedByChance(expert.prompt, in: world, using: &chance)
    if other == nil, let stray = shown.first(where: { $0.continuation != expert.continuation }) {
      other = Response(prompt: expert.prompt, written: stray.continuation, ending: stray.ending)
    }
    var episodes = [expert, other ?? expert].map(world.episode)
    chance.shuffle(&episodes)
    return Question(id: 0, first: episodes[0], second: episodes[1])
  }

  /// A response of random legal actions, or `nil` where everything is legal.
  private static func playedByChance<World: Environment>(
    _ prompt: Prompt, in world: World, using stream: inout RandomStream
  ) -> Response? {
    var now = world.begin(prompt, using: &stream)
    var tokens = now.reply
    var authors = now.reply.map { _ in Author.environment }
    while case .only(let legal) = world.legalActions(in: now.state),
      let action = stream.element(of: legal)
    {
      now = world.step(now.state, action: action, using: &stream)
      tokens += [action] + now.reply
      authors += [.agent] + now.reply.map { _ in .environment }
    }
    guard world.legalActions(in: now.state).isEmpty else { return nil }
    return Response(prompt: prompt, continuation: tokens, authors: authors, ending: .terminated)
  }
}
