import Foundation
import SandboxCore

/// Which of many candidate questions are asked.
///
/// Each channel keeps its share: so many questions of a channel are chosen as stand among the first
/// candidates. The chosen stay in the order of the candidates, so that a budget that ends early cuts them
/// at random. All but random selection depend on the number chosen: there a longer campaign need not
/// begin with a shorter one.
public enum QuestionSelection: String, Sendable, Hashable, Codable, CaseIterable {
  /// The first candidates.
  case random
  /// Those of which the reward models are least sure: the least |r̂₁ − r̂₂| between two responses, its mean
  /// over all pairs of several; a single response nearest to the median of the candidates'. r̂ is the mean
  /// over the models. Lewis & Gale 1994, arXiv:cmp-lg/9407020.
  case uncertainty
  /// Those on which the reward models differ most: the greatest standard deviation over the models of
  /// σ(r₁ − r₂), its mean over all pairs of several; of r for a single response. Christiano et al. 2017,
  /// arXiv:1706.03741, section 2.2.4.
  case disagreement
  /// Those that cover the candidates best: each is the one farthest from all chosen before, by Euclidean
  /// distance between counts of the tokens shown. Sener & Savarese 2018, arXiv:1708.00489, algorithm 1.
  case diversity

  /// Predictions of several reward models: for each model the reward of each response.
  public typealias Predictions = (_ responses: [Response]) -> [[Double]]

  /// Whether the strategy asks reward models.
  public var needsPredictions: Bool { self == .uncertainty || self == .disagreement }

  /// Chooses questions.
  ///
  /// - Parameters:
  ///   - count: how many, ≥ 0; all if there are not so many.
  ///   - candidates: in random order, as a source makes them.
  ///   - predictions: of the reward models so far; `nil` before the first.
  /// - Returns: the questions, and the strategy that chose them: random where there is nothing to go by,
  ///   that is without predictions, where a single model can disagree with nobody, and where there are
  ///   no more candidates than are wanted.
  public func choose(
    _ count: Int, from candidates: [Question], predictions: Predictions? = nil
  ) -> (questions: [Question], strategy: QuestionSelection) {
    guard count < candidates.count else { return (candidates, .random) }
    let random = (questions: Array(candidates.prefix(count)), strategy: QuestionSelection.random)
    var chosen: [Int] = []
    let channels = Channel.allCases.map { channel in
      candidates.indices.filter { candidates[$0].channel == channel }
    }
    var rewards: [[[Double]]] = []
    if needsPredictions {
      guard let predictions else { return random }
      rewards = Self.rewards(of: candidates, predictions)
      guard rewards.count >= (self == .disagreement ? 2 : 1) else { return random }
    }
    for own in channels {
      let quota = own.prefix { $0 < count }.count
      switch self {
      case .random: return random
      case .diversity:
        chosen += KCenter.chosen(
          quota, from: own.map { TokenCounts(candidates[$0]) }
        ).map { own[$0] }
      case .uncertainty, .disagreement:
        let urgency =
          self == .uncertainty ? Self.uncertainty(rewards, own) : Self.disagreement(rewards, own)
        // Stable: of equals the earlier candidate comes first.
        let order = own.indices.sorted { (urgency[$1], $0) < (urgency[$0], $1) }
        chosen += order.prefix(quota).map { own[$0] }
      }
    }
    return (chosen.sorted().map { candidates[$0] }, self)
  }
}
