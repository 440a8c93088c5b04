import Foundation

/// What came of many inputs.
struct FuzzTally: Sendable {
  /// The inputs of one kind.
  private struct Row: Sendable {
    var codes: [String: Int] = [:]
    var slowest = (seconds: 0.0, number: 0)
    var largest = (bytes: 0, number: 0)
  }

  private var rows: [String: Row] = [:]
  /// The faults, by number of the input.
  private(set) var faults: [(number: Int, text: String)] = []
  /// Why the fuzzer itself could not go on.
  var broken: [String] = []
  /// Inputs tried.
  private(set) var count = 0

  /// Takes note of an input's end.
  mutating func add(
    kind: String, number: Int, outcome: WatchedProcess.Outcome, fault: String?
  ) {
    count += 1
    var row = rows[kind] ?? Row()
    let code =
      switch outcome.ending {
      case .exited(let code): "\(code)"
      case .killed(let signal): "signal \(signal)"
      case .tooSlow: "slow"
      case .tooLarge: "large"
      }
    row.codes[code, default: 0] += 1
    if outcome.seconds > row.slowest.seconds { row.slowest = (outcome.seconds, number) }
    if outcome.peakBytes > row.largest.bytes { row.largest = (outcome.peakBytes, number) }
    rows[kind] = row
    if let fault { faults.append((number, "\(kind): \(fault)")) }
  }

  /// A line a kind, then a line a fault.
  var text: String {
    var lines = rows.sorted { $0.key < $1.key }.map { kind, row in
      let codes = row.codes.sorted { $0.key < $1.key }.map { "\($0.value) x \($0.key)" }
      return "\(kind): exit codes \(codes.joined(separator: ", "))"
        + String(
          format: "; slowest %.1f s (input %d), largest %d MB (input %d)", row.slowest.seconds,
          row.slowest.number, row.largest.bytes >> 20, row.largest.number)
    }
    lines += faults.sorted { $0.number < $1.number }.map { "FAULT input \($0.number): \($0.text)" }
    lines += broken.map { "BROKEN \($0)" }
    return lines.joined(separator: "\n")
  }
}
