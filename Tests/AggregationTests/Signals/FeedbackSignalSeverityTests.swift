import SandboxCore
import Testing

@testable import Aggregation

/// Ratings by people of different severity.
@Suite struct FeedbackSignalSeverityTests {
  /// Four responses of each of six qualities, 3 to 8.
  private let items = (0..<24).map { index in
    [index / 9, index / 3 % 3, index % 3].map { ["a", "b", "c"][$0] }.joined(separator: " ")
  }

  /// The mild, who gives 3 more, rates the worse half and the fourth quality; the severe, who gives 3 less,
  /// the better half and the third; a third person rates all as they are.
  private var judgements: [Judgement] {
    items.enumerated().flatMap { place, item in
      let quality = 3 + place % 6
      var ratings = [("plain", quality)]
      if quality <= 6 { ratings.append(("mild", quality + 3)) }
      if quality >= 5 { ratings.append(("severe", quality - 3)) }
      return ratings.map { person, rating in
        Judgement.of([item], .rating, id: place, by: person, .rating(rating))
      }
    }
  }

  /// Scores of one response of each quality.
  private func scores(_ scale: LabelConverter.RatingScale) throws -> [Double] {
    let signal = LabelConverter(LabelConverter.Settings(ratingScale: scale))
    let scores = try signal.evidence(from: judgements, flaws: []).scores
    #expect(scores.map { words($0.response) } == items)
    let squares = scores.reduce(0) { $0 + $1.score * $1.score }
    #expect(abs(scores.reduce(0) { $0 + $1.score }) < 1e-9 && abs(squares / 24 - 1) < 1e-9)
    return scores.prefix(6).map(\.score)
  }

  /// Raw means are 4.5, 5.5, 5, 6, 5.5 and 6.5: who was asked counts more than what was rated.
  @Test func rawMeansFollowWhoWasAsked() throws {
    let found = try scores(.raw)
    #expect(found[1] > found[2] && found[3] > found[4])
    #expect(abs(found[1] - found[4]) < 1e-12)
  }

  @Test(arguments: [LabelConverter.RatingScale.rasch, .gradedResponse])
  func severityIsTakenOff(scale: LabelConverter.RatingScale) throws {
    let found = try scores(scale)
    #expect(zip(found, found.dropFirst()).allSatisfy { $0 < $1 }, "\(found)")
  }

  @Test(arguments: [LabelConverter.RatingScale.rasch, .gradedResponse])
  func withoutRatingsThereAreNoScores(scale: LabelConverter.RatingScale) throws {
    let signal = LabelConverter(LabelConverter.Settings(ratingScale: scale))
    #expect(try signal.evidence(from: [], flaws: []).scores.isEmpty)
  }

  @Test func constantRatingsAreSaidToBe() throws {
    let signal = LabelConverter(LabelConverter.Settings(ratingScale: .rasch))
    let constant = judgements.map { judgement in
      var judgement = judgement
      judgement.answer = .rating(5)
      return judgement
    }
    #expect(throws: AggregationError.constantRatings(method: "rasch")) {
      try signal.evidence(from: constant, flaws: [])
    }
  }
}
