import Reports
import SandboxCore

/// One answer of one person, explained.
enum AnswerText {
  /// Who answered what, and how that came about.
  static func text<World: Environment>(
    _ person: any Annotator, to question: Question, answer: Answer, _ explanation: Explanation,
    in world: World
  ) -> String {
    let head = "\(person.name), \(person.behavior), of the group \(person.group)"
    let prompt = wrapped(PromptReader(world).text(of: question.prompt), indent: "> ")
    let asked = question.channel.rawValue + (question.isGoldQuestion ? ", a check" : "")
    return
      ([head, "\(asked):\n\(prompt)"] + shown(question, in: world)
      + [qualities(explanation, of: question), reasons(explanation), "answer: \(answer.text)"])
      .filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  /// What stood to choose from, with what it is truly worth.
  private static func shown<World: Environment>(
    _ question: Question, in world: World
  ) -> [String] {
    let names = names(of: question)
    return zip(names, question.items + question.drafts).map { name, episode in
      "\(name), truly worth \(NumberText.short(episode.gold.value))\n"
        + world.transcript(of: episode.response).split(separator: "\n").map(line)
        .joined(separator: "\n")
    }
  }

  /// A line of a transcript; only text is broken, not the rows of a board.
  private static func line(_ text: Substring) -> String {
    text.count > 78 ? wrapped(String(text), indent: "  ") : "  " + text
  }

  private static func names(of question: Question) -> [String] {
    let items = question.items.indices.map { place in
      question.items.count == 1 ? "shown" : ["first", "second"][safe: place] ?? "no. \(place + 1)"
    }
    return items + question.drafts.indices.map { "draft \($0 + 1)" }
  }

  /// What the person made of each response: a row a term, a column a response.
  private static func qualities(_ explanation: Explanation, of question: Question) -> String {
    guard !explanation.qualities.isEmpty else { return "" }
    let terms = explanation.qualities.flatMap { $0.map(\.name) }.reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    func cell(_ name: String, _ column: [Explanation.Term]) -> String {
      column.first { $0.name == name }.map { NumberText.short($0.value) } ?? ""
    }
    let rows =
      terms.map { name in [name] + explanation.qualities.map { cell(name, $0) } }
      + (terms.count > 1
        ? [["judged by"] + explanation.judgedQualities.map { NumberText.short($0) }] : [])
    let names = Array(names(of: question).prefix(explanation.qualities.count))
    return "What the person makes of them, in standard deviations\n"
      + TextTable(
        heads: [""] + names, alignments: [.left] + names.map { _ in .right }, rows: rows
      ).text
  }

  private static func reasons(_ explanation: Explanation) -> String {
    var rows = explanation.leanings.map { [$0.name, NumberText.short($0.value)] }
    if let probability = explanation.probability {
      rows.append(["probability of the first or up", NumberText.short(probability)])
    }
    rows += explanation.draws.map { ["chance drew for \($0.name)", NumberText.short($0.value)] }
    let changes = explanation.interventions.map { "then: \($0)" }
    guard !rows.isEmpty else { return changes.joined(separator: "\n") }
    return ([TextTable(heads: ["", ""], alignments: [.left, .right], rows: rows).text] + changes)
      .joined(separator: "\n")
  }
}

extension Array {
  fileprivate subscript(safe place: Int) -> Element? { indices.contains(place) ? self[place] : nil }
}
