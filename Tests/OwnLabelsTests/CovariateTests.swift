import Foundation
import LabelFiles
import Testing

@testable import OwnLabels

/// What lengths of the sides do to a verdict on items.
@Suite struct CovariateTests {
  private func verdict(
    _ text: String, by method: String? = nil, covariates: [String]
  ) throws -> ItemRanking {
    var reader = LabelReader()
    reader.covariates = covariates
    return try ItemRanking(of: try reader.preferences(from: .text(text, name: "x.csv")), by: method)
  }

  /// Two equals, of which the longer answer wins three times in four.
  private static let longerWins =
    "left,right,winner,words_a,words_b\n" + String(repeating: "a,b,a,30,20\n", count: 3)
    + "a,b,b,30,20\n" + String(repeating: "a,b,b,20,30\n", count: 3) + "a,b,a,20,30\n"

  @Test func lengthIsToldFromStrength() throws {
    let verdict = try verdict(Self.longerWins, covariates: ["words_a:words_b"])
    #expect(verdict.method == "contextual-bradley-terry")
    #expect(verdict.items.allSatisfy { abs($0.score) < 1e-6 })
    let coefficient = try #require(verdict.ratings.coefficients.first)
    #expect(coefficient.name == "words_a - words_b")
    // Differences of 10 words have a standard deviation of 10: x = tanh(1), and γ·x = log 3.
    #expect(abs(coefficient.value - log(3.0) / tanh(1.0)) < 1e-5)
    #expect(
      verdict.notes.contains(
        "method contextual-bradley-terry, because the file holds comparisons and covariates; "
          + "--method names another"))
  }

  /// The same where the longer answers are all one item's: nothing of the advantage is its own.
  @Test func anItemThatOnlyWritesMoreIsNoBetter() throws {
    let rows =
      Self.longerWins
      + String(repeating: "a,b,a,30,20\n", count: 30)
      + String(repeating: "a,b,b,30,20\n", count: 10)
    let plain = try verdict(rows, covariates: [])
    let controlled = try verdict(rows, covariates: ["words_a:words_b"])
    #expect(plain.items[0].item == "a" && plain.items[0].score > 0.3)
    #expect(controlled.items.allSatisfy { abs($0.score) < 1e-6 })
  }

  @Test func whatDoesNotFitIsRefused() throws {
    func complaint(_ method: String?, _ covariates: [String], _ text: String = Self.longerWins)
      -> String
    {
      do {
        _ = try verdict(text, by: method, covariates: covariates)
        return ""
      } catch {
        return "\(error)"
      }
    }
    #expect(
      complaint("elo", ["words_a:words_b"])
        == "--covariate: error: says nothing to elo\n"
        + "  fix: leave it out, or choose --method contextual-bradley-terry")
    #expect(
      complaint("contextual-bradley-terry", [])
        == "--covariate: error: is missing, which contextual-bradley-terry needs\n"
        + "  fix: name two columns, such as --covariate words_a:words_b")
    #expect(
      complaint(nil, ["words_a"])
        == "--covariate: error: words_a is no pair of columns\n"
        + "  fix: write LEFT:RIGHT, such as words_a:words_b")
    #expect(
      complaint(nil, ["words_a:len_b"])
        == "--covariate: error: the header has no column len_b; it has left, right, winner, words_a, "
        + "words_b\n  fix: write the names of two columns, LEFT:RIGHT")
    #expect(
      complaint(nil, ["n_a:n_b"], "left,right,winner,n_a,n_b\na,b,a,1e300,\n")
        == "x.csv:2:7: error: the n_a is 1e300, but must be a number from -1e12 to 1e12\n"
        + "  fix: write a number, or leave the covariate out\n"
        + "x.csv:2:13: error: the n_b is empty, but must be a number from -1e12 to 1e12\n"
        + "  fix: write a number, or leave the covariate out")
  }
}
