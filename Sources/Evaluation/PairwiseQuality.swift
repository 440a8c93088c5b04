import Foundation
import SandboxCore

/// How well a reward model predicts which of two responses is better.
///
///     p = σ(r(first) − r(second))
///
/// What "better" means is up to whoever makes it: the world's gold reward, or people's answers. The
/// two differ (noisy people cap the one and not the other) and are reported under two names.
public struct PairwiseQuality: Sendable, Hashable {
  /// How many pairs had a better one, ≥ 1; the others say nothing and are left out.
  public let pairCount: Int
  /// The share of pairs whose better response has the higher reward; equal rewards count half.
  public let accuracy: Double
  /// The expected calibration error, in 0...1: how far the share of hits departs from the confidence
  /// max(p, 1 − p), on average over ten bins of confidence of equal width in 0.5...1.
  ///
  /// Guo et al. 2017, arXiv:1706.04599, eq. 3. The same whichever response is called the first.
  public let calibrationError: Double
  /// The mean of −log of the probability given to what happened, in nats; log 2 for a coin.
  public let logLoss: Double
  /// The mean of (p − outcome)², in 0...1; ¼ for a coin.
  public let brierScore: Double

  /// Measures predictions against outcomes.
  ///
  /// - Parameters:
  ///   - gaps: r(first) − r(second) of each pair, in nats.
  ///   - outcomes: for each pair the share of cases in which the first was better, in 0...1. Exactly
  ///     ½ means neither was; such pairs are left out, and at least one is not.
  public init(gaps: [Double], outcomes: [Double]) {
    precondition(gaps.count == outcomes.count, "\(gaps.count) gaps, \(outcomes.count) outcomes")
    let pairs = zip(gaps, outcomes).filter { $1 != 0.5 }
    precondition(!pairs.isEmpty, "in no pair is either response better")
    var hits = 0.0
    var sums = (logLoss: 0.0, brier: 0.0)
    var bins = [(confidence: Double, hits: Double)](repeating: (0, 0), count: 10)
    for (gap, outcome) in pairs {
      let probability = 1 / (1 + exp(-gap))
      hits += gap == 0 ? 0.5 : ((gap > 0) == (outcome > 0.5) ? 1 : 0)
      // −log σ(x) = log(1 + e^−x), kept finite for large gaps.
      let softplus = { (x: Double) in max(x, 0) + log1p(exp(-abs(x))) }
      sums.logLoss += outcome * softplus(-gap) + (1 - outcome) * softplus(gap)
      sums.brier +=
        outcome * (1 - probability) * (1 - probability) + (1 - outcome) * probability * probability
      let confidence = max(probability, 1 - probability)
      let bin = min(Int((confidence - 0.5) * 20), 9)
      bins[bin].confidence += confidence
      bins[bin].hits += gap == 0 ? 0.5 : (gap > 0 ? outcome : 1 - outcome)
    }
    let count = Double(pairs.count)
    pairCount = pairs.count
    accuracy = hits / count
    logLoss = sums.logLoss / count
    brierScore = sums.brier / count
    calibrationError = bins.reduce(0) { $0 + abs($1.confidence - $1.hits) } / count
  }

  /// Measures a reward model against the truth, on held-out pairs.
  ///
  /// - Parameter questions: pairs of which at least one has two different gold rewards.
  public init(of model: any RewardModel, on questions: [Question]) {
    self.init(
      gaps: Self.gaps(of: model, on: questions),
      outcomes: questions.map { Self.outcome($0.first.gold.value, $0.second.gold.value) })
  }

  /// r(first) − r(second) of each pair, in nats.
  private static func gaps(of model: any RewardModel, on questions: [Question]) -> [Double] {
    gaps(model, questions.map { ($0.first.response, $0.second.response) })
  }

  /// What a pair of worths says: 1 where the first is greater, 0 where the second is, ½ of equals.
  public static func outcome(_ first: Double, _ second: Double) -> Double {
    first == second ? 0.5 : (first > second ? 1 : 0)
  }

  /// Measures a reward model against people's consensus, on held-out pairs.
  ///
  /// A consensus of μ counts as a share μ of cases in which the chosen was better.
  public init(of model: any RewardModel, on preferences: [Preference]) {
    self.init(
      gaps: Self.gaps(model, preferences.map { ($0.chosen, $0.rejected) }),
      outcomes: preferences.map(\.probability))
  }

  private static func gaps(_ model: any RewardModel, _ pairs: [(Response, Response)]) -> [Double] {
    let firsts = model.rewards(for: pairs.map(\.0))
    let seconds = model.rewards(for: pairs.map(\.1))
    return zip(firsts, seconds).map { $0.value - $1.value }
  }
}
