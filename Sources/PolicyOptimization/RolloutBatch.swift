import Foundation
import Networks
import Rollouts
import SandboxCore

/// What one round of acting brought: episodes, and numbers for each of the agent's tokens end to end.
struct RolloutBatch {
  /// Episodes in which the agent wrote at least one token; the others teach nothing.
  let rollouts: [Rollout]
  /// Which prompt of the round each episode answers.
  let groups: [Int]
  /// Where each episode's tokens begin, and their number T at the end.
  let starts: [Int]
  /// log π_old(a_t), T values.
  let logProbabilities: [Double]
  /// V_old(s_t), T values.
  let values: [Double]
  /// log π_ref(a_t), T values; `nil` when not measured.
  private(set) var referenceLogProbabilities: [Double]?
  /// Â_t as the loss uses it, T values.
  private(set) var advantages: [Double] = []
  /// Â_t + V_old(s_t): what the value function should have said, T values; none where nobody asks it.
  private(set) var returns: [Double] = []

  /// A batch of episodes.
  ///
  /// - Parameter groupSize: how many in a row answer one prompt.
  init(_ all: [Rollout], groupSize: Int = 1) {
    let taught = all.indices.filter { !all[$0].logProbabilities.isEmpty }
    rollouts = taught.map { all[$0] }
    groups = taught.map { $0 / groupSize }
    var starts = [0]
    var logProbabilities: [Double] = []
    var values: [Double] = []
    for rollout in rollouts {
      logProbabilities += rollout.logProbabilities.lazy.map(Double.init)
      values += rollout.values.lazy.map(Double.init)
      starts.append(values.count)
    }
    self.starts = starts
    self.logProbabilities = logProbabilities
    self.values = values
  }

  /// How many tokens the agent wrote.
  var tokenCount: Int { values.count }

  /// The episodes that answer each prompt, in order.
  var groupRanges: [Range<Int>] {
    var ranges: [Range<Int>] = []
    for episode in groups.indices {
      if let last = ranges.last, groups[last.lowerBound] == groups[episode] {
        ranges[ranges.count - 1] = last.lowerBound..<episode + 1
      } else {
        ranges.append(episode..<episode + 1)
      }
    }
    return ranges
  }

  /// The tokens of one episode.
  func tokens(of episode: Int) -> Range<Int> { starts[episode]..<starts[episode + 1] }

  /// Asks the reference what it thinks of every token, in blocks so that memory stays bounded.
  mutating func compare(with reference: any LanguageModel, workspace: Workspace) {
    var result: [Double] = []
    result.reserveCapacity(tokenCount)
    for first in stride(from: 0, to: rollouts.count, by: 256) {
      let block = rollouts[first..<min(first + 256, rollouts.count)]
      let outputs = reference.outputs(
        for: .agentTokens(of: block), heads: .language, workspace: workspace)
      result += outputs.logProbabilities.lazy.map(Double.init)
    }
    referenceLogProbabilities = result
  }

  /// KL(π_old‖π_ref) in nats an episode: the estimates of all tokens, summed; `nil` if not measured.
  func klToReference(_ estimator: KLEstimator) -> Double? {
    guard let reference = referenceLogProbabilities, !rollouts.isEmpty else { return nil }
    let total = zip(logProbabilities, reference).reduce(0.0) {
      $0 + estimator.estimate(logProbability: $1.0, reference: $1.1)
    }
    return total / Double(rollouts.count)
  }

