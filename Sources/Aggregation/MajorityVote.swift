import SandboxCore

/// Every answer counts the same: the consensus is the share of votes.
///
///     μ = (votes for the chosen + ½ · ties) / answers
///
/// Soft labels of this form: Christiano et al. 2017, arXiv:1706.03741, section 2.2.3, where an
/// "equal" answer is worth one half to either. The side with the larger share is the chosen one;
/// when the votes are level, the probability is ½ and the response shown first stands as the
/// chosen. Graded comparisons count by their direction. Refusals count nothing, and a question that
/// everybody refused is dropped, as is one that compares nothing.
public struct MajorityVote: Aggregator {
  /// The method has no parameters.
  public init() {}

  /// One preference a question, with the share of votes as its probability.
  public func preferences(from judgements: [Judgement]) -> [Preference] {
    var tallies: [Tally] = []
    var places: [Int: Int] = [:]
    for judgement in judgements {
      let id = judgement.question.id
      if let place = places[id] {
        tallies[place].count(judgement)
      } else {
        places[id] = tallies.count
        tallies.append(Tally(judgement.question))
        tallies[tallies.count - 1].count(judgement)
      }
    }
    return tallies.compactMap(\.preference)
  }

  /// The votes on one question.
  private struct Tally {
    let question: Question
    var forFirst = 0.0
    var ties = 0.0
    var voters: [String] = []

    init(_ question: Question) { self.question = question }

    mutating func count(_ judgement: Judgement) {
      guard let score = judgement.answer.scoreOfFirst else { return }
      forFirst += score
      if score == 0.5 { ties += 1 }
      voters.append(judgement.annotator)
    }

    var preference: Preference? {
      guard !voters.isEmpty else { return nil }
      return Preference(
        first: question.first.response, second: question.second.response,
        probabilityFirst: forFirst / Double(voters.count), tieShare: ties / Double(voters.count),
        annotators: voters)
    }
  }
}
