import SandboxCore

/// What work does to a person.
struct WorkState: Sendable, Hashable {
  /// Answers since the last break: tiredness.
  var answersInSession = 0
  /// Answers ever given: practice.
  var answersInAll = 0
  /// The last rating given, which may anchor the next.
  var lastRating: Int?

  /// Some more answers are done that leave nothing to be anchored by.
  mutating func note(count: Int) {
    answersInSession += count
    answersInAll += count
  }

  /// One more answer is done.
  mutating func note(_ answer: Answer) {
    note(count: 1)
    switch answer {
    case .rating(let rating), .rubric(let rating, _): lastRating = rating
    default: break
    }
  }
}
