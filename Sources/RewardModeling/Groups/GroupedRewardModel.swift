import Foundation
import Networks
import Randomness
import SandboxCore

/// Several rewards, one for each group of people, and one reward of them all.
///
///     r(response) = scale · combined(r_1(response), …, r_G(response)) + shift
///
/// The groups are known, or they are found: then each annotator belongs to one of K components, and which is inferred together
/// with the rewards by expectation-maximisation (Chakraborty et al. 2024, arXiv:2402.08925, section 5):
///
///     E   γ_jk ∝ π_k exp(−Σ_{i of j} L_i(r_k))        L_i the loss of answer i of annotator j
///     M   r_k = argmin Σ_i γ_{j(i) k} L_i(r_k),   π_k = mean_j γ_jk
///
/// Begun several times, from memberships drawn at random; the likeliest end is kept. All rewards are normalised on the same
/// responses, so that what they disagree about is not their zero and, where the normalisation sets a unit, not their unit.
public struct GroupedRewardModel: RewardModel {
  /// Where groups come from.
  public enum Division: Sendable, Hashable {
    /// Everybody's is known.
    case known
    /// So many are found, in so many rounds, from so many beginnings.
    case found(count: Int, rounds: Int, restarts: Int)
  }

  /// How the rewards of groups become one.
  public enum Combination: String, Sendable, Hashable, CaseIterable {
    /// Each person counts the same: Σ_g (people of g / people) · r_g.
    case shareWeighted = "share-weighted"
    /// Each group counts the same.
    case mean
    /// Only the group that likes a response least counts.
    case least
  }

  /// One group.
  public struct Member: Sendable {
    /// Its name.
    public var name: String
    /// Its share of people, in 0...1.
    public var share: Double
    /// Its reward, before it is normalised.
    public var model: any RewardModel
    var scale = 1.0
    var shift = 0.0
  }

  /// The groups; none before anything has been learnt.
  public private(set) var members: [Member] = []
  /// How probably each annotator belongs to each of ``members``: 1 or 0 where groups are known.
  public private(set) var memberships: [String: [Double]] = [:]
  /// What every group's reward begins as.
  let base: any RewardModel
  let division: Division
  let combination: Combination
  /// What is settled about scales, and what is assumed about labels.
  let settings: SequenceRewardModel.Settings
  private var scale = 1.0
  private var shift = 0.0
  private var predictiveFit = 1.0

  /// Groups that have not learnt yet.
  ///
  /// - Parameters:
  ///   - base: what every group's reward begins as.
  ///   - division: where groups come from.
  ///   - combination: how rewards become one.
  ///   - settings: what all share.
  public init(
    base: any RewardModel, division: Division, combination: Combination,
    settings: SequenceRewardModel.Settings
  ) {
    self.base = base
    self.division = division
    self.combination = combination
    self.settings = settings
  }

  /// Learns each group's reward from what its people said; evidence of nobody in particular is left out.
  ///
  /// The report is that of one reward model, each number the mean over groups; where groups are found, also
  /// `mixture_loss`, in nats an answer, after each round of the end that is kept.
  public mutating func fit(
    to evidence: TrainingExamples, using stream: RandomStream
  ) throws -> TrainingReport {
    (scale, shift, predictiveFit) = (1, 0, 1)
    var report: TrainingReport
    switch division {
    case .known: report = try fitKnown(evidence, using: stream)
    case .found(let count, let rounds, let restarts):
      var best: (loss: Double, state: Self, report: TrainingReport)?
      for restart in 0..<restarts {
        var trial = self
        let own = try trial.fitFound(
          evidence, count: count, rounds: rounds, using: stream.child("restart").child(restart))
        let loss = own.last("mixture_loss") ?? .infinity
        if best.map({ loss < $0.loss }) ?? true { best = (loss, trial, own) }
      }
      report = best?.report ?? TrainingReport()
      if let best { self = best.state }
    }
    if let fit = report.last("predictive_fit") { predictiveFit = fit }
    return report
  }

  private mutating func fitKnown(
    _ evidence: TrainingExamples, using stream: RandomStream
  ) throws -> TrainingReport {
    let annotators = evidence.annotators.filter { evidence.groups[$0] != nil }
    let names = Set(annotators.compactMap { evidence.groups[$0] }).sorted()
    memberships = Dictionary(
      uniqueKeysWithValues: annotators.map { annotator in
        (annotator, names.map { evidence.groups[annotator] == $0 ? 1 : 0 })
      })
    members = []
    return try fitMembers(names, to: evidence, annotators, using: stream)
  }

  /// Fits every group's reward to evidence by memberships.
  private mutating func fitMembers(
    _ names: [String], to evidence: TrainingExamples, _ annotators: [String],
    using stream: RandomStream
  ) throws -> TrainingReport {
    var reports: [TrainingReport] = []
    let earlier = members
    members = []
    for (place, name) in names.enumerated() {
      let share =
        annotators.reduce(0) { $0 + (memberships[$1]?[place] ?? 0) }
        / Double(max(1, annotators.count))
      // A few thousandths of an answer change nothing and take as long as a whole one.
      let own = evidence.weighted { annotator in
        let membership = memberships[annotator]?[place] ?? 0
        return membership < 0.005 ? 0 : membership
      }
      guard !own.isEmpty else {
        // Nobody is left in a component: it stays what it was.
        if place < earlier.count {
          members.append(Member(name: name, share: 0, model: earlier[place].model))
        }
        continue
      }
      var model = base
      reports.append(try model.fit(to: own, using: stream.child("group").child(name)))
      members.append(Member(name: name, share: share, model: model))
    }
    return Self.merged(reports)
  }

