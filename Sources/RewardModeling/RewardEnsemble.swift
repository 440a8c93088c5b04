import Networks
import Randomness
import SandboxCore

/// Several reward models of one making that disagree where they have learnt little.
///
///     r(response) = 1/n Σ_m r_m(response)
///
/// Christiano et al. 2017, arXiv:1706.03741, section 2.2.3: predictors fitted on resamples, each
/// normalised by itself, and averaged; what they disagree about is worth asking (section 2.2.4).
/// Lakshminarayanan et al. 2017, arXiv:1612.01474, find that different orders alone are enough for
/// networks. All members start from the same model, as ours starts fine-tuned.
public struct RewardEnsemble: RewardModel {
  /// What makes the members differ.
  public enum Diversity: String, Sendable, Hashable, Codable, CaseIterable {
    /// Each learns from as many pieces as there are, drawn with replacement, in an order of its
    /// own.
    case bootstrap
    /// Each learns from the same pieces, in an order of its own.
    case order
  }

  /// The models, at least 1.
  public private(set) var members: [SequenceRewardModel]
  /// What makes them differ.
  public let diversity: Diversity

  /// An ensemble of models that all start from one.
  ///
  /// - Parameters:
  ///   - model: copied for each member.
  ///   - settings: how each learns.
  ///   - memberCount: n ≥ 1; Christiano et al. use 3.
  ///   - diversity: what makes the members differ.
  public init(
    model: any LanguageModel, settings: SequenceRewardModel.Settings = .init(),
    memberCount: Int = 3, diversity: Diversity = .bootstrap
  ) {
    precondition(memberCount >= 1, "an ensemble of \(memberCount) reward models")
    members = Array(
      repeating: SequenceRewardModel(model: model, settings: settings), count: memberCount)
    self.diversity = diversity
  }

  /// Learns from evidence, member by member.
  ///
  /// The held-out share is the same for all members, and no resample draws from it. The report is
  /// that of a single model, each number the mean over the members.
  public mutating func fit(
    to evidence: TrainingExamples, using stream: RandomStream
  ) throws -> TrainingReport {
    precondition(!evidence.isEmpty, "a reward ensemble needs at least one piece of evidence")
    let (training, heldOut) = ExampleSampler(evidence).split(
      heldOutShare: members[0].settings.heldOutShare, using: stream.child("held-out"))
    var reports: [TrainingReport] = []
    for index in members.indices {
      let own = stream.child("member").child(index)
      let share = resample(training, using: own.child("resample"))
      var learning = SequenceRewardModel.Training(
        members[index], on: share, heldOut: heldOut, using: own)
      reports.append(try learning.finish(leaving: &members[index]))
    }
    return Self.mean(of: reports)
  }

  /// Shifts every member to mean 0 on these responses, so that all speak of the same scale.
  public mutating func normalize(on responses: [Response]) {
    for index in members.indices { members[index].normalize(on: responses) }
  }

  /// The mean of what the members believe each response is worth.
  public func rewards(for responses: [Response]) -> [ProxyReward] {
    let table = memberRewards(for: responses)
    return responses.indices.map { index in
      ProxyReward(table.reduce(0) { $0 + $1[index] } / Double(table.count))
    }
  }

  /// What each member believes each response is worth: a row for each member.
  public func memberRewards(for responses: [Response]) -> [[Double]] {
    members.map { $0.rewards(for: responses).map(\.value) }
  }

  /// As many pieces of each kind as there are, drawn with replacement.
  private func resample(_ training: TrainingExamples, using stream: RandomStream)
    -> TrainingExamples
  {
    guard diversity == .bootstrap else { return training }
    func drawn<Piece>(_ pieces: [Piece], _ name: String) -> [Piece] {
      var stream = stream.child(name)
      return pieces.map { _ in pieces[stream.uniform(below: pieces.count)] }
    }
    return TrainingExamples(
      preferences: drawn(training.preferences, "preferences"),
      scores: drawn(training.scores, "scores"),
      approvals: drawn(training.approvals, "approvals"))
  }

  /// The mean of each number over those reports that have it.
  ///
  /// All members take the same steps; but a resample may hold undecided pieces only, and then has
  /// no accuracy to report.
  private static func mean(of reports: [TrainingReport]) -> TrainingReport {
    var sums: [Key: (sum: Double, count: Double)] = [:]
    var order: [Key] = []
    for point in reports.flatMap(\.points) {
      let key = Key(metric: point.metric, step: point.step)
      if sums[key] == nil { order.append(key) }
      sums[key, default: (0, 0)].sum += point.value
      sums[key, default: (0, 0)].count += 1
    }
    var mean = TrainingReport()
    for key in order {
      if let (sum, count) = sums[key] { mean.record(key.metric, at: key.step, sum / count) }
    }
    return mean
  }

  private struct Key: Hashable {
    var metric: String
    var step: Int
  }
}
