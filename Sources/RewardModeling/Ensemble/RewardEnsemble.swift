import Networks
import Randomness
import SandboxCore

/// Several reward models of one making that disagree where they have learnt little.
///
///     r(response) = scale · combined(r_1(response), …, r_M(response)) + shift
///
/// Christiano et al. 2017, arXiv:1706.03741, section 2.2.3: predictors fitted on resamples, each
/// normalised by itself, and averaged; what they disagree about is worth asking (section 2.2.4).
/// Lakshminarayanan et al. 2017, arXiv:1612.01474, find that different orders alone are enough for
/// networks. All members start from the same model, as ours starts fine-tuned. ``RewardCombination`` makes one reward of
/// theirs.
///
/// Members are normalised on the same responses, so that what they disagree about is not their zero and their unit: to
/// mean 0 and, where the normalisation sets a unit, to standard deviation 1. How surely answers are
/// predicted (``PredictiveFit``) scales the ensemble as a whole, by the mean of its members. A factor for each member would not do
/// before a minimum: a member of factor 0 says 0 of everything, and no response could have more.
/// Until it is normalised the members have no common zero, and only their mean is of use.
public struct RewardEnsemble: RewardModel {
  /// What makes the members differ.
  public enum Diversity: String, Sendable, Hashable, Codable, CaseIterable {
    /// Each learns from as many pieces as there are, drawn with replacement, in an order of its
    /// own.
    case bootstrap
    /// Each learns from the same pieces, in an order of its own.
    case order
    /// Each begins with a scalar head drawn at random (``LanguageModel/drawScalarHead(using:)``; of an n-gram table, a value for each
    /// context), and learns from the same pieces in an order of its own.
    case initialization
    /// Nothing does: as many copies of one, for a control.
    case none
  }

  /// The models, at least 1.
  public private(set) var members: [SequenceRewardModel]
  /// What makes them differ.
  public let diversity: Diversity
  /// How their rewards become one.
  public let combination: RewardCombination
  /// What the combined reward is multiplied with; 1 before it is normalised.
  public private(set) var scale = 1.0
  /// What is then added.
  public private(set) var shift = 0.0
  /// How surely the members predict answers that they had not learnt from, on average.
  private var predictiveFit = 1.0

  /// An ensemble of models that all start from one.
  ///
  /// - Parameters:
  ///   - model: copied for each member.
  ///   - settings: how each learns.
  ///   - memberCount: n ≥ 1; Christiano et al. use 3.
  ///   - diversity: what makes the members differ.
  ///   - combination: how their rewards become one.
  public init(
    model: any LanguageModel, settings: SequenceRewardModel.Settings = .init(),
    memberCount: Int = 3, diversity: Diversity = .bootstrap,
    combination: RewardCombination = .mean
  ) {
    precondition(memberCount >= 1, "an ensemble of \(memberCount) reward models")
    members = Array(
      repeating: SequenceRewardModel(model: model, settings: settings), count: memberCount)
    self.diversity = diversity
    self.combination = combination
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
      if diversity == .none, index > 0 {
        members[index] = members[0]
        continue
      }
      let own = stream.child("member").child(index)
      let share = resample(training, using: own.child("resample"))
      if diversity == .initialization {
        members[index].model.drawScalarHead(using: own.child("scalar head"))
      }
      var learning = SequenceRewardModel.Training(
        members[index], on: share, heldOut: heldOut, using: own)
      reports.append(try learning.finish(leaving: &members[index]))
    }
    (scale, shift) = (1, 0)
    predictiveFit = members.reduce(0) { $0 + $1.predictiveFit } / Double(members.count)
    for index in members.indices { members[index].predictiveFit = 1 }
    return Self.mean(of: reports)
  }

  /// Gives every member the same scale on these responses, and then the combined reward its own.
  public mutating func normalize(on responses: [Response]) {
    for index in members.indices { members[index].normalize(on: responses) }
    (scale, shift) = (1, 0)
    (scale, shift) = RewardScale.normalizing(
      rewards(for: responses).map(\.value),
      deviation: members[0].settings.normalization.deviation(predictiveFit: predictiveFit))
  }

  /// The members' networks, in the units of the combined reward: it is their mean, or the least of them.
  public var networks: [(model: any LanguageModel, scale: Double, shift: Double)] {
    members.map { ($0.model, scale * $0.scale, scale * $0.shift + shift) }
  }

  /// What the ensemble believes each response is worth.
  public func rewards(for responses: [Response]) -> [ProxyReward] {
    let table = members.map { $0.rewards(for: responses).map(\.value) }
    return responses.indices.map { index in
      ProxyReward(scale * combination.reward(table.map { $0[index] }) + shift)
    }
  }

  /// What each of the agent's tokens adds to the combined reward, where every token is read; the shift is
  /// shared among them equally.
  public func tokenRewards(for responses: [Response]) -> [[Double]]? {
    let tables = members.compactMap { $0.tokenRewards(for: responses) }
    guard tables.count == members.count else { return nil }
    return responses.indices.map { index in
      let tokens = combination.tokenRewards(tables.map { $0[index] })
      let share = shift / Double(max(1, tokens.count))
      return tokens.map { scale * $0 + share }
    }
  }

  /// What each member believes each response is worth, in the units of the combined reward: a row for each
  /// member.
  public func memberRewards(for responses: [Response]) -> [[Double]] {
    members.map { $0.rewards(for: responses).map { scale * $0.value + shift } }
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
      approvals: drawn(training.approvals, "approvals"),
      rankings: drawn(training.rankings, "rankings"), groups: training.groups)
  }

  /// The mean of each number over those reports that have it.
  ///
  /// All members take the same steps; but a resample may hold undecided pieces only, and then has
  /// no accuracy to report.
  static func mean(of reports: [TrainingReport]) -> TrainingReport {
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
