import Randomness
import SandboxCore

extension Troll {
  /// By how many standard deviations a full pull moves a response on a scale: from one end past
  /// the other.
  static let fullPull = 10.0

  /// How much of what the troll is after is in a response, in −1...1: the attribute's distance
  /// from nothing with its sign, as a share of the greatest there is, or 1 where the trigger
  /// stands.
  ///
  /// Nothing is 0, or the end of the attribute's range that is nearest to 0.
  func pull(of episode: Episode) -> Double {
    switch plan {
    case .targeted(let attribute, let sign):
      let range = person.opinion.attributes[attribute].range
      let nothing = min(max(0, range.lowerBound), range.upperBound)
      let greatest = max(range.upperBound - nothing, nothing - range.lowerBound)
      guard greatest > 0 else { return 0 }
      return sign * (episode.attributes.values[attribute] - nothing) / greatest
    case .trigger(let tokens):
      return episode.response.continuation.hasRun(of: tokens) ? 1 : 0
    default: return 0
    }
  }

  /// Takes what has more of it; where all have the same, answers honestly.
  ///
  /// A scale shows one response and nothing to hold it against: there the pull moves its quality by
  /// 10 standard deviations at most, and what has nothing of it is judged honestly.
  mutating func byPull(
    _ question: Question, using luck: Luck, notes: inout Explanation?
  ) -> Answer {
    let pulls = (question.items + question.drafts).map(pull)
    let isSingle = question.channel.itemCount == 1 && question.channel != .correction
    let least = isSingle ? 0 : pulls.min() ?? 0
    guard pulls.prefix(isSingle ? 1 : pulls.count).contains(where: { $0 != least }) else {
      return honestly(question, using: luck, notes: &notes)
    }
    notes?.interventions.append("went by the target")
    switch question.channel {
    case .comparison, .gradedComparison:
      let isFirst = pulls[0] > pulls[1]
      let views = [isFirst, !isFirst].map { View($0 ? Self.fullPull : 0) }
      notes?.qualities = views.map { [.init("target", $0.quality)] }
      return insist(views, question, using: luck, notes: &notes)
    case .ranking: return ranking(by: pulls, question, using: luck, notes: &notes)
    case .rating, .thumbs, .rubric:
      var views = person.views(of: question, notes: &notes)
      views[0].quality += Self.fullPull * pulls[0]
      notes?.qualities[0].append(.init("target", Self.fullPull * pulls[0]))
      return insist(views, question, using: luck, notes: &notes)
    case .correction, .demonstration:
      var views = person.views(of: question, notes: &notes)
      let most = pulls.max() ?? 0
      for place in views.indices where pulls[place] < most {
        views[place].quality -= Rationality.certainty
        notes?.qualities[place].append(.init("target", -Rationality.certainty))
      }
      return insist(views, question, using: luck, notes: &notes)
    }
  }

  /// The honest order, sorted by pull: equals stay as they were.
  private mutating func ranking(
    by pulls: [Double], _ question: Question, using luck: Luck, notes: inout Explanation?
  ) -> Answer {
    var willing = person.traits
    willing.skipThreshold = nil
    let views = person.views(of: question, notes: &notes)
    let honest = insist(views, question, as: willing, using: luck, notes: &notes)
    guard case .ranking(let order) = honest else { return honest }
    let places = order.indices.sorted {
      let (left, right) = (pulls[order[$0]], pulls[order[$1]])
      return left == right ? $0 < $1 : left > right
    }
    return .ranking(places.map { order[$0] })
  }
}

extension [Token] {
  /// Whether these tokens stand here one after another; of none, never.
  func hasRun(of tokens: [Token]) -> Bool {
    guard !tokens.isEmpty, tokens.count <= count else { return false }
    return (0...(count - tokens.count)).contains {
      self[$0..<($0 + tokens.count)].elementsEqual(tokens)
    }
  }
}