  /// Turns scores into rewards, and rewards into advantages and returns.
  ///
  /// - Parameters:
  ///   - byToken: the scores' parts, one for each of the agent's tokens; `nil` pays at the end.
  ///   - costs: what comes off the score of each episode, such as the price of a broken constraint.
  mutating func assignCredit(
    scores: [Double], byToken: [[Double]]? = nil, costs: [Double]? = nil, klCoefficient: Double,
    settings: PolicyGradient.Settings
  ) {
    var rewards = tokenRewards(
      scores: scores, byToken: byToken, costs: costs, klCoefficient: klCoefficient,
      settings: settings)
    // Whitening keeps the mean (Huang et al. 2024, arXiv:2403.17031): a shift would pay for length.
    if settings.whitensRewards { rewards.standardize(keepsMean: true) }
    if settings.hasValueFunction {
      compareWithValues(rewards, settings: settings)
    } else {
      compareWholeEpisodes(rewards, settings: settings)
    }
    if settings.normalizesAdvantages { advantages.standardize(keepsMean: false) }
  }

  private mutating func compareWithValues(_ rewards: [Double], settings: PolicyGradient.Settings) {
    advantages = []
    advantages.reserveCapacity(tokenCount)
    for episode in rollouts.indices {
      let tokens = tokens(of: episode)
      advantages += PolicyOptimization.advantages(
        rewards: rewards[tokens], values: values[tokens], discount: settings.discount,
        traceDecay: settings.traceDecay)
    }
    returns = zip(advantages, values).map { $0 + $1 }
  }

  /// Every token of an episode has its return R, less a baseline of returns, over a scale:
  ///
  ///     leave-one-out   Â = R_i − 1/(n − 1) Σ_{j≠i} R_j = n/(n − 1) (R_i − R̄)
  ///     group-mean      Â = R_i − R̄, over the answers to one prompt
  ///     batch-mean      Â = R_i − R̄, over the round
  ///     best-of-group   Â = 1 for the best answer to a prompt, the first of equals, else 0
  ///
  /// An only answer has nothing to be compared with within its group, and teaches nothing.
  private mutating func compareWholeEpisodes(_ rewards: [Double], settings: PolicyGradient.Settings)
  {
    let totals = rollouts.indices.map { rewards[tokens(of: $0)].reduce(0, +) }
    let average = totals.mean
    advantages = []
    advantages.reserveCapacity(tokenCount)
    for group in groupRanges {
      let own = Array(totals[group])
      let (count, sum) = (Double(own.count), own.reduce(0, +))
      let squares = own.reduce(0) { $0 + ($1 - sum / count) * ($1 - sum / count) }
      let scale: Double =
        switch settings.groupScale {
        case .off: 1
        case .population: (squares / count).squareRoot()
        case .sample: (squares / max(1, count - 1)).squareRoot()
        }
      let best = group.reduce(group.lowerBound) { totals[$1] > totals[$0] ? $1 : $0 }
      for episode in group {
        let total = totals[episode]
        if settings.baseline == .bestOfGroup {
          advantages += repeatElement(episode == best ? 1 : 0, count: tokens(of: episode).count)
          continue
        }
        let baseline: Double =
          switch settings.baseline {
          case .leaveOneOut: count > 1 ? (sum - total) / (count - 1) : total
          case .groupMean: sum / count
          case .batchMean: average
          case .none, .valueFunction, .bestOfGroup: 0
          }
        // Where all answers earn the same, all differences are 0, too.
        let advantage = scale > 0 ? (total - baseline) / scale : 0
        advantages += repeatElement(advantage, count: tokens(of: episode).count)
      }
    }
  }

  /// What distance from the reference costs at every token: β (log π − log π_ref), or, of χ², for the response as a
  /// whole at its last token.
  ///
  ///     E_π[2β (ρ − 1) ∇log π] = β ∇χ²(π‖π_ref),    ρ = π / π_ref of the response
  ///
  /// ρ has no bound, and one response may outweigh a round: beyond ``largestRatio`` its tangent in log ρ takes its
  /// place, which still rises. At the optimum ρ = 1 + (r − λ) / 2β, so that only a small β is touched by it.
  func distanceCosts(klCoefficient: Double, settings: PolicyGradient.Settings) -> [Double] {
    var costs = [Double](repeating: 0, count: tokenCount)
    guard klCoefficient != 0, settings.klPlace == .reward, let reference = referenceLogProbabilities
    else { return costs }
    for token in costs.indices {
      costs[token] = klCoefficient * (logProbabilities[token] - reference[token])
    }
    guard settings.divergence == .chiSquared else { return costs }
    for (episode, ratio) in boundedRatios.enumerated() {
      let tokens = tokens(of: episode)
      for token in tokens { costs[token] = 0 }
      costs[tokens.upperBound - 1] = 2 * klCoefficient * (ratio - 1)
    }
    return costs
  }

