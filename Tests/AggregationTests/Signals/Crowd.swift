import Randomness
import SandboxCore

/// People of known accuracy who compare responses; the truth is drawn.
///
/// - Parameters:
///   - questions: how many; everybody answers each of them.
///   - accuracies: one for each person; 0 inverts, ½ tosses a coin.
///   - ties: how often somebody calls a tie instead.
///   - people: the number of the first person.
///   - firstID: the id of the first question.
/// - Returns: the answers, question by question, and for each question whether its first response is the
///   better one.
func crowd(
  questions: Int, accuracies: [Double], ties: Double = 0, people: Int = 0, firstID: Int = 0,
  seed: UInt64
) -> (judgements: [Judgement], isFirst: [Bool]) {
  let items = ["a b c", "b b c", "c b c", "a a a", "b a c", "c c a"]
  var luck = RandomStream(seed: seed)
  var judgements: [Judgement] = []
  var truth: [Bool] = []
  for question in 0..<questions {
    let left = luck.uniform(below: items.count)
    let right = (left + 1 + luck.uniform(below: items.count - 1)) % items.count
    let isFirst = luck.bernoulli(0.5)
    truth.append(isFirst)
    for (person, accuracy) in accuracies.enumerated() {
      let isRight = luck.bernoulli(accuracy)
      let answer: Answer = isRight == isFirst ? .first : .second
      judgements.append(
        .of(
          [items[left], items[right]], .comparison, id: firstID + question,
          by: "p\(people + person)", luck.bernoulli(ties) ? .tie : answer))
    }
  }
  return (judgements, truth)
}

/// Votes as text: "a>b", one question each, all by one person where nobody is named.
func votes(_ votes: [(first: String, second: String, answer: Answer)]) -> [Judgement] {
  votes.enumerated().map { id, vote in
    .of([vote.first, vote.second], .comparison, id: id, vote.answer)
  }
}

extension Preference {
  /// The probability that a response of these words is the better one; `nil` if it was not compared.
  func probability(of text: String) -> Double? {
    words(chosen) == text ? probability : words(rejected) == text ? 1 - probability : nil
  }
}
