import OwnLabels
import Randomness

/// Tables of labels, comparisons and rankings, in good order and in none.
struct LabelInputs: Sendable {
  private static let names = [
    "task", "worker", "label", "item", "rater", "rating", "left", "right", "winner", "ranking",
    "rank", "weight", "time", "truth", "class", "category", "stars", "score", "model_a", "model_b",
    "chosen", "rejected", "group", "ann", "bob", "cleo", "model1", "id", "", "répondant",
  ]
  private static let commands = ["aggregate", "agreement", "rate"]

  /// The input of a stream.
  func input(_ stream: inout RandomStream) -> FuzzInput {
    let command = Self.commands[stream.uniform(below: Self.commands.count)]
    var arguments = [command, "labels.csv"]
    let asksJSON = stream.bernoulli(0.5)
    if asksJSON { arguments.append("--json") }
    if stream.bernoulli(0.15) { arguments += ["--plot", "page.html"] }
    if command == "agreement" {
      let levels = ["nominal", "ordinal", "interval", "ratio"]
      if stream.bernoulli(0.3) { arguments += ["--level", levels[stream.uniform(below: 4)]] }
    } else if stream.bernoulli(0.5) {
      let methods = command == "rate" ? MethodCatalog.preferences : MethodCatalog.labels
      arguments += ["--method", methods[stream.uniform(below: methods.count)].name]
    } else if stream.bernoulli(0.2) {
      arguments.append("--compare")
    }
    var bytes = stream.bernoulli(0.04) ? Self.large(&stream) : Self.table(for: command, &stream)
    if stream.bernoulli(0.2) { bytes = HostileText.damaged(bytes, &stream) }
    return FuzzInput(
      kind: "labels", files: [("labels.csv", bytes)], arguments: arguments, expectsJSON: asksJSON)
  }

  /// A table of ordinary size; most have the columns that the command looks for.
  private static func table(for command: String, _ stream: inout RandomStream) -> [UInt8] {
    var header =
      command != "rate"
      ? ["task", "worker", "label"]
      : stream.bernoulli(0.3) ? ["ranking", "rank", "item"] : ["left", "right", "winner"]
    for _ in 0..<[0, 0, 0, 1, 2][stream.uniform(below: 5)] {
      header.append(names[stream.uniform(below: names.count)])
    }
    if stream.bernoulli(0.08) {
      header = (0..<8).map { _ in names[stream.uniform(below: names.count)] }
    }
    let separator = [",", ",", ";", "\t"][stream.uniform(below: 4)]
    let mess = [0, 0, 0.01, 0.3][stream.uniform(below: 4)]
    let spread = 1 + stream.uniform(below: 12)
    var lines = [header.joined(separator: separator)]
    for row in 0..<stream.uniform(below: 200) {
      lines.append(
        header.map { name in
          stream.bernoulli(mess)
            ? HostileText.token(&stream)
            : value(of: name, row: row, among: spread, &stream)
        }.joined(separator: separator))
    }
    return Array(lines.joined(separator: stream.bernoulli(0.1) ? "\r\n" : "\n").utf8)
  }

  private static func value(
    of name: String, row: Int, among spread: Int, _ stream: inout RandomStream
  ) -> String {
    let number = stream.uniform(below: spread)
    return switch name {
    case "task", "ranking", "id": "t\(row / 4)"
    case "worker", "rater", "group": "w\(number)"
    // Even against odd numbers, so that nothing is compared with itself.
    case "left", "item", "model_a", "chosen": "m\(2 * number)"
    case "right", "model_b", "rejected": "m\(2 * number + 1)"
    case "winner": ["tie", "left", "right"][stream.uniform(below: 3)]
    case "weight": "\(stream.uniform(below: 5))"
    case "rank": "\(row % 4 + 1)"
    case "time": "2026-01-\(10 + number)"
    default: "\(number)"
    }
  }

  /// A table that is large in one direction.
  private static func large(_ stream: inout RandomStream) -> [UInt8] {
    let text =
      switch stream.uniform(below: 7) {
      case 0:
        (0..<20_000).reduce(into: "task,worker,label\n") { $0 += "t\($1),w\($1 % 9),c\($1)\n" }
      case 1: (0..<20_000).reduce(into: "ranking,rank,item\n") { $0 += "1,\($1 + 1),i\($1)\n" }
      case 2:
        (0..<30_000).reduce(into: "task") { $0 += ",w\($1)" } + "\n"
          + (0..<30_000).reduce(into: "t") { $0 += ",\($1 % 3)" }
      case 3: "task,worker,label\n" + String(repeating: "\"", count: 3_000_000)
      case 4: (0..<60_000).reduce(into: "left,right,winner\n") { $0 += "a\($1),b\($1),left\n" }
      case 5:
        (0..<60_000).reduce(into: "task,worker,label\n") { $0 += "t\($1 / 3),w\($1),\($1 % 5)\n" }
      default: "task,worker,label\n" + String(repeating: "x", count: 4_000_000) + ",a,b\n"
      }
    return Array(text.utf8)
  }
}
