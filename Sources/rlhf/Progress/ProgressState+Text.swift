import Experiments
import Foundation
import PlainText
import Reports

extension ProgressState {
  /// One line with a bar, the rate and the time left, no longer than so many columns.
  ///
  ///     ████████░░░░░░░░  7/20  3.2/min  4 min 05 s left  trolls-20 #3, reward model
  func bar(after seconds: Double, columns: Int) -> String {
    var parts = ["\(done)/\(total)"]
    if failed > 0 { parts.append("\(failed) failed") }
    if let rate = rate(after: seconds) { parts.append(String(format: "%.1f/min", rate)) }
    if let left = secondsLeft(after: seconds), left > 0 {
      parts.append(NumberText.remaining(seconds: left) + " left")
    }
    parts.append(Excerpt.visible(current))
    let length = max(8, min(30, columns / 4))
    let filled = Int((share * Double(length)).rounded(.down))
    let bar =
      String(repeating: "█", count: filled) + String(repeating: "░", count: length - filled)
    return String((bar + "  " + parts.joined(separator: "  ")).prefix(max(columns - 1, 1)))
  }

  /// The plain line about a replication that has just finished; call it after ``apply(_:)``.
  ///
  ///     7/20  trolls-20 #3 done, 3.2/min, 4 min 05 s left
  func line(arm: String, replication: Int, failure: String?, after seconds: Double) -> String {
    var line =
      "\(done)/\(total)  \(Self.outcome(arm: arm, replication: replication, failure: failure))"
    if let rate = rate(after: seconds) { line += String(format: ", %.1f/min", rate) }
    if let left = secondsLeft(after: seconds), finished + alreadyDone < total {
      line += ", \(NumberText.remaining(seconds: left)) left"
    }
    return line
  }

  /// How a replication ended, in one line whatever is in its words.
  ///
  ///     trolls-20 #3 failed: the loss is not finite
  static func outcome(arm: String, replication: Int, failure: String?) -> String {
    Excerpt.visible("\(arm) #\(replication + 1) " + (failure.map { "failed: \($0)" } ?? "done"))
  }
}