  /// The mean of each number over groups; what is measured after a pass stands at the end of the longest, as groups have
  /// not as much to learn from.
  private static func merged(_ reports: [TrainingReport]) -> TrainingReport {
    var merged = RewardEnsemble.mean(of: reports)
    func isOfPasses(_ metric: String) -> Bool {
      metric.hasPrefix("held_out_") || metric.hasSuffix("accuracy") || metric == "predictive_fit"
        || metric == "tie_parameter"
    }
    let end = merged.points.map(\.step).max() ?? 0
    var names: [String] = []
    for point in merged.points where isOfPasses(point.metric) && !names.contains(point.metric) {
      names.append(point.metric)
    }
    merged.points.removeAll { isOfPasses($0.metric) }
    for name in names {
      let values = reports.compactMap { $0.last(name) }
      merged.record(name, at: end, values.reduce(0, +) / Double(values.count))
    }
    return merged
  }

  private mutating func fitFound(
    _ evidence: TrainingExamples, count: Int, rounds: Int, using stream: RandomStream
  ) throws -> TrainingReport {
    let annotators = evidence.annotators
    let names = (0..<count).map { "component-\($0 + 1)" }
    var drawing = stream.child("memberships")
    // Shares of a whole, all divisions alike (Dirichlet). Where components began with like mixtures of people, none
    // would ever be told from another.
    for annotator in annotators {
      let parts = (0..<count).map { _ in -log(max(drawing.uniform(), 1e-12)) }
      let sum = parts.reduce(0, +)
      memberships[annotator] = parts.map { $0 / sum }
    }
    var report = TrainingReport()
    var course: [Double] = []
    for round in 0..<rounds {
      report = try fitMembers(
        names, to: evidence, annotators, using: stream.child("round").child(round))
      course.append(expect(evidence, annotators))
    }
    let rank = members.indices.sorted { (-members[$0].share, $0) < (-members[$1].share, $1) }
    members = rank.enumerated().map { place, old in
      var member = members[old]
      member.name = names[place]
      return member
    }
    memberships = memberships.mapValues { own in rank.map { own[$0] } }
    for (round, loss) in course.enumerated() { report.record("mixture_loss", at: round, loss) }
    return report
  }

  /// Infers memberships by the rewards as they are; returns the loss of the mixture, in nats an answer.
  private mutating func expect(_ evidence: TrainingExamples, _ annotators: [String]) -> Double {
    let losses = members.map { member in
      evidence.losses(
        by: { member.model.rewards(for: $0).map(\.value) }, labels: settings.labels)
    }
    var (sum, count) = (0.0, 0.0)
    for annotator in annotators {
      let logs = members.indices.map { place in
        // Nobody is ever shut out of a component for good.
        log(max(members[place].share, 1e-3)) - (losses[place][annotator]?.sum ?? 0)
      }
      let most = logs.max() ?? 0
      let parts = logs.map { exp($0 - most) }
      let total = parts.reduce(0, +)
      memberships[annotator] = parts.map { $0 / total }
      sum -= most + log(total)
      count += losses.first?[annotator]?.count ?? 0
    }
    for place in members.indices {
      members[place].share =
        annotators.reduce(0) { $0 + (memberships[$1]?[place] ?? 0) }
        / Double(max(1, annotators.count))
    }
    return sum / max(1, count)
  }

  /// Gives every group's reward the same zero on these responses, and the same unit where one is set; then the
  /// combined reward its own.
  public mutating func normalize(on responses: [Response]) {
    let unit: Double? = settings.normalization == .mean ? nil : 1
    for place in members.indices {
      (members[place].scale, members[place].shift) = RewardScale.normalizing(
        members[place].model.rewards(for: responses).map(\.value), deviation: unit)
    }
    (scale, shift) = (1, 0)
    (scale, shift) = RewardScale.normalizing(
      rewards(for: responses).map(\.value),
      deviation: settings.normalization.deviation(predictiveFit: predictiveFit))
  }

  /// What the combined reward of each response is.
  public func rewards(for responses: [Response]) -> [ProxyReward] {
    guard let groups = ownRewards(for: responses) else { return [] }
    let combined: [Double] =
      switch combination {
      case .shareWeighted: groups.mean(weights: groups.shares)
      case .mean: groups.mean(weights: groups.shares.map { _ in 1 / Double(groups.names.count) })
      case .least:
        responses.indices.map { response in groups.rewards.map { $0[response] }.min() ?? 0 }
      }
    return combined.map { ProxyReward(scale * $0 + shift) }
  }

  /// What each group's reward is, in the unit of the combined one, with mean 0 where that was normalised.
  public func groupRewards(for responses: [Response]) -> GroupRewards? {
    guard var groups = ownRewards(for: responses) else { return nil }
    groups.rewards = groups.rewards.map { $0.map { scale * $0 } }
    return groups
  }

  private func ownRewards(for responses: [Response]) -> GroupRewards? {
    guard !members.isEmpty else { return nil }
    let total = members.reduce(0) { $0 + $1.share }
    return GroupRewards(
      names: members.map(\.name),
      shares: members.map { total > 0 ? $0.share / total : 1 / Double(members.count) },
      rewards: members.map { member in
        member.model.rewards(for: responses).map { member.scale * $0.value + member.shift }
      })
  }

  /// Every group's networks, in the units of the combined reward.
  public var networks: [(model: any LanguageModel, scale: Double, shift: Double)] {
    members.flatMap { member in
      member.model.networks.map {
        (
          $0.model, scale * member.scale * $0.scale,
          scale * (member.scale * $0.shift + member.shift) + shift
        )
      }
    }
  }
}
