/// A kind of data set that answers make, as trl knows them, or as near as may be.
enum ExportTable: String, CaseIterable {
  case preference, unpaired, rankings, scores, demonstrations

  /// What one record says, in a sentence.
  var meaning: String {
    switch self {
    case .preference: "The better and the worse of two responses to a prompt."
    case .unpaired: "A response, and whether a person approves of it."
    case .rankings: "Responses to a prompt, the best first."
    case .scores: "A response, and how good a person says it is."
    case .demonstrations: "What a person would like to read in answer to a prompt."
    }
  }

  /// What only this table holds, in order.
  var ownColumns: [ExportColumn] {
    switch self {
    case .preference:
      [
        Self.prompt, ExportColumn("chosen", .text, "the better response"),
        ExportColumn("rejected", .text, "the worse response"),
        ExportColumn(
          "grade", .whole, "1 slightly, 2 clearly, 3 much better, where people were asked"),
        ExportColumn("gold_chosen", .number, "what the better one is truly worth"),
        ExportColumn("gold_rejected", .number, "what the worse one is truly worth"),
        ExportColumn(
          "chosen_id", .text, "a name of the better one: the same response, the same name"),
        ExportColumn("rejected_id", .text, "a name of the worse one"),
      ]
    case .unpaired:
      [
        Self.prompt, Self.completion,
        ExportColumn("label", .flag, "whether the thumb is up"), Self.gold, Self.name,
      ]
    case .rankings:
      [
        Self.prompt,
        ExportColumn("completions", .text, isList: true, "the responses, the best first"),
        ExportColumn("gold_rewards", .number, isList: true, "what they are truly worth"),
        ExportColumn("completion_ids", .text, isList: true, "their names"),
      ]
    case .scores:
      [
        Self.prompt, Self.completion,
        ExportColumn("score", .number, "1, the worst, to 10, as it was given"),
        ExportColumn("flaws", .text, isList: true, "the flaws that were ticked, of a rubric"),
        Self.gold, Self.name,
      ]
    case .demonstrations: [Self.prompt, Self.completion, Self.gold, Self.name]
    }
  }

  /// What every table holds, after its own columns.
  static let sharedColumns = [
    ExportColumn("annotator", .text, "who answered"),
    ExportColumn("group", .text, "the group of people they belong to"),
    ExportColumn("behavior", .text, "honest, a kind of troll, AI judge"),
    ExportColumn(
      "weight", .number, "how much it counts beside others, as in the run: 1"),
    ExportColumn("question", .whole, "the question's number; several people may answer one"),
    ExportColumn("channel", .text, "the form of the question"),
    ExportColumn("topic", .text, "the prompt's topic"),
    ExportColumn("family", .text, "the kind of task"),
    ExportColumn("round", .whole, "the round of the campaign, from 0"),
    ExportColumn("hour", .number, "when the answer was given, in hours from the beginning"),
    ExportColumn("seconds", .number, "how long it took"),
    ExportColumn("dollars", .number, "what it cost"),
    ExportColumn("world", .text, "the world that prompts and responses are from"),
    ExportColumn("arm", .text, "the arm of the scenario"),
    ExportColumn("replication", .whole, "the replication, from 1"),
  ]

  /// What a model says to both responses of a preference, in the columns where trl looks for it.
  static func referenceColumns(_ model: String) -> [ExportColumn] {
    [
      ExportColumn("ref_chosen_logps", .number, "log-probability of chosen by \(model), in nats"),
      ExportColumn(
        "ref_rejected_logps", .number, "log-probability of rejected by \(model), in nats"),
    ]
  }

  private static let prompt = ExportColumn("prompt", .text, "what is answered")
  private static let completion = ExportColumn("completion", .text, "the response")
  private static let gold = ExportColumn("gold_reward", .number, "what it is truly worth")
  private static let name = ExportColumn(
    "completion_id", .text, "its name: the same response, the same name")
}
