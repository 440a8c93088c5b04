import Foundation
import LabelFiles
import SandboxTestSupport
import Testing

@testable import OwnLabels

@Suite struct ItemVerdictTests {
  /// a beats b three times of four: the gap is log 3.
  private static let four = "left,right,winner\na,b,a\nb,a,a\na,b,left\na,b,b\n"

  @Test func theJSONHasTheKeysOfTheContractInItsOrder() throws {
    let verdict = try rating(Self.four)
    #expect(
      keys(verdict.json) == [
        "method", "items", "log_likelihood", "iterations", "unit", "coefficients", "notes",
      ])
    let object = try object(verdict.json)
    #expect(object["method"] as? String == "bradley-terry")
    let items = try #require(object["items"] as? [[String: Any]])
    #expect(items.map { $0["item"] as? String } == ["a", "b"])
    let scores = items.compactMap { $0["score"] as? Double }
    #expect(abs(scores[0] - scores[1] - log(3)) < 1e-9)
    #expect(items.allSatisfy { $0["low"] is Double && $0["high"] is Double })
    // 3 log ¾ + log ¼.
    let likelihood = try #require(object["log_likelihood"] as? Double)
    #expect(abs(likelihood - (3 * log(0.75) + log(0.25))) < 1e-9)
  }

  @Test func theCSVHasOneRowAnItem() throws {
    let lines = try rating(Self.four, by: "borda").csv.split(separator: "\n")
    #expect(lines.first == "item,score,low,high")
    #expect(lines.count == 3 && lines[1].hasPrefix("a,"))
  }

  @Test func rankingsAreKnownByTheirHeader() throws {
    let verdict = try rating(
      "ranking,rank,item\n1,1,a\n1,2,b\n1,3,c\n2,2,a\n2,1,b\n2,3,c\n3,1,c\n3,2,a\n3,3,b\n")
    #expect(verdict.method == "plackett-luce")
    #expect(verdict.counts.areRankings && verdict.counts.rows == 3)
  }

  @Test func rankingsWithTiesAreBrokenIntoPairs() throws {
    let verdict = try rating("ranking,rank,item\n1,1,a\n1,1,b\n1,3,c\n2,1,c\n2,2,a\n")
    #expect(verdict.method == "bradley-terry")
    #expect(
      verdict.notes.contains {
        $0.hasPrefix("1 ranking has ties: all rankings were broken into pairs")
      })
  }

  @Test func rowsAreRatedInTheOrderOfTheirTime() throws {
    let rows = ["a,b,a,3", "a,b,b,1", "a,c,a,2", "b,c,c,4"]
    func scores(_ rows: [String]) throws -> [String] {
      try rating(
        "left,right,winner,time\n" + rows.joined(separator: "\n"), by: "elo",
        options: RatingOptions(gain: 32, orders: 0)
      ).items.map { "\($0.item) \($0.score)" }
    }
    #expect(try scores(rows) == scores(rows.reversed()))
  }

  @Test func settingsReachTheMethod() throws {
    func gap(_ options: RatingOptions, _ method: String) throws -> Double {
      let items = try rating(Self.four, by: method, options: options).items
      return items[0].score - items[1].score
    }
    #expect(
      try gap(RatingOptions(ridge: 1), "bradley-terry") < gap(RatingOptions(), "bradley-terry"))
    #expect(try gap(RatingOptions(gain: 32), "elo") > gap(RatingOptions(gain: 4), "elo"))
    let advantage = try rating(
      Self.four, by: "bradley-terry", options: RatingOptions(estimatesFirstAdvantage: true))
    #expect(advantage.ratings.coefficients.map(\.name) == ["first-position advantage"])
  }

  @Test func optionsThatSayNothingAreRefused() {
    #expect {
      try rating(Self.four, by: "bradley-terry", options: RatingOptions(gain: 32))
    } throws: {
      "\($0)"
        == "--k: error: says nothing to bradley-terry\n  fix: leave it out, or choose --method elo"
    }
  }

  @Test func methodsAreCompared() throws {
    let comparison = try #require(try rating(Self.four, compares: true).comparison)
    #expect(comparison.measure == .kendallTau)
    #expect(comparison.omitted.contains("crowd-bt: the file does not say who compared"))
    // Two items, and every method sees that a is better.
    #expect(comparison.values.joined().allSatisfy { $0 == 1 })
  }

  @Test func everyNumberIsFinite() throws {
    let text = "left,right,winner,worker\na,b,a,v\na,c,tie,w\nb,c,b,v\nd,e,d,w\n"
    for method in MethodCatalog.preferences.map(\.name)
    where method != "contextual-bradley-terry" {
      let json = try rating(text, by: method).json
      #expect(!json.contains("nan") && !json.contains("inf"), "\(method)")
    }
  }

  @Test func thePageShowsScoresAndWins() throws {
    let page = try rating(Self.four, compares: true)
      .page(command: "rlhf rate x.csv", version: "0")
    for anchor in ["items", "wins", "methods"] {
      #expect(page.contains("<section id=\"\(anchor)\">"), "\(anchor)")
    }
  }

  /// a, b and c were compared, and d and e, but none of the first with one of the second; f and a
  /// only with weight 0.
  private static let islands = """
    left,right,winner,weight
    a,b,a,1
    b,c,c,1
    c,a,a,1
    a,b,b,1
    d,e,d,1
    d,e,e,1
    d,e,d,1

    """

  @Test func islandsAreNamedAndRankedByThemselves() throws {
    let verdict = try rating(Self.islands, compares: true)
    #expect(verdict.islands == [3, 2])
    #expect(verdict.items.map(\.island) == [1, 1, 1, 2, 2])
    #expect(verdict.items.map(\.item).dropFirst(3) == ["d", "e"])
    #expect(verdict.items[0].item == "a")
    #expect(
      verdict.notes.contains(
        "the items are 2 islands that no comparison connects, each ranked by itself; scores of two "
          + "islands cannot be compared, nor can their order be known (island 1: "
          + verdict.items[..<3].map(\.item).joined(separator: ", ")
          + "; island 2: d, e)"))
    #expect(verdict.csv.hasPrefix("item,score,low,high,island\n"))
    #expect(verdict.csv.split(separator: "\n").last?.hasSuffix(",2") == true)
    let items = try #require(try object(verdict.json)["items"] as? [[String: Any]])
    #expect(items.map { $0["island"] as? Int } == [1, 1, 1, 2, 2])
    let page = verdict.page(command: "rlhf rate x.csv", version: "0")
    #expect(page.contains("Score of each item of island 2 of 2"))
  }

  /// Two islands, whose scores methods may put in any order: methods agree within each.
  @Test func methodsAreComparedWithinIslands() throws {
    let text = "left,right,winner\na,b,a\na,b,a\nc,d,c\nc,d,d\nc,d,c\n"
    let comparison = try #require(try rating(text, compares: true).comparison)
    #expect(comparison.values.joined().allSatisfy { $0 == 1 })
    #expect(comparison.disputes.isEmpty)
  }

  @Test func connectedItemsHaveNoIslands() throws {
    let verdict = try rating(Self.four)
    #expect(verdict.islands == [2] && verdict.items.allSatisfy { $0.island == nil })
    #expect(!verdict.json.contains("island"))
  }
}
