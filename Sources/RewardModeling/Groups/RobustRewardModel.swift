import Foundation
import Networks
import Randomness
import SandboxCore

/// One reward for all, that the group which it serves worst has a say in beyond its number.
///
///     min_r max_α Σ_g α_g L_g(r),    α_g ← α_g exp(η L_g) / Z
///
/// L_g is the mean loss of group g's answers, in nats. Group-robust optimisation: Sagawa et al. 2020, arXiv:1911.08731; of preferences Ramesh et al.
/// 2024, arXiv:2405.20304. Each round fits a reward under the weights as they are; the last one is fitted under the mean of all
/// rounds' weights, which is what exponentiated weights promise something of.
public struct RobustRewardModel: RewardModel {
  /// The reward.
  public private(set) var model: any RewardModel
  /// α of each group by name, after learning.
  public private(set) var groupWeights: [String: Double] = [:]
  private let base: any RewardModel
  /// How often weights are changed.
  let rounds: Int
  /// η ≥ 0, in 1 / nats; 0 leaves all groups alike, each as one.
  let step: Double
  let labels: LabelAssumptions

  /// A reward that has not learnt yet.
  public init(base: any RewardModel, rounds: Int, step: Double, labels: LabelAssumptions) {
    self.base = base
    model = base
    self.rounds = rounds
    self.step = step
    self.labels = labels
  }

  /// Learns; the report is that of the last fit, and `worst_group_loss` after each round.
  public mutating func fit(
    to evidence: TrainingExamples, using stream: RandomStream
  ) throws -> TrainingReport {
    let annotators = evidence.annotators.filter { evidence.groups[$0] != nil }
    let names = Set(annotators.compactMap { evidence.groups[$0] }).sorted()
    let counts = byGroup(evidence.losses(by: { $0.map { _ in 0 } }, labels: labels), evidence)
      .mapValues(\.count)
    let total = counts.values.reduce(0, +)
    var weights = names.map { _ in 1 / Double(max(1, names.count)) }
    var sums = names.map { _ in 0.0 }
    var course: [Double] = []
    func fitted(_ weights: [Double], _ stream: RandomStream) throws -> TrainingReport {
      let byName = Dictionary(uniqueKeysWithValues: zip(names, weights))
      model = base
      return try model.fit(
        to: evidence.weighted { annotator in
          guard let group = evidence.groups[annotator], let weight = byName[group] else {
            return 0
          }
          return weight * total / (counts[group] ?? total)
        }, using: stream)
    }
    for round in 0..<rounds {
      _ = try fitted(weights, stream.child("round").child(round))
      let losses = byGroup(
        evidence.losses(by: { model.rewards(for: $0).map(\.value) }, labels: labels), evidence)
      let means = names.map { name in losses[name].map { $0.sum / max(1, $0.count) } ?? 0 }
      course.append(means.max() ?? 0)
      for place in names.indices { sums[place] += weights[place] }
      weights = zip(weights, means).map { $0 * exp(step * $1) }
      let sum = weights.reduce(0, +)
      weights = weights.map { $0 / sum }
    }
    let last = rounds > 0 ? sums.map { $0 / Double(rounds) } : weights
    var report = try fitted(last, stream)
    groupWeights = Dictionary(uniqueKeysWithValues: zip(names, last))
    for (round, loss) in course.enumerated() { report.record("worst_group_loss", at: round, loss) }
    return report
  }

  private func byGroup(
    _ losses: [String: (sum: Double, count: Double)], _ evidence: TrainingExamples
  ) -> [String: (sum: Double, count: Double)] {
    var groups: [String: (sum: Double, count: Double)] = [:]
    for (annotator, loss) in losses.sorted(by: { $0.key < $1.key }) {
      guard let group = evidence.groups[annotator] else { continue }
      groups[group, default: (0, 0)].sum += loss.sum
      groups[group, default: (0, 0)].count += loss.count
    }
    return groups
  }

  /// As that of the reward.
  public mutating func normalize(on responses: [Response]) { model.normalize(on: responses) }
  /// Its networks.
  public var networks: [(model: any LanguageModel, scale: Double, shift: Double)] {
    model.networks
  }
  /// What it believes each response is worth.
  public func rewards(for responses: [Response]) -> [ProxyReward] { model.rewards(for: responses) }
  /// What each token adds.
  public func tokenRewards(for responses: [Response]) -> [[Double]]? {
    model.tokenRewards(for: responses)
  }
}
