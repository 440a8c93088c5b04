import Experiments
import Foundation

/// How far a run has come, told by its events.
struct ProgressState: Sendable {
  /// Replications in all arms.
  private(set) var total = 0
  /// Those that were on file when the run began.
  private(set) var alreadyDone = 0
  /// Those that finished since.
  private(set) var finished = 0
  /// Of these, the ones that failed.
  private(set) var failed = 0
  /// What began last, replications numbered from 1 as in the names of files, such as `trolls-20 #3, reward model`.
  private(set) var current = ""
  /// Shares done of the replications under way, by arm and number.
  private var shares: [Replication: Double] = [:]

  private struct Replication: Hashable {
    var arm: String
    var number: Int
  }

  /// Takes note of an event.
  mutating func apply(_ event: RunEvent) {
    switch event {
    case .started(let total, let alreadyDone):
      self.total = total
      self.alreadyDone = alreadyDone
    case .phaseBegan(let arm, let replication, let phase):
      current = "\(arm) #\(replication + 1), \(phase)"
    case .advanced(let arm, let replication, let share, let values):
      shares[Replication(arm: arm, number: replication)] = min(max(share, 0), 1)
      if let reward = values.last(where: { $0.metric == "reward" })?.value {
        current =
          "\(arm) #\(replication + 1), policy optimisation, reward "
          + String(format: "%.2f", reward)
      }
    case .notKept: break
    case .finished(let arm, let replication, let failure):
      shares[Replication(arm: arm, number: replication)] = nil
      finished += 1
      if failure != nil { failed += 1 }
    }
  }

  /// Replications on file.
  var done: Int { alreadyDone + finished }

  /// The work done since the run began, in replications, those under way counted in part.
  var work: Double { Double(finished) + shares.values.sorted().reduce(0, +) }

  /// The share of all work that is done, in 0...1.
  var share: Double {
    total == 0 ? 0 : min(1, (Double(alreadyDone) + work) / Double(total))
  }

  /// Replications a minute, or `nil` before anything can be said.
  func rate(after seconds: Double) -> Double? {
    work > 0.01 && seconds > 0.5 ? work / seconds * 60 : nil
  }

  /// Seconds until the end at the rate so far, or `nil` before anything can be said.
  func secondsLeft(after seconds: Double) -> Double? {
    rate(after: seconds).map { (Double(total - alreadyDone) - work) / $0 * 60 }
  }
}
