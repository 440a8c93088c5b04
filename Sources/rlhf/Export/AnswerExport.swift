import PlainText
import SandboxCore

/// Makes records of the answers of one arm's replication.
///
///     comparison, graded comparison   →  a preference; a tie says nothing of that kind
///     ranking of k                    →  a ranking, and k(k − 1)/2 preferences, as a run learns from
///     rating, rubric                  →  a score
///     thumbs                          →  an approval
///     correction                      →  a preference for what was written, and a demonstration
///     demonstration                   →  a demonstration
///
/// It is what a reward model learns from (``Aggregation/LabelConverter``), before anybody settles what several people
/// say of one question. Answers to gold questions and refusals are left out, as there.
struct AnswerExport {
  /// The table of answers.
  let file: AnswersFile
  /// Reads its responses.
  let reader: ResponseReader
  /// The arm, for tables of older versions, which do not name it.
  let arm: String
  /// Its replication, from 1.
  let replication: Int
  /// The records in the order of the answers.
  private(set) var records: [ExportRecord] = []
  /// Answers to comparisons as labels, ties too: rows of ``labelHeader``.
  private(set) var labels: [String] = []
  /// What was written and what was left out.
  private(set) var tally = ExportTally()

  /// Reads all answers of a table.
  ///
  /// - Throws: ``BadInput`` for a row that no run writes.
  init(of file: AnswersFile, by reader: ResponseReader, arm: String, replication: Int) throws {
    self.file = file
    self.reader = reader
    self.arm = arm
    self.replication = replication
    try file.forEach { try add($0) }
    for record in records { tally.records[record.table, default: 0] += 1 }
  }

  private mutating func add(_ row: AnswersFile.Row) throws {
    if row["check"] == "true" { return tally.checks += 1 }
    if row["answer"] == "declined" { return tally.declined += 1 }
    guard let channel = Channel(rawValue: row["channel"]) else {
      throw file.problem(
        "row \(row.number) is of no form of question: \(Excerpt.of(row["channel"]))")
    }
    let prompt = try known(in: row) { () throws(UnknownWord) in try reader.prompt(row["prompt"]) }
    guard let items = try items(of: row, channel.form, prompt) else { return tally.unclear += 1 }
    let shown = Shown(row: row, prompt: prompt, items: items)
    switch channel.form {
    case .comparison, .graded: try addComparison(shown)
    case .ranking: try addRanking(shown)
    case .rating, .rubric: try addScore(shown)
    case .thumb: try addThumb(shown)
    case .draft: try addWriting(shown)
    }
  }

  /// An answer with the responses that its row shows.
  private struct Shown {
    var row: AnswersFile.Row
    var prompt: [Token]
    var items: [Item]
  }

  /// A response with what it is truly worth.
  private struct Item {
    var response: ResponseReader.Reading
    var gold: Double?

    var text: JSON { .text(response.text) }
    var name: JSON { .text(response.identifier) }
    var goldReward: JSON { .number(gold) }
  }

  /// The responses of a row, that of `first` before those of `second`; `nil` where one is not told.
  private func items(
    of row: AnswersFile.Row, _ form: Answer.Form, _ prompt: [Token]
  ) throws -> [Item]? {
    // An empty field is a response without words, or none: the answer's form tells which.
    let hasFirst = form != .draft || !row["gold_first"].isEmpty
    let hasSecond = form.isComparing || (form == .draft && row["answer"].hasPrefix("draft"))
    func split(_ column: String, _ separator: String) -> [String] {
      form == .ranking ? row[column].components(separatedBy: separator) : [row[column]]
    }
    let words = (hasFirst ? [row["first"]] : []) + (hasSecond ? split("second", " | ") : [])
    let names = (hasFirst ? [row["first_id"]] : []) + (hasSecond ? split("second_id", "|") : [])
    let golds =
      (hasFirst ? [row["gold_first"]] : []) + (hasSecond ? split("gold_second", "|") : [])
    var items: [Item] = []
    for (place, words) in words.enumerated() {
      let identifier = place < names.count ? names[place] : ""
      let response = try known(in: row) { () throws(UnknownWord) in
        try reader.response(words, identifier: identifier, to: prompt)
      }
      guard let response else { return nil }
      items.append(Item(response: response, gold: place < golds.count ? Double(golds[place]) : nil))
    }
    return items
  }

  private func known<Value>(
    in row: AnswersFile.Row, _ read: () throws(UnknownWord) -> Value
  ) throws -> Value {
    do throws(UnknownWord) {
      return try read()
    } catch {
      throw file.problem(
        "row \(row.number) has the word \"\(Excerpt.of(error.word))\", which its world lacks")
    }
  }

  private func unreadable(_ row: AnswersFile.Row) -> BadInput {
    file.problem(
      "row \(row.number) has the answer \"\(Excerpt.of(row["answer"]))\", which is none to a \(row["channel"])"
    )
  }

