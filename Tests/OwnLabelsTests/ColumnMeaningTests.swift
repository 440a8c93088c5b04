import LabelFiles
import Statistics
import Testing

@testable import OwnLabels

/// What labels are taken for, and what becomes of several of one worker.
@Suite struct ColumnMeaningTests {
  /// Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", section C: four coders, twelve
  /// units, gaps.
  private static func krippendorff(_ column: String) -> String {
    let coders = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]
    let rows = coders.enumerated().flatMap { coder, values in
      values.enumerated().filter { $0.element != "." }.map {
        "u\($0.offset),c\(coder),\($0.element)\n"
      }
    }
    return "unit,coder,\(column)\n" + rows.joined()
  }

  @Test(arguments: [
    ("label", "nominal"), ("class", "nominal"), ("category", "nominal"), ("code", "nominal"),
    ("rating", "ordinal"), ("stars", "ordinal"), ("likert", "ordinal"), ("score", "interval"),
    ("answer", "nominal"), ("value", "nominal"),
  ])
  func theNameOfTheColumnDecides(_ column: String, _ level: String) throws {
    let published = ["nominal": 0.743, "ordinal": 0.815, "interval": 0.849]
    let summary = try agreement(Self.krippendorff(column))
    #expect(summary.level.rawValue == level)
    #expect(abs(try #require(summary.alpha).mean - (published[level] ?? 0)) < 6e-4)
    let other = level == "nominal" ? "0.849 at the interval level" : "0.743 at the nominal level"
    #expect(
      summary.notes.contains {
        $0.hasPrefix("alpha is \(published[level] ?? 0) at the \(level) level")
          && $0.hasSuffix("and would be \(other)")
      }, "\(summary.notes)")
  }

  /// Ten codes used to be a scale, and tasks got qualities.
  @Test func codesAreNames() throws {
    let rows = (0..<40).flatMap { task in
      (0..<3).map { "t\(task),w\($0),\($0 == 2 && task % 4 == 0 ? (task + 1) % 10 : task % 10)\n" }
    }
    let text = "task,worker,label\n" + rows.joined()
    let verdict = try verdict(text)
    #expect(!verdict.areRatings)
    #expect(verdict.tasks.map(\.label) == (0..<40).map { "\($0 % 10)" })
    #expect(
      verdict.notes.contains(
        "the labels are whole numbers and are taken as names; if they are ratings, write --level ordinal"
      ))
  }

  @Test func theLevelCanBeSet() throws {
    func aggregated(_ column: String, _ level: DistanceMetric?, by method: String? = nil) throws
      -> LabelResult
    {
      try LabelResult(
        of: LabelReader().labels(from: .text(Self.krippendorff(column), name: "x.csv")), by: method,
        level: level)
    }
    #expect(try aggregated("label", .ordinal).areRatings)
    #expect(try aggregated("rating", nil).areRatings)
    #expect(try !aggregated("rating", .nominal).areRatings)
    #expect(try !aggregated("label", nil).areRatings)
    #expect {
      try aggregated("label", .ordinal, by: "majority")
    } throws: {
      "\($0)"
        == "--level ordinal: error: says nothing to majority, which takes labels as names\n"
        + "  fix: leave one of the two out"
    }
    #expect {
      try verdictAtLevel("task,worker,rating\na,v,good\na,w,bad\n", .interval)
    } throws: {
      "\($0)"
        == "--level interval: error: needs numbers, but the label good is none\n"
        + "  fix: write numbers, 1 for the lowest, or choose what takes labels as names"
    }
  }

  private func verdictAtLevel(_ text: String, _ level: DistanceMetric) throws -> LabelResult {
    try LabelResult(
      of: LabelReader().labels(from: .text(text, name: "x.csv")), by: nil, level: level)
  }

  /// Ann says cat twice and dog once, bob dog: of their two votes cat has 2/3, dog 4/3.
  private static let repeated = "task,worker,label\na,ann,cat\na,ann,cat\na,ann,dog\na,bob,dog\n"

  private func majority(_ text: String, each: Bool? = nil, by method: String = "majority") throws
    -> LabelResult
  {
    var file = try LabelReader().labels(from: .text(text, name: "x.csv"))
    file.countsRepeats = each
    return try LabelResult(of: file, by: method)
  }

  @Test func labelsOfOneWorkerShareOneVote() throws {
    let shared = try majority(Self.repeated)
    #expect(shared.tasks.map(\.label) == ["dog"])
    #expect(abs((shared.tasks[0].probability ?? 0) - 2.0 / 3) < 1e-12)
    #expect(
      shared.notes.contains(
        "2 labels of a task by a worker who had labelled it before: a worker's labels of a task share one "
          + "vote; --repeats each counts them all"))
    let each = try majority(Self.repeated, each: true)
    #expect(each.tasks[0].probability == 0.5)
    #expect(
      each.notes.contains(
        "2 labels of a task by a worker who had labelled it before: each counts, as a repeated reading; "
          + "--repeats share gives a worker one vote"))
  }

  @Test func aColumnThatNumbersReadingsHasThemCount() throws {
    let text =
      "task,worker,repeat,label\na,ann,1,cat\na,ann,2,cat\na,ann,3,dog\na,bob,1,dog\n"
    #expect(try majority(text).tasks[0].probability == 0.5)
    #expect(try majority(text, each: false).tasks[0].label == "dog")
  }

  @Test func otherMethodsTakeTheMostFrequentLabel() throws {
    let file = try LabelReader().labels(
      from: .text(
        "task,worker,label\na,ann,dog\na,bob,dog\na,ann,cat\na,ann,cat\nb,bob,cat\nb,bob,dog\n",
        name: "x.csv"))
    #expect(file.repeatedCount == 3)
    let once = file.withOneLabelEach
    #expect(once.labels.map { once.labelNames[Int($0)] } == ["cat", "dog", "cat"])
    #expect(once.workers == [0, 1, 1] && once.tasks == [0, 0, 1])
    #expect(once.repeatedCount == 0)
    // A flood of labels by one worker moves nothing.
    let rows = (0..<6).flatMap { task in
      (0..<3).map { "t\(task),w\($0),\(task % 2 == 0 ? "x" : "y")\n" }
    }
    let flood = String(repeating: "t0,w0,x\n", count: 50)
    let calm = try majority("task,worker,label\n" + rows.joined(), by: "dawid-skene")
    let loud = try majority("task,worker,label\n" + rows.joined() + flood, by: "dawid-skene")
    #expect(calm.tasks == loud.tasks)
  }

  /// A worker who is alone on all their tasks has no reliability; the shares of the others stay.
  @Test(arguments: ["majority", "dawid-skene", "mace", "glad", "weighted-majority", "one-coin"])
  func whoIsAloneHasNoReliability(_ method: String) throws {
    let alone = try verdict("task,worker,label\na,v,x\nb,w,y\nc,w,x\n", by: method)
    #expect(alone.workers.allSatisfy { $0.reliability == nil && $0.interval == nil })
    let mixed = try verdict(
      "task,worker,label\na,v,x\na,w,x\nb,v,y\nb,w,y\nc,u,x\nd,u,x\n", by: method)
    #expect(mixed.workers.filter { $0.reliability == nil }.map(\.worker) == ["u"])
  }
}
