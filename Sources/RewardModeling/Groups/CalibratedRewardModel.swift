import Foundation
import Networks
import Randomness
import SandboxCore

/// One reward for all, read by everybody on a scale of their own.
///
///     comparison   P(first) = σ(a_j (r(first) − r(second)))       log a_j ~ N(0, τ²)
///     score        s = r + c_j + error                             c_j ~ N(0, κ²)
///
/// j is who answered. Scale and offset are those of an item-response model (Birnbaum 1968), shrunk by empirical Bayes (Morris 1983,
/// doi:10.1080/01621459.1983.10477920): τ² and κ² are fitted to all people, so that whoever answered little is taken to be
/// like the others. Reward and people are fitted in turns. Of somebody who tosses coins a_j is near 0, and what they say no longer counts.
public struct CalibratedRewardModel: RewardModel {
  /// The reward.
  public private(set) var model: any RewardModel
  /// a_j of each annotator by name; their geometric mean is 1.
  public private(set) var scales: [String: Double] = [:]
  /// c_j of each annotator by name, in the unit of scores.
  public private(set) var offsets: [String: Double] = [:]
  private let base: any RewardModel
  let rounds: Int
  let labels: LabelAssumptions

  /// A reward that has not learnt yet; in so many rounds it is fitted, and then people.
  public init(base: any RewardModel, rounds: Int, labels: LabelAssumptions) {
    self.base = base
    model = base
    self.rounds = rounds
    self.labels = labels
  }

  /// Learns; the report is that of the last fit, and `annotator_scale_deviation`, τ, after each round.
  public mutating func fit(
    to evidence: TrainingExamples, using stream: RandomStream
  ) throws -> TrainingReport {
    (scales, offsets) = ([:], [:])
    var course: [Double] = []
    for round in 0..<rounds {
      model = base
      _ = try model.fit(to: read(evidence), using: stream.child("round").child(round))
      course.append(fitScales(evidence))
      fitOffsets(evidence)
    }
    model = base
    var report = try model.fit(to: read(evidence), using: stream)
    for (round, deviation) in course.enumerated() {
      report.record("annotator_scale_deviation", at: round, deviation)
    }
    return report
  }

  /// Evidence as people's scales and offsets make it out.
  private func read(_ evidence: TrainingExamples) -> TrainingExamples {
    var evidence = evidence
    for place in evidence.preferences.indices {
      let annotators = evidence.preferences[place].annotators
      if annotators.count == 1 {
        evidence.preferences[place].sharpness = scales[annotators[0]] ?? 1
      }
    }
    for place in evidence.scores.indices {
      let annotators = evidence.scores[place].annotators
      if annotators.count == 1 {
        evidence.scores[place].score -= offsets[annotators[0]] ?? 0
      }
    }
    return evidence
  }

  /// The posterior mode of every log a_j, and τ by the moments of all; returns τ.
  private mutating func fitScales(_ evidence: TrainingExamples) -> Double {
    let pairs = evidence.preferences.filter { $0.annotators.count == 1 }
    let rewards = model.rewards(for: pairs.flatMap(\.responses)).map(\.value)
    var answers: [String: [(pair: Preference, gap: Double)]] = [:]
    for (place, pair) in pairs.enumerated() {
      answers[pair.annotators[0], default: []].append(
        (pair, rewards[2 * place] - rewards[2 * place + 1]))
    }
    let people = answers.sorted { $0.key < $1.key }
    guard !people.isEmpty else { return 0 }
    var variance = 0.25
    var logs = people.map { _ in 0.0 }
    // Some ten turns of mode and variance: after that neither moves by a hundredth.
    for _ in 0..<10 {
      var spread = 0.0
      for (place, person) in people.enumerated() {
        let (log, uncertainty) = mode(of: person.value, from: logs[place], variance: variance)
        logs[place] = log
        spread += log * log + uncertainty
      }
      variance = max(1e-4, spread / Double(people.count))
    }
    let mean = logs.reduce(0, +) / Double(logs.count)
    for (person, log) in zip(people, logs) { scales[person.key] = exp(log - mean) }
    return variance.squareRoot()
  }

  /// The mode of log a under its prior, by Newton's method with steps of at most 1, and the inverse curvature there.
  private func mode(
    of answers: [(pair: Preference, gap: Double)], from start: Double, variance: Double
  ) -> (log: Double, uncertainty: Double) {
    var (log, bend) = (start, 1 / variance)
    for _ in 0..<30 {
      var slope = log / variance
      bend = 1 / variance
      for (pair, gap) in answers {
        let signal = exp(log) * gap
        let loss = BradleyTerryLoss(gap: signal, probability: pair.probability, labels: labels)
        slope += pair.weight * loss.derivative * signal
        // The part of the curvature that is never negative.
        bend += pair.weight * loss.curvature * signal * signal
      }
      let step = max(-1, min(1, slope / bend))
      log = max(-6, min(6, log - step))
      if abs(step) < 1e-9 { break }
    }
    return (log, 1 / bend)
  }

  /// c_j as the mean of what is left of somebody's scores, shrunk by its reliability.
  private mutating func fitOffsets(_ evidence: TrainingExamples) {
    let scores = evidence.scores.filter { $0.annotators.count == 1 }
    guard !scores.isEmpty else { return }
    let rewards = model.rewards(for: scores.map(\.response)).map(\.value)
    var left: [String: [Double]] = [:]
    for (score, reward) in zip(scores, rewards) {
      left[score.annotators[0], default: []].append(score.score - reward)
    }
    let people = left.sorted { $0.key < $1.key }
    let means = people.map { $0.value.reduce(0, +) / Double($0.value.count) }
    let mean = means.reduce(0, +) / Double(means.count)
    let freedom = max(1, scores.count - people.count)
    let noise =
      zip(people, means).reduce(0) { sum, pair in
        sum + pair.0.value.reduce(0) { $0 + ($1 - pair.1) * ($1 - pair.1) }
      } / Double(freedom)
    let between =
      means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, means.count - 1))
    let sampling = people.reduce(0) { $0 + noise / Double($1.value.count) } / Double(people.count)
    let variance = max(0, between - sampling)
    for (person, own) in zip(people, means) {
      let error = noise / Double(person.value.count)
      offsets[person.key] =
        variance + error > 0 ? (own - mean) * variance / (variance + error) : 0
    }
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
