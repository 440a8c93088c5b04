import Experiments
import Foundation
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
    parts.append(current)
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
    var line = "\(done)/\(total)  \(arm) #\(replication + 1) "
    line += failure.map { "failed: \($0)" } ?? "done"
    if let rate = rate(after: seconds) { line += String(format: ", %.1f/min", rate) }
    if let left = secondsLeft(after: seconds), finished + alreadyDone < total {
      line += ", \(NumberText.remaining(seconds: left)) left"
    }
    return line
  }
}