  // MARK: - The forms

  private mutating func addComparison(_ shown: Shown) throws {
    let (row, items) = (shown.row, shown.items)
    let grade = row["channel"] == GradedComparisonChannel.name ? Int(row["answer"]) : nil
    let isFirst: Bool?
    switch row["answer"] {
    case "tie": isFirst = nil
    case "first": isFirst = true
    case "second": isFirst = false
    default:
      guard let grade, grade != 0 else { throw unreadable(row) }
      isFirst = grade > 0
    }
    labels.append(label(row, isFirst.map { $0 ? "first" : "second" } ?? "tie", items))
    guard let isFirst else { return tally.ties += 1 }
    let (better, worse) = isFirst ? (items[0], items[1]) : (items[1], items[0])
    addPreference(better, worse, in: shown, grade: grade.map(abs))
  }

  private mutating func addPreference(
    _ better: Item, _ worse: Item, in shown: Shown, grade: Int? = nil
  ) {
    var record = ExportRecord(
      .preference,
      own: [
        promptText(shown), better.text, worse.text, grade.map { .number($0) } ?? .null,
        better.goldReward, worse.goldReward, better.name, worse.name,
      ], shared: shared(shown.row))
    record.pair = (shown.prompt, better.response.tokens, worse.response.tokens)
    records.append(record)
  }

  private mutating func addRanking(_ shown: Shown) throws {
    let places = shown.row["answer"].split(separator: ">").compactMap { Int($0) }.map { $0 - 1 }
    guard places.sorted() == Array(shown.items.indices), places.count >= 2 else {
      throw unreadable(shown.row)
    }
    let order = places.map { shown.items[$0] }
    records.append(
      ExportRecord(
        .rankings,
        own: [
          promptText(shown), .array(order.map(\.text)), .array(order.map(\.goldReward)),
          .array(order.map(\.name)),
        ], shared: shared(shown.row)))
    for better in order.indices {
      for worse in order.indices.dropFirst(better + 1) {
        addPreference(order[better], order[worse], in: shown)
      }
    }
  }

  private mutating func addScore(_ shown: Shown) throws {
    let words = shown.row["answer"].split(separator: " ").map(String.init)
    guard let score = words.first.flatMap({ Int($0) }), (1...10).contains(score) else {
      throw unreadable(shown.row)
    }
    let flaws = JSON.array(words.dropFirst().map { .text($0) })
    addSingle(.scores, shown, shown.items[0], saying: [.number(score), flaws])
  }

  private mutating func addThumb(_ shown: Shown) throws {
    guard let isUp = ["up": true, "down": false][shown.row["answer"]] else {
      throw unreadable(shown.row)
    }
    addSingle(.unpaired, shown, shown.items[0], saying: [.flag(isUp)])
  }

  private mutating func addWriting(_ shown: Shown) throws {
    if shown.row["answer"] == "as it is" { return tally.unchanged += 1 }
    guard shown.row["answer"].hasPrefix("draft "), let written = shown.items.last else {
      throw unreadable(shown.row)
    }
    if shown.items.count == 2, shown.items[0].response != written.response {
      addPreference(written, shown.items[0], in: shown)
    }
    addSingle(.demonstrations, shown, written, saying: [])
  }

  /// A record about one response: what is said of it stands between its text and its gold reward.
  private mutating func addSingle(
    _ table: ExportTable, _ shown: Shown, _ item: Item, saying said: [JSON]
  ) {
    records.append(
      ExportRecord(
        table, own: [promptText(shown), item.text] + said + [item.goldReward, item.name],
        shared: shared(shown.row)))
  }

  private func promptText(_ shown: Shown) -> JSON {
    .text(reader.vocabulary.text(shown.prompt.dropFirst()))
  }

  private func shared(_ row: AnswersFile.Row) -> [JSON] {
    func number(_ column: String) -> JSON { .number(Double(row[column])) }
    let names = [row["annotator"], row["group"], row["behavior"]].map { JSON.text($0) }
    let about = [row["channel"], row["topic"], row["family"]].map { JSON.text($0) }
    let cost = ["round", "hour", "seconds", "dollars"].map(number)
    return names + [1, number("question")] + about + cost
      + [.text(row["world"]), .text(arm), .number(replication)]
  }

  // MARK: - Labels

  /// The columns of ``labels``, as `rlhf aggregate` and `rlhf agreement` know them; the truth is told by the
  /// gold rewards.
  static let labelHeader = "task,worker,label,truth,group,topic,family,seconds\n"

  private func label(_ row: AnswersFile.Row, _ label: String, _ items: [Item]) -> String {
    var truth = ""
    if let first = items[0].gold, let second = items[1].gold {
      truth = first == second ? "tie" : first > second ? "first" : "second"
    }
    return CSVWriter.row([
      row["question"], row["annotator"], label, truth, row["group"], row["topic"], row["family"],
      row["seconds"],
    ]) + "\n"
  }
}
