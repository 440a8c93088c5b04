import SandboxCore

/// The answers of a campaign as comma-separated values, one row an answer.
///
/// Fields are quoted as RFC 4180 has it: those with a comma, a quotation mark or a line break stand
/// in quotation marks, and marks inside are doubled. Lines end with a line feed alone. Numbers are
/// written so that reading them back gives the same number.
public struct AnswersTable: Sendable {
  /// The names of the columns, in order.
  public static let columns = [
    "question", "channel", "world", "prompt", "first", "second", "annotator", "group", "conduct",
    "answer", "seconds", "dollars", "gold_first", "gold_second",
  ]

  /// The answers, one row each.
  public var judgements: [Judgement]
  /// Gives the words of prompts and responses.
  public var vocabulary: Vocabulary
  /// The name of the world that was asked about.
  public var world: String

  /// A table of answers about responses of one world.
  public init(judgements: [Judgement], vocabulary: Vocabulary, world: String) {
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
    return [
      "\(question.id)", "comparison", world, words(question.first.response.prompt.tokens),
      words(question.first.response.continuation), words(question.second.response.continuation),
      judgement.annotator, judgement.group, judgement.conduct, judgement.answer.rawValue,
      "\(judgement.seconds)", "\(judgement.dollars)", "\(question.first.gold.value)",
      "\(question.second.gold.value)",
    ].map(Self.field).joined(separator: ",")
  }

  /// What a person reads: the words without the marks of beginning and end.
  private func words(_ tokens: [Token]) -> String {
    vocabulary.text(
      tokens.lazy.filter { $0 != vocabulary.beginning && $0 != vocabulary.end })
  }

  private static func field(_ value: String) -> String {
    // By bytes: to Swift a carriage return and a line feed together are one character.
    let needsQuotes = value.utf8.contains { byte in
      byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
        || byte == UInt8(ascii: "\r")
    }
    return needsQuotes ? "\"" + value.replacing("\"", with: "\"\"") + "\"" : value
  }
}