  /// The greatest ρ that is taken as it is.
  static let largestRatio = 20.0

  /// ρ = π / π_ref of each response, its tangent in log ρ beyond ``largestRatio``.
  private var boundedRatios: [Double] {
    guard let reference = referenceLogProbabilities else { return [] }
    return rollouts.indices.map { episode in
      let logRatio = tokens(of: episode).reduce(0.0) { $0 + logProbabilities[$1] - reference[$1] }
      let limit = log(Self.largestRatio)
      return logRatio <= limit ? exp(logRatio) : Self.largestRatio * (1 + logRatio - limit)
    }
  }

  /// χ²(π_old‖π_ref) of whole responses, E[ρ] − 1 with ρ as it is paid for; `nil` if not measured.
  var chiSquaredToReference: Double? {
    guard referenceLogProbabilities != nil, !rollouts.isEmpty else { return nil }
    return boundedRatios.mean - 1
  }

  /// The episodes that have an advantage: where only the best answers are learnt from, the others need not be read.
  func withoutIdleEpisodes() -> RolloutBatch {
    RolloutBatch(self, keeping: rollouts.indices.filter { advantages[starts[$0]] != 0 })
  }

  private init(_ all: RolloutBatch, keeping episodes: [Int]) {
    rollouts = episodes.map { all.rollouts[$0] }
    groups = episodes.map { all.groups[$0] }
    func kept(_ numbers: [Double]) -> [Double] {
      numbers.isEmpty ? [] : episodes.flatMap { numbers[all.tokens(of: $0)] }
    }
    starts = episodes.reduce(into: [0]) { $0.append($0[$0.count - 1] + all.tokens(of: $1).count) }
    logProbabilities = kept(all.logProbabilities)
    values = kept(all.values)
    referenceLogProbabilities = all.referenceLogProbabilities.map(kept)
    advantages = kept(all.advantages)
    returns = kept(all.returns)
  }

  /// r_t: the KL penalty at every token, the score at the last or part by part (see ``KLPenalty``).
  func tokenRewards(
    scores: [Double], byToken: [[Double]]?, costs: [Double]? = nil, klCoefficient: Double,
    settings: PolicyGradient.Settings
  ) -> [Double] {
    var rewards = distanceCosts(klCoefficient: klCoefficient, settings: settings).map { -$0 }
    let shaping = RewardShaping(settings)
    for (episode, rollout) in rollouts.enumerated() {
      for (token, part) in zip(tokens(of: episode), byToken?[episode] ?? []) {
        rewards[token] += part
      }
      rewards[starts[episode + 1] - 1] +=
        shaping.shaped(byToken == nil ? scores[episode] : 0, of: rollout.response)
        - (costs?[episode] ?? 0)
    }
    return rewards
  }
}

extension [Double] {
  /// Their mean; 0 of none.
  var mean: Double { isEmpty ? 0 : reduce(0, +) / Double(count) }

  /// The mean squared distance from their mean; 0 of none.
  var variance: Double {
    let mean = mean
    return isEmpty ? 0 : reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
  }

  /// Scales to unit variance around their mean, which becomes 0 unless it is kept.
  fileprivate mutating func standardize(keepsMean: Bool) {
    let mean = mean
    let deviation = variance.squareRoot() + 1e-8
    for index in indices {
      self[index] = (self[index] - mean) / deviation + (keepsMean ? mean : 0)
    }
  }
}
