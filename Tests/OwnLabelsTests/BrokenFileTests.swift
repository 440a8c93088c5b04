import LabelFiles
import Testing

@testable import OwnLabels

/// What becomes of files that cannot be used as they are: a message in three parts, or a finite answer
/// with a note.
@Suite struct BrokenFileTests {
  /// The message, or `nil` where there is an answer.
  private static func message(_ work: () throws -> String) -> String? {
    do {
      let json = try work()
      return json.contains("nan") || json.contains("inf,") ? "not finite" : nil
    } catch {
      return "\(error)"
    }
  }

  @Test(
    arguments: [
      (
        "", nil,
        "x.csv: error: the file is empty\n  fix: start it with a header such as task,worker,label"
      ),
      (
        "task,worker,label\n", nil,
        "x.csv: error: the file has a header, but no rows\n"
          + "  fix: write one row for each answer below the header"
      ),
      (
        "task,worker,label\na,w\n", nil,
        "x.csv:2:1: error: the row has 2 fields, but the header has 3\n"
          + "  fix: add what is missing, if only as an empty field"
      ),
      (
        "task,worker,label\na,w,NA\nb,w,\n", nil,
        "x.csv: error: every label is missing\n"
          + "  fix: check that the right column is read; --columns names another"
      ),
      (
        "task,worker,label\na,\"w,yes\n", nil,
        "x.csv:2:3: error: a quotation mark opens a field here, and none closes it\n"
          + "  fix: add a mark at the end of the field; write a mark that is meant as such twice"
      ),
      (
        "task,worker,label\na,,yes\n", nil,
        "x.csv:2:3: error: the worker is empty\n  fix: name who gave the label, or remove the row"
      ),
      (
        "task,worker,label,truth\na,w,yes,yes\na,v,no,no\n", nil,
        "x.csv:3:8: error: the truth is no, but was yes in an earlier row of the task\n"
          + "  fix: give each task one truth, or leave it empty"
      ),
      (
        "photo,who,animal\n1,w,cat\n", nil,
        "x.csv:1:1: error: the values of the columns who, animal are hardly ever those of the others, so "
          + "that they can hardly be the labels of several workers\n"
          + "  fix: name the workers with --workers NAME,NAME; or, where a row is one label, write "
          + "--columns task=NAME,worker=NAME,label=NAME"
      ),
      (
        "task,worker,label\na,w,3\na,v,3\nb,w,3\nb,v,3\n", "rasch",
        "--method rasch: error: all ratings are equal, so they say nothing about which task is better\n"
          + "  fix: use mean, or collect ratings that differ"
      ),
      (
        "task,worker,label\na,w,3\na,v,3\nb,w,3\nb,v,3\n", "z-score",
        "--method z-score: error: no rater gave two different ratings, so none has a scale to put them "
          + "on\n  fix: use mean, or let each rater judge at least ten tasks"
      ),
      (
        "task,worker,label\na,w,good\n", "mean",
        "--method mean: error: needs numbers, but the label good is none\n"
          + "  fix: write numbers, 1 for the lowest, or choose what takes labels as names"
      ),
    ] as [(String, String?, String)])
  func labelsThatCannotBeAggregated(_ text: String, _ method: String?, _ expected: String) {
    #expect(Self.message { try verdict(text, by: method).json } == expected)
  }

