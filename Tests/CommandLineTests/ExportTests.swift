import Feedback
import Foundation
import PlainText
import SandboxCore
import Testing

@testable import rlhf

/// Answers of every form become the records that other programs read.
@Suite struct ExportTests {
  private static let vocabulary = Vocabulary(
    words: ["<s>", "is", "it", "yes", "no", "</s>"], beginning: "<s>", end: "</s>")
  private static let prompt = Prompt(id: 7, tokens: [0, 1, 2], family: "asking", topic: "it")

  /// A response of these words that ended, unless it is told that it was cut off.
  private static func episode(_ words: String, isCut: Bool = false, gold: Double = 0) -> Episode {
    let tokens = words.split(separator: " ").compactMap { vocabulary.token(of: $0) }
    return Episode(
      response: Response(
        prompt: prompt, written: tokens + (isCut ? [] : [5]),
        ending: isCut ? .truncated : .terminated),
      attributes: Attributes([]), gold: GoldReward(gold))
  }

  private static func judgement(
    _ channel: Channel, _ items: [Episode], _ answer: Answer, drafts: [Episode] = [],
    isCheck: Bool = false
  ) -> Judgement {
    Judgement(
      question: Question(
        id: isCheck ? -1 : 3, channel: channel, prompt: prompt, items: items, drafts: drafts,
        isGoldQuestion: isCheck),
      annotator: "p1", group: "plain", behavior: "honest", answer: answer, seconds: 36.8,
      dollars: 0.3, hour: 1.5, round: 2)
  }

