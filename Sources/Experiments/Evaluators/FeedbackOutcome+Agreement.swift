import SandboxCore
import Statistics

extension FeedbackOutcome {
  /// Who gave which answer to which question, where questions were answered more than once: choices as 1, ½
  /// and 0, or ratings as they are; `nil` where nothing was answered twice.
  ///
  /// A campaign of several forms is represented by that of its first repeated answer.
  var repeatedAnswers: RatingTable? {
    var units: [Int: Int] = [:]
    var raters: [String: Int] = [:]
    var ratings: [Rating] = []
    var isChoice: Bool?
    for judgement in judgements {
      guard let (value, choice) = Self.value(of: judgement.answer), choice == isChoice ?? choice
      else { continue }
      isChoice = choice
      let unit = units[judgement.question.id] ?? units.count
      units[judgement.question.id] = unit
      let rater = raters[judgement.annotator] ?? raters.count
      raters[judgement.annotator] = rater
      ratings.append(Rating(unit: unit, rater: rater, value: value))
    }
    guard ratings.count > units.count else { return nil }
    return try? RatingTable(ratings)
  }

  private static func value(of answer: Answer) -> (value: Double, isChoice: Bool)? {
    switch answer {
    case .up: (1, true)
    case .down: (0, true)
    case .rating(let rating), .rubric(let rating, _): (Double(rating), false)
    default: answer.scoreOfFirst.map { ($0, true) }
    }
  }
}
