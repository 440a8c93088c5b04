import Foundation
import Randomness

/// Scenario files: the shipped ones with lines damaged, and files made to take time and memory.
struct ScenarioInputs: Sendable {
  /// Texts to start from; the last is small enough to be run.
  let texts: [String]

  /// A scenario that runs in a moment.
  static let small = """
    name: fuzz
    title: Small
    seed: 1
    replications: 1
    base:
      world: {name: text.tiny}
      model: {kind: n-gram}
      pretraining.corpus_tokens: 600
      annotators:
        groups: {plain: , farmers: {share: 0.4, tastes: {rises: 1, falls@letters: -1}, traits.lapses@letters: 0.2}}
        individuals: [{name: ann, behavior: inverted}]
        trolls: [{behavior: random, share: 0.1}, {name: few, behavior: inverted, share: 0.1}]
    sweep:
      grid:
        annotators.groups.farmers.share: [0, 0.4]
        crowd: {calm: , hasty: {annotators.mistakes@letters: 0.3 ± 0.1}}
    arms:
      - name: written
        reward_model: {method: formula, formula: "distinct / (1 + stutters) - 0.1 * max(rises, falls ^ 2)"}
      - name: table
      - name: network
        model: {kind: decoder, width: 16, layers: 1, heads: 2}
      - name: game
        world.name: board.tic-tac-toe
        annotators.groups: {plain: 1}
        model: {kind: decoder, width: 16, layers: 1, heads: 2}
    hypotheses:
      - id: any
        claim: Any.
        effect: {of: table.gold_reward, minus: network.gold_reward}
        direction: above
        smallest: 0.1
        control: {of: table.gold_reward, at_most: 9}
        positive: {of: table.label_accuracy, threshold: 0.5}
      - {id: slope, claim: Any., effect: {slope: gold_reward, over: annotators.groups.farmers.share}, direction: above}
    scale: {best: table, worst: network}

    """

  /// Reads the scenarios of a folder.
  init(folder: URL) throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    texts =
      try names.filter { $0.hasSuffix(".yaml") }.map {
        try String(contentsOf: folder.appending(path: $0), encoding: .utf8)
      } + [Self.small]
  }

  /// The input of a stream.
  func input(_ stream: inout RandomStream) -> FuzzInput {
    let isMade = stream.bernoulli(0.2)
    let choice = stream.uniform(below: texts.count)
    let text = isMade ? Self.made(&stream) : Self.edited(texts[choice], &stream)
    var bytes = Array(text.utf8)
    if stream.bernoulli(0.2) { bytes = HostileText.damaged(bytes, &stream) }
    let runs = !isMade && choice == texts.count - 1 && stream.bernoulli(0.5)
    return FuzzInput(
      kind: "scenarios", files: [("fuzz.yaml", bytes)],
      arguments: runs
        ? ["run", "fuzz.yaml", "--smoke", "--out", "out", "--jobs", "1"] : ["check", "fuzz.yaml"])
  }

  /// Lines removed, doubled, moved, indented otherwise, or with another value.
  private static func edited(_ text: String, _ stream: inout RandomStream) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for _ in 0...stream.uniform(below: 5) where !lines.isEmpty {
      let place = stream.uniform(below: lines.count)
      let other = stream.uniform(below: lines.count)
      switch stream.uniform(below: 8) {
      case 0: lines.remove(at: place)
      case 1: lines.insert(lines[place], at: other)
      case 2: lines.swapAt(place, other)
      case 3: lines[place] = "  " + lines[place]
      case 4: lines[place] = String(lines[place].drop { $0 == " " })
      default:
        let parts = lines[place].split(separator: ":", maxSplits: 1)
        lines[place] = (parts.first ?? "") + ": " + HostileText.token(&stream)
      }
    }
    return lines.joined(separator: "\n")
  }

  /// A file that is small or simple and means a great deal of work.
  private static func made(_ stream: inout RandomStream) -> String {
    let head = "name: fuzz\ntitle: Made\nseed: 1\n"
    let count = [1, 30, 3000, 20_000][stream.uniform(below: 4)]
    let lines = { (line: (Int) -> String) in (0..<count).map(line).joined() }
    switch stream.uniform(below: 9) {
    case 0:
      let width = 2 + stream.uniform(below: 9)
      return head + "a0: &a0 [x, x]\n"
        + (1...(3 + stream.uniform(below: 40))).map { level in
          "a\(level): &a\(level) ["
            + repeatElement("*a\(level - 1)", count: width).joined(separator: ", ") + "]\n"
        }.joined()
    case 1: return head + lines { _ in "question: again\n" }
    case 2: return head + "base:\n" + lines { "  annotators.thing\($0): 1\n" }
    case 3:
      return head + "arms:\n" + lines { "  - {name: arm\($0), annotators.count: \($0 + 1)}\n" }
    case 4: return head + "base: " + String(repeating: "[", count: count)
    case 5: return head + "base: " + String(repeating: "{a: ", count: count)
    case 6: return head + "question: " + String(repeating: "long ", count: count * 20) + "\n"
    case 7:
      return head + "hypotheses:\n"
        + lines { "  - {id: h\($0), claim: c, effect: {of: base.gold_reward}, direction: above}\n" }
    default: return head + String(repeating: "- - ", count: count) + "\n"
    }
  }
}
