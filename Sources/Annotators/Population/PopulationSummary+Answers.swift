import Randomness
import SandboxCore

extension PopulationSummary {
  /// Lets a copy of everybody answer, and counts agreement and accuracy.
  mutating func answer(
    _ questions: [Question], pool: AnnotatorPool, using stream: RandomStream
  ) {
    var members = pool.members
    for place in members.indices { members[place].annotator.prepare(for: questions) }
    var agreements: [Double] = []
    var (right, judged) = (0.0, 0.0)
    for question in questions {
      let answers = members.map { member in
        var annotator = member.annotator
        return annotator.answer(
          question, using: RandomKey(stream.child(member.identity), question.id))
      }
      if let agreement = Self.agreement(answers, members.map(\.identity)) {
        agreements.append(agreement)
      }
      guard question.items.count == 2, question.first.gold != question.second.gold else { continue }
      for answer in answers {
        guard let score = answer.scoreOfFirst else { continue }
        judged += 1
        right += question.first.gold > question.second.gold ? score : 1 - score
      }
    }
    agreement = agreements.isEmpty ? nil : agreements.reduce(0, +) / Double(agreements.count)
    accuracy = judged == 0 ? nil : right / judged
  }

  /// How often two accounts of different people give the same answer; `nil` where only one person
  /// did.
  private static func agreement(_ answers: [Answer], _ identities: [Int]) -> Double? {
    var (same, pairs) = (0, 0)
    for one in answers.indices where answers[one] != .declined {
      for other in 0..<one where answers[other] != .declined {
        guard identities[one] != identities[other] else { continue }
        pairs += 1
        same += answers[one] == answers[other] ? 1 : 0
      }
    }
    return pairs == 0 ? nil : Double(same) / Double(pairs)
  }
}