  /// What is exported of a table of answers, which is changed before it is read.
  private func export(
    _ judgements: [Judgement], change: (String) -> String = { $0 }
  ) throws -> AnswerExport {
    let table = AnswersTable(
      judgements: FeedbackDataset(judgements), vocabulary: Self.vocabulary, world: "w", arm: "base",
      replication: 2)
    let file = FileManager.default.temporaryDirectory.appending(path: "answers-\(UUID()).csv")
    try Data(change(table.text).utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try AnswerExport(
      of: AnswersFile(file.path), by: ResponseReader(vocabulary: Self.vocabulary, contextLength: 6),
      arm: "base", replication: 2)
  }

  /// The lines of what is exported, without what all records have in common.
  private func lines(_ judgements: [Judgement]) throws -> [String] {
    try export(judgements).records.map { record in
      let own = record.members.prefix(record.table.ownColumns.count)
      let weight = record.members.filter { $0.key == "weight" }
      return record.table.rawValue + JSON.object(own + weight).text(.line)
    }
  }

  private let yes = Self.episode("yes", gold: 2)
  private let no = Self.episode("no no", isCut: true, gold: -1)
  private var yesName: String { yes.response.identifier }
  private var noName: String { no.response.identifier }

  @Test func aRecordIsWhatTrlReads() throws {
    let record = try #require(
      try export([Self.judgement(.comparison, [no, yes], .second)]).records.first)
    #expect(
      record.line == """
        {"prompt": "is it", "chosen": " yes </s>", "rejected": " no no", "grade": null, "gold_chosen": 2, \
        "gold_rejected": -1, "chosen_id": "\(yesName)", "rejected_id": "\(noName)", "annotator": "p1", \
        "group": "plain", "behavior": "honest", "weight": 1, "question": 3, "channel": "comparison", \
        "topic": "it", "family": "asking", "round": 2, "hour": 1.5, "seconds": 36.8, "dollars": 0.3, \
        "world": "w", "arm": "base", "replication": 2}

        """)
    let pair = try #require(record.pair)
    #expect(pair.prompt == [0, 1, 2] && pair.chosen == [3, 5] && pair.rejected == [4, 4])
  }

  @Test func gradesAreKept() throws {
    let found = try lines([Self.judgement(.gradedComparison, [no, yes], .graded(3))])
    #expect(
      found == [
        """
        preference{"prompt": "is it", "chosen": " no no", "rejected": " yes </s>", "grade": 3, \
        "gold_chosen": -1, "gold_rejected": 2, "chosen_id": "\(noName)", "rejected_id": "\(yesName)", \
        "weight": 1}
        """
      ])
  }

  @Test func aRankingIsItsPairsToo() throws {
    let silent = Self.episode("", gold: 0.5)
    let found = try lines([Self.judgement(.ranking, [no, silent, yes], .ranking([2, 1, 0]))])
    #expect(found.count == 4)
    #expect(
      found[0].hasPrefix(
        "rankings{\"prompt\": \"is it\", \"completions\": [\" yes </s>\", \" </s>\", \" no no\"], "
          + "\"gold_rewards\": [2, 0.5, -1], "))
    let pairs = [(" yes </s>", " </s>"), (" yes </s>", " no no"), (" </s>", " no no")]
    for (line, (chosen, rejected)) in zip(found.dropFirst(), pairs) {
      #expect(line.contains("\"chosen\": \"\(chosen)\", \"rejected\": \"\(rejected)\""))
      #expect(line.hasSuffix("\"weight\": 1}"), "a run counts each pair of a ranking")
    }
  }

  @Test func thumbsAreApprovals() throws {
    let found = try lines([
      Self.judgement(.thumbs, [yes], .up), Self.judgement(.thumbs, [no], .down),
    ])
    #expect(
      found == [
        """
        unpaired{"prompt": "is it", "completion": " yes </s>", "label": true, "gold_reward": 2, \
        "completion_id": "\(yesName)", "weight": 1}
        """,
        """
        unpaired{"prompt": "is it", "completion": " no no", "label": false, "gold_reward": -1, \
        "completion_id": "\(noName)", "weight": 1}
        """,
      ])
  }

  @Test func ratingsAndRubricsAreScores() throws {
    let found = try lines([
      Self.judgement(.rating, [yes], .rating(7)),
      Self.judgement(.rubric, [no], .rubric(rating: 2, flaws: ["loud", "long"])),
    ])
    #expect(
      found == [
        """
        scores{"prompt": "is it", "completion": " yes </s>", "score": 7, "flaws": [], "gold_reward": 2, \
        "completion_id": "\(yesName)", "weight": 1}
        """,
        """
        scores{"prompt": "is it", "completion": " no no", "score": 2, "flaws": ["loud", "long"], \
        "gold_reward": -1, "completion_id": "\(noName)", "weight": 1}
        """,
      ])
  }

  @Test func whatPeopleWriteIsADemonstration() throws {
    let export = try export([
      Self.judgement(.correction, [no], .draft(0), drafts: [yes]),
      Self.judgement(.correction, [no], .draft(nil), drafts: [yes]),
      Self.judgement(.correction, [yes], .draft(0), drafts: [yes]),
      Self.judgement(.demonstration, [], .draft(0), drafts: [yes]),
    ])
    #expect(
      export.records.map(\.table) == [
        .preference, .demonstrations, .demonstrations, .demonstrations,
      ])
    let texts = export.records[1].members.prefix(2).map(\.value)
    #expect(texts == [.text("is it"), .text(" yes </s>")])
    #expect(export.records[0].line.contains("\"chosen\": \" yes </s>\", \"rejected\": \" no no\""))
    #expect(export.tally.unchanged == 1)
  }

  @Test func whatSaysNothingIsCounted() throws {
    let export = try export([
      Self.judgement(.comparison, [yes, no], .tie),
      Self.judgement(.comparison, [yes, no], .declined),
      Self.judgement(.comparison, [yes, no], .first, isCheck: true),
      Self.judgement(.comparison, [yes, no], .first),
    ])
    #expect(export.tally.records == [.preference: 1])
    #expect(
      export.tally.leftOut == "left out: ties 1, declined answers 1, answers to gold questions 1")
    // As labels ties count, and the truth is known.
    #expect(
      export.labels == [
        "3,p1,tie,first,plain,it,asking,36.8\n", "3,p1,first,first,plain,it,asking,36.8\n",
      ])
  }

  /// The beginning in mid-sentence is a token like any other; the words alone would not tell.
  @Test func everyTokenIsKept() throws {
    let odd = Self.episode("yes <s> no")
    let records = try export([Self.judgement(.comparison, [odd, yes], .first)]).records
    #expect(records[0].pair?.chosen == [3, 0, 4, 5])
    #expect(records[0].line.contains("\"chosen\": \" yes <s> no </s>\""))
    // A table that lacks it, as older versions wrote, does not tell the response: it is left out and counted.
    let older = try export([Self.judgement(.comparison, [odd, yes], .first)]) {
      $0.replacing("yes <s> no", with: "yes no")
    }
    #expect(older.records.isEmpty && older.tally.unclear == 1)
  }

  /// Tables of older versions name no responses: one that does not fill the context of 6 has ended.
  @Test func olderTablesAreRead() throws {
    let long = Self.episode("yes yes yes", isCut: true)
    let older = try export([Self.judgement(.comparison, [long, yes], .first)]) { text in
      text.split(separator: "\n").map { line in
        line.split(separator: ",", omittingEmptySubsequences: false).dropLast(4).joined(
          separator: ",")
      }.joined(separator: "\n")
    }
    #expect(
      older.records[0].pair?.chosen == [3, 3, 3] && older.records[0].pair?.rejected == [3, 5])
    #expect(older.records[0].line.contains("\"arm\": \"base\", \"replication\": 2}"))
  }

  @Test(arguments: [
    ("is it,yes", "is it,perhaps", "row 1 has the word \"perhaps\", which its world lacks"),
    (
      ",honest,first,", ",honest,fist,",
      "row 1 has the answer \"fist\", which is none to a comparison"
    ),
    ("3,comparison", "3,telepathy", "row 1 is of no form of question: telepathy"),
    ("question,", "number,", "the table has no column question"),
    (",honest,first", ",first", "row 1 has 22 fields of 23"),
  ])
  func damageIsTold(_ old: String, _ new: String, _ message: String) throws {
    do {
      _ = try export([Self.judgement(.comparison, [yes, no], .first)]) {
        $0.replacing(old, with: new)
      }
      Issue.record("nothing was noticed")
    } catch let problem as BadInput {
      #expect(problem.description.contains(".csv: error: \(message)\n  fix: "), "\(problem)")
    }
  }

  /// Rows of tables have the fields of their header; a ranking is a row for each response.
  @Test func rowsFitTheirHeaders() throws {
    let export = try export([
      Self.judgement(.ranking, [no, yes], .ranking([1, 0])),
      Self.judgement(.rating, [yes], .rating(7)),
    ])
    for record in export.records {
      let header = ExportRecord.header(of: record.table).split(separator: ",")
      for row in record.rows {
        #expect(row.split(separator: ",", omittingEmptySubsequences: false).count == header.count)
      }
    }
    let ranking = export.records[0].rows
    #expect(ranking.count == 2)
    #expect(ranking[0].hasPrefix("3-p1,1,is it,\" yes </s>\",2,\(yesName),p1,plain,"))
    #expect(ranking[1].hasPrefix("3-p1,2,is it,\" no no\",-1,\(noName),p1,plain,"))
    #expect(
      ExportRecord.header(of: .rankings).hasPrefix(
        "ranking,rank,prompt,completion,gold_reward,item,"))
    #expect(ExportRecord.header(of: .preference).contains(",winner,loser,annotator,"))
  }
}
