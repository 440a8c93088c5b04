import Randomness
import SandboxCore

/// Someone of known accuracy, for tests of what is done with people's answers.
///
/// Right is what has more gold; a single response is good above a gold reward of 0. With probability
/// `accuracy` the answer is right, otherwise it is the opposite: 1 never errs, ½ tosses a coin, 0 inverts.
package struct ScriptedAnnotator: Annotator {
  package let name: String
  package var group = "plain"
  package var behavior: String
  /// The probability of the right answer, in 0...1.
  package var accuracy: Double
  /// What every answer since the last rest takes from the accuracy.
  package var tiring = 0.0
  /// The probability that explanations claim, if not `accuracy`: by question.
  package var claim: (@Sendable (Question) -> Double)?
  /// How many answers were given in all, and since the last rest; how many rests there were.
  package private(set) var answered = 0
  package private(set) var sinceRest = 0
  package private(set) var rests = 0
  /// The questions that were announced.
  package private(set) var prepared: [Int] = []

  /// Someone called so.
  package init(
    _ name: String, accuracy: Double = 1, behavior: String = "honest", tiring: Double = 0,
    claim: (@Sendable (Question) -> Double)? = nil
  ) {
    self.name = name
    self.accuracy = accuracy
    self.behavior = behavior
    self.tiring = tiring
    self.claim = claim
  }

  package mutating func learn(_ scale: UtilityScale) {}

  package mutating func prepare(for questions: [Question]) { prepared += questions.map(\.id) }

  package mutating func answer(_ question: Question, using luck: RandomKey) -> Answer {
    let isRight = luck.uniform(at: 0) < accuracy - tiring * Double(sinceRest)
    answered += 1
    sinceRest += 1
    let items = question.items.map(\.gold.value)
    let best = items.indices.sorted { items[$0] > items[$1] }
    let isGood = ((items.first ?? 0) > 0) == isRight
    return switch question.channel.form {
    case .comparison: (items[0] > items[1]) == isRight ? .first : .second
    case .graded: .graded((items[0] > items[1]) == isRight ? 2 : -2)
    case .ranking: .ranking(isRight ? best : best.reversed())
    case .rating: .rating(isGood ? 8 : 3)
    case .thumb: isGood ? .up : .down
    case .rubric: .rubric(rating: isGood ? 8 : 3, flaws: [])
    case .draft:
      .draft(
        question.drafts.indices.max {
          let (left, right) = (question.drafts[$0].gold, question.drafts[$1].gold)
          return isRight ? left < right : left > right
        })
    }
  }

  package mutating func explainedAnswer(
    _ question: Question, using luck: RandomKey
  ) -> (answer: Answer, explanation: Explanation) {
    var explanation = Explanation()
    explanation.probability = claim?(question)
    return (answer(question, using: luck), explanation)
  }

  package mutating func rest() {
    rests += 1
    sinceRest = 0
  }
}

extension AnnotatorPool {
  /// A crowd of scripted people p0, p1, …, each of their own identity.
  package static func scripted(
    _ count: Int, accuracy: Double = 1, activity: (Int) -> Double = { _ in 1 }
  ) -> AnnotatorPool {
    AnnotatorPool(
      members: (0..<count).map {
        Member(
          annotator: ScriptedAnnotator("p\($0)", accuracy: accuracy), activity: activity($0),
          identity: $0)
      })
  }

  /// The scripted person at a place.
  package func scripted(at place: Int) -> ScriptedAnnotator? {
    members[place].annotator as? ScriptedAnnotator
  }
}