  @Test func tooManyClassesForConfusionsAreRefused() {
    let rows = (0..<70).map { "t\($0),w\($0 % 3),c\($0)\n" }.joined()
    let message = Self.message {
      try verdict("task,worker,label\n" + rows, by: "dawid-skene").json
    }
    #expect(
      message
        == "--method dawid-skene: error: there are 70 classes, but at most 64 are allowed, because "
        + "every worker has a table of classes by classes\n"
        + "  fix: merge rare classes, or use majority or glad")
  }

  @Test(arguments: [
    ("one worker", "task,worker,label\na,w,yes\nb,w,no\n"),
    ("one label", "task,worker,label\na,w,yes\na,v,yes\nb,w,yes\nb,v,yes\n"),
    ("one row", "task,worker,label\na,w,yes\n"),
    ("a worker against themselves", "task,worker,label\na,w,yes\na,w,no\nb,v,no\n"),
    ("huge ratings", "task,worker,label\na,w,1e11\na,v,9e11\nb,w,5e11\nb,v,2.5\n"),
    ("constant ratings", "task,worker,label\na,w,3.5\na,v,3.5\nb,w,3.5\nb,v,3.5\n"),
  ])
  func poorLabelsHaveAFiniteAnswer(_ what: String, _ text: String) throws {
    #expect(Self.message { try verdict(text, compares: true).json } == nil)
    #expect(Self.message { try agreement(text).json } == nil)
    let page = try verdict(text, compares: true).page(command: "", version: "")
    #expect(page.contains("</html>"))
  }

  @Test(arguments: [
    (
      "task,worker,label\na,w,yes\na,v,no\n", "interval",
      "--level interval: error: needs numbers, but the label yes is none\n"
        + "  fix: write numbers, 1 for the lowest, or choose what takes labels as names"
    ),
    (
      "task,worker,label\na,w,-1\na,v,2\n", "ratio",
      "--level ratio: error: needs numbers of at least 0, but a label is -1.0\n"
        + "  fix: use --level interval"
    ),
  ])
  func levelsThatDoNotFitAreRefused(_ text: String, _ level: String, _ expected: String) {
    #expect(
      Self.message {
        try AgreementSummary(
          of: LabelReader().labels(from: .text(text, name: "x.csv")), level: .init(rawValue: level)
        ).json
      } == expected)
  }

  @Test(
    arguments: [
      (
        "", nil,
        "x.csv: error: the file is empty\n  fix: start it with a header such as left,right,winner"
      ),
      (
        "left,right,winner\na,a,a\n", nil,
        "x.csv:2:3: error: a is compared with itself\n"
          + "  fix: name two different items, or remove the row; --skip-self leaves such rows out"
      ),
      (
        "left,right,winner\na,b,c\n", nil,
        "x.csv:2:5: error: the winner is c, but a is compared with b\n  fix: write a, b or tie"
      ),
      (
        "left,right,winner\na,b,tie\nb,c,tie\n", "davidson",
        "--method davidson: error: every comparison is a tie, so the readiness to tie has no finite "
          + "estimate\n  fix: add decided comparisons, or use bradley-terry, which counts a tie as half "
          + "a win"
      ),
      (
        "left,right,winner,weight\na,b,a,0\n", nil,
        "x.csv: error: no row that says who won has a weight above 0\n"
          + "  fix: check that the right column is read; --columns names another"
      ),
      (
        "left,right,winner,weight\na,b,a,-1\n", nil,
        "x.csv:2:7: error: the weight is -1, but must be 0 or a number from 0.000001 to 1000000000\n"
          + "  fix: write for example 1"
      ),
      (
        "left,right,winner\na,b,a\n", "crowd-bt",
        "--method crowd-bt: error: the file does not say who compared, which the method needs to know\n"
          + "  fix: add a column worker, name it with --columns worker=NAME, or choose --method "
          + "bradley-terry"
      ),
      (
        "left,right,winner\na,b,\n", nil,
        "x.csv: error: no row says who won\n"
          + "  fix: check that the right column is read; --columns names another"
      ),
      (
        "ranking,rank,item\n1,1,a\n1,2,a\n", nil,
        "x.csv:3:5: error: a stands in ranking 1 twice\n"
          + "  fix: keep one of the two, or give each ranking a name of its own"
      ),
      (
        "ranking,rank,item\n1,1,a\n2,1,b\n", nil,
        "--method plackett-luce: error: no ranking has two items, so nothing is compared\n"
          + "  fix: give the items of one ranking the same name in the column ranking"
      ),
    ] as [(String, String?, String)])
  func preferencesThatCannotBeRated(_ text: String, _ method: String?, _ expected: String) {
    #expect(Self.message { try rating(text, by: method).json } == expected)
  }

  @Test(arguments: [
    ("a disconnected graph", "left,right,winner\na,b,a\na,b,b\nc,d,c\nc,d,d\n", "regularised"),
    ("perfect separation", "left,right,winner\na,b,a\na,c,a\nb,c,b\n", "regularised"),
    ("one comparison", "left,right,winner\na,b,a\n", "regularised"),
    ("ties alone", "left,right,winner\na,b,tie\nb,c,tie\n", "counted as half a win"),
    ("a ranking with ties", "ranking,rank,item\n1,1,a\n1,1,b\n1,3,c\n", "broken into pairs"),
  ])
  func poorPreferencesHaveAFiniteAnswerAndANote(
    _ what: String, _ text: String, _ note: String
  ) throws {
    let verdict = try rating(text, compares: true)
    #expect(verdict.notes.contains { $0.contains(note) }, "\(verdict.notes)")
    #expect(Self.message { verdict.json } == nil)
    #expect(verdict.page(command: "", version: "").contains("</html>"))
  }

  /// Squares of such numbers would not be finite; as names they are as good as any.
  @Test func numbersOfAnySizeAreNoRatings() throws {
    let rows = "task,worker,label\n" + (0..<12).map { "t\($0 / 3),w\($0 % 3),0.5\n" }.joined()
    let text = rows + "t9,w1,1e308\n"
    let expected =
      "error: needs numbers from -1e12 to 1e12, but a label is 1e308\n"
      + "  fix: correct the label, or choose what takes labels as names, such as --level nominal"
    for method in ["rasch", "mean", "z-score"] {
      #expect(
        Self.message { try verdict(text, by: method).json } == "--method \(method): \(expected)")
    }
    #expect(
      Self.message { try agreement(text, level: .interval).json } == "--level interval: \(expected)"
    )
    #expect(Self.message { try agreement(text, level: .nominal).json } == nil)
    let page = try verdict(rows + "t9,w1,1e12\n", by: "mean").page(command: "", version: "")
    #expect(page.contains("</html>"))
  }

  @Test func ofAMillionMalformedRowsTwentyAreNamed() {
    let text = "task,worker,label\n" + String(repeating: "a,w\n", count: 1_000_000)
    let message = Self.message { try verdict(text).json } ?? ""
    #expect(message.split(separator: "\n").count == 41)
    #expect(message.hasSuffix("... and 999980 more problems"))
  }
}
