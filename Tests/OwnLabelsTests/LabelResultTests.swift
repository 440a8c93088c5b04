import Foundation
import LabelFiles
import Randomness
import Testing

@testable import OwnLabels

@Suite struct LabelVerdictTests {
  private static let three = """
    task,worker,label
    a,ann,cat
    a,bob,cat
    a,cyd,dog
    b,ann,dog
    b,bob,dog
    b,cyd,dog

    """

  @Test func theJSONHasTheKeysOfTheContractInItsOrder() throws {
    let verdict = try verdict(Self.three, by: "majority")
    #expect(
      keys(verdict.json) == ["method", "tasks", "workers", "log_likelihood", "iterations", "notes"])
    let object = try object(verdict.json)
    #expect(object["method"] as? String == "majority")
    #expect(object["log_likelihood"] is NSNull)
    let tasks = try #require(object["tasks"] as? [[String: Any]])
    #expect(tasks.map { $0["task"] as? String } == ["a", "b"])
    #expect(tasks.map { $0["label"] as? String } == ["cat", "dog"])
    // Two of three votes, and three of three.
    let probabilities = tasks.compactMap { $0["probability"] as? Double }
    #expect(probabilities == [2.0 / 3, 1])
    let workers = try #require(object["workers"] as? [[String: Any]])
    // ann and bob gave labels of probability 2/3 and 1; cyd 1/3 and 1.
    #expect(workers.map { $0["worker"] as? String } == ["ann", "bob", "cyd"])
    let reliability = workers.compactMap { $0["reliability"] as? Double }
    #expect(zip(reliability, [5.0 / 6, 5.0 / 6, 2.0 / 3]).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test func theCSVHasOneRowATask() throws {
    let csv = try verdict(Self.three, by: "majority").csv
    #expect(csv == "task,label,probability\na,cat,0.6666666666666666\nb,dog,1.0\n")
  }

  @Test func confusionsFollowTheContract() throws {
    let json = try verdict(Self.three, by: "dawid-skene").json
    #expect(
      keys(json) == [
        "method", "tasks", "workers", "log_likelihood", "iterations", "classes", "confusion",
        "notes",
      ])
    let confusion = try #require(try object(json)["confusion"] as? [[String: Any]])
    #expect(confusion.count == 3)
    for worker in confusion {
      let matrix = try #require(worker["matrix"] as? [[Double]])
      #expect(matrix.count == 2)
      #expect(matrix.allSatisfy { abs($0.reduce(0, +) - 1) < 1e-9 })
    }
  }

  @Test func ratingsAreQualitiesBestFirst() throws {
    let text =
      "task,worker,rating\n"
      + (0..<12).flatMap { task in
        (0..<3).map { "t\(task),w\($0),\((task * 10 + $0 * 3) / 12)\n" }
      }.joined()
    let verdict = try verdict(text)
    #expect(verdict.method == "rasch")
    #expect(verdict.notes.contains { $0.hasPrefix("method rasch, because the labels are numbers") })
    let qualities = verdict.tasks.compactMap(\.quality)
    #expect(qualities == qualities.sorted(by: >))
    let first = try #require((try object(verdict.json)["tasks"] as? [[String: Any]])?.first)
    #expect(first["task"] as? String == "t11")
    #expect(first["label"] is Double && first["probability"] is NSNull)
    #expect(verdict.csv.hasPrefix("task,quality,low,high\nt11,"))
  }

  @Test func correlationsHaveFishersInterval() throws {
    // artanh 0.5 = 0.549306, and 1.959964 / √25 = 0.391993.
    let interval = try #require(LabelResult.interval(ofCorrelation: 0.5, over: 28))
    #expect(abs(interval.lowerBound - 0.156_028) < 1e-5)
    #expect(abs(interval.upperBound - 0.735_818) < 1e-5)
    #expect(LabelResult.interval(ofCorrelation: 0.5, over: 3) == nil)
    #expect(LabelResult.interval(ofCorrelation: 1, over: 28) == nil)
  }

  @Test func theDefaultSuitsTheLabels() throws {
    let few = try verdict(Self.three)
    #expect(few.method == "mace-shares")
    #expect(
      few.notes.contains {
        $0.hasPrefix("method mace-shares, because a worker gave ")
          && $0.hasSuffix(" classes needs; --method names another")
      })
    let many = (0..<100).flatMap { task in
      ["u", "v", "w"].map { "t\(task),\($0),\(task % 3 == 0 ? "yes" : "no")\n" }
    }
    #expect(
      try verdict("task,worker,label\n" + many.joined()).method == "smoothed-dawid-skene")
    let single = try verdict("task,worker,label\na,w,yes\nb,w,no\n")
    #expect(single.method == "majority")
    #expect(
      single.notes == [
        "method majority, because tasks have fewer than two labels in the mean; --method names another",
        "there is one worker, w: nothing can be said about how reliable they are",
        "No task has two labels, so that nothing can be learnt about workers.",
      ])
  }

  @Test func methodsAreComparedWithEachOtherAndWithTheTruth() throws {
    let text = Self.three.replacing("label\n", with: "label,truth\n")
      .replacing("cat\n", with: "cat,cat\n").replacing("dog\n", with: "dog,\n")
    let comparison = try #require(try verdict(text, by: "majority", compares: true).comparison)
    #expect(
      comparison.methods.map(\.name) == [
        "majority", "weighted-majority", "dawid-skene", "smoothed-dawid-skene", "one-coin", "mace",
        "mace-shares", "glad",
      ])
    #expect(comparison.measure == .difference)
    #expect(comparison.methods.first?.accuracy == 1)
    for row in comparison.values.indices { #expect(comparison.values[row][row] == 0) }
    #expect(comparison.omitted.isEmpty)
  }

  @Test func aTruthThatNobodyGaveIsAlwaysMissed() throws {
    let text = "task,worker,label,truth\na,v,cat,cow\na,w,cat,cow\nb,v,dog,dog\nb,w,dog,dog\n"
    let comparison = try #require(try verdict(text, by: "majority", compares: true).comparison)
    #expect(comparison.methods.first?.accuracy == 0.5)
  }

  @Test func everyNumberIsFinite() throws {
    for method in MethodCatalog.labels.map(\.name) {
      let text = "task,worker,label\na,v,1\na,w,2\nb,v,2\nb,w,2\nc,v,1\n"
      let json = try verdict(text, by: method).json
      #expect(!json.contains("nan") && !json.contains("inf"), "\(method)")
    }
  }

  @Test func thePageShowsWorkersConfusionsAndPairs() throws {
    let page = try verdict(Self.three, by: "dawid-skene", compares: true)
      .page(command: "rlhf aggregate x.csv", version: "0")
    for anchor in ["workers", "tasks", "confusion", "pairs", "suspicion", "methods"] {
      #expect(page.contains("<section id=\"\(anchor)\">"), "\(anchor)")
    }
    #expect(!page.contains("https://cdn"))
  }

  /// Three of five workers always say no, and so do a few of the others: 68 % of votes, and every
  /// task.
  @Test func sharesFarFromTheVotesAreNoted() throws {
    let rows = (0..<100).flatMap { task in
      (0..<5).map { worker in
        "t\(task),w\(worker),\(worker < 3 || task % 5 == worker ? "no" : "yes")\n"
      }
    }
    let text = "task,worker,label\n" + rows.joined()
    let notes = try verdict(text, by: "majority").notes
    #expect(
      notes.contains(
        "the estimated shares of classes are far from the votes': no has 100 % of tasks and 68 % of "
          + "votes; look whether that can be"), "\(notes)")
    let even = (0..<100).flatMap { task in
      (0..<3).map { "t\(task),w\($0),\(task % 2 == 0 ? "no" : "yes")\n" }
    }
    let quiet = try verdict("task,worker,label\n" + even.joined(), by: "mace").notes
    #expect(!quiet.contains { $0.contains("far from the votes") })
  }

  /// Every worker is right in three of four cases; in the second file nearly always, but for two in
  /// five tasks, which are as good as guessed. Agreement then varies a fifth more than in the
  /// first.
  @Test func dependentErrorsAreNoted() throws {
    func notes(accuracies: [Double]) throws -> [String] {
      var chance = RandomStream(seed: 71)
      let rows = (0..<1_500).flatMap { task in
        let accuracy = accuracies[task % accuracies.count]
        return (0..<5).map { place in
          let isRight = chance.bernoulli(accuracy)
          return "t\(task),w\((3 * task + place) % 20),\((task % 2 == 0) == isRight ? "a" : "b")\n"
        }
      }
      return try verdict("task,worker,label\n" + rows.joined()).notes
    }
    #expect(try !notes(accuracies: [0.75]).contains { $0.hasPrefix("workers err together") })
    #expect(
      try notes(accuracies: [0.95, 0.95, 0.95, 0.45, 0.45]).contains {
        $0.hasPrefix("workers err together: how far they agree varies ")
          && $0.hasSuffix(
            " times as much between tasks as independent errors would let it; reliabilities and "
              + "probabilities come out too high")
      })
  }
}
