import PlainText
import SandboxCore

/// The answers of a campaign as comma-separated values, one row an answer.
///
/// Where one response is shown it stands in `first`, and `second` and `gold_second` are empty. Of a
/// ranking, everything after the first stands in `second`, separated by ` | `, and their gold rewards in
/// `gold_second`, separated by `|`. Of a correction or a demonstration, `second` is what the person wrote,
/// and empty where they left the response as it was. `hour` counts from the campaign's beginning, `round`
/// from 0; `check` is `true` of a question that was only asked to check on people, `false` otherwise;
/// `topic` and `family` are the prompt's. `first_id` and `second_id` tell responses apart whose words are the same on
/// different prompts; those of a ranking are separated by `|`. Words are written without the token that begins a
/// prompt and the one that ends a response.
///
/// Fields are quoted where RFC 4180 asks for it. Lines end with a line feed alone. Numbers are written
/// so that reading them back gives the same number.
public struct AnswersTable: Sendable {
  /// The names of the columns, in order.
  public static let columns = [
    "question", "channel", "world", "prompt", "first", "second", "annotator", "group", "behavior",
    "answer", "seconds", "dollars", "gold_first", "gold_second", "hour", "round", "check", "topic",
    "family", "arm", "replication", "first_id", "second_id",
  ]

  /// The answers, one row each.
  public var judgements: FeedbackDataset
  /// Gives the words of prompts and responses.
  public var vocabulary: Vocabulary
  /// The name of the world that was asked about.
  public var world: String

  /// The arm whose annotators were asked, and its replication, counted from 1.
  public var arm: String
  /// See ``arm``.
  public var replication: Int

  /// A table of answers about responses of one world.
  public init(
    judgements: FeedbackDataset, vocabulary: Vocabulary, world: String, arm: String = "",
    replication: Int = 1
  ) {
    self.arm = arm
    self.replication = replication
    self.judgements = judgements
    self.vocabulary = vocabulary
    self.world = world
  }

  /// Header and rows, without line ends, made as they are asked for.
  public var lines: some Sequence<String> {
    (0...judgements.count).lazy.map { row in
      row == 0 ? Self.columns.joined(separator: ",") : line(judgements[row - 1])
    }
  }

  /// The whole table, every line ended.
  public var text: String {
    var text = ""
    for line in lines {
      text += line
      text += "\n"
    }
    return text
  }

  private func line(_ judgement: Judgement) -> String {
    let question = judgement.question
    let (first, others) = shown(judgement)
    return CSVWriter.row([
      "\(question.id)", question.channel.rawValue, world,
      words(question.prompt.tokens, isPrompt: true),
      first.map { words($0.response.continuation) } ?? "",
      others.map { words($0.response.continuation) }.joined(separator: " | "),
      judgement.annotator, judgement.group, judgement.behavior, judgement.answer.text,
      "\(judgement.seconds)", "\(judgement.dollars)", first.map { "\($0.gold.value)" } ?? "",
      others.map { "\($0.gold.value)" }.joined(separator: "|"), "\(judgement.hour)",
      "\(judgement.round)", "\(question.isGoldQuestion)", question.prompt.topic,
      question.prompt.family, arm, "\(replication)", first?.response.identifier ?? "",
      others.map(\.response.identifier).joined(separator: "|"),
    ])
  }

  /// What stands in `first`, and what in `second`.
  private func shown(_ judgement: Judgement) -> (first: Episode?, others: [Episode]) {
    let question = judgement.question
    if case .draft(let place) = judgement.answer {
      return (question.items.first, place.map { [question.drafts[$0]] } ?? [])
    }
    return (question.items.first, Array(question.items.dropFirst()))
  }

  /// What a person reads: the words without the mark that begins a prompt, and the one that ends a response. A mark
  /// that a model says in between stays: without it, two responses would read alike.
  private func words(_ tokens: [Token], isPrompt: Bool = false) -> String {
    var tokens = tokens[...]
    if isPrompt, tokens.first == vocabulary.beginning { tokens.removeFirst() }
    if let end = vocabulary.end, tokens.last == end { tokens.removeLast() }
    return vocabulary.text(tokens)
  }
}
