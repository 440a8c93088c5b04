import Experiments
import Foundation
import Testing

@testable import ScenarioFiles

/// Files that nobody writes by hand: each is refused within a moment, in few words.
@Suite struct ScenarioLimitsTests {
  /// `a: &a [x, x]`, and every letter after it two of the letter before: 2²⁶ values.
  private static let bomb: String = {
    let letters = "abcdefghijklmnopqrstuvwxyz".map(String.init)
    return zip(letters, letters.dropFirst()).reduce("  a: &a [x, x]\n") { text, pair in
      text + "  \(pair.1): &\(pair.1) [*\(pair.0), *\(pair.0)]\n"
    }
  }()

  private static func arms(_ count: Int, _ settings: String = "evaluation.pairs: 9") -> String {
    "arms:\n" + (0..<count).map { "  - {name: a\($0), \(settings)}\n" }.joined()
  }

  private static func hypotheses(_ count: Int) -> String {
    "hypotheses:\n"
      + (0..<count).map {
        "  - {id: H\($0), claim: C, direction: above, effect: {of: base.gold_reward}}\n"
      }.joined()
  }

  /// A text and what is said of it; a failing test names the latter, not 100,000 brackets.
  struct Refusal: Sendable, CustomTestStringConvertible {
    let text: String
    let what: String
    let fix: String
    var testDescription: String { what }
    init(_ text: String, _ what: String, _ fix: String) {
      (self.text, self.what, self.fix) = (text, what, fix)
    }
  }

  static let refusals = [
    Refusal(
      "base:\n" + bomb,
      "x.yaml:5: error: there are more than 100000 values, those of aliases "
        + "counted every time", "write fewer aliases of aliases, or split the scenario"
    ),
    Refusal(
      "base:\n" + bomb + "  ? *z\n  : 1\n",
      "x.yaml:31: error: a key is a list, a mapping or an alias",
      "write a word"
    ),
    Refusal(
      "base:\n" + bomb + "  *z : 1\n", "x.yaml:31: error: a key is a list, a mapping or an alias",
      "write a word"
    ),
    Refusal(
      "base: " + String(repeating: "[", count: 100_000),
      "x.yaml:4: error: lists or mappings stand more than 100 deep",
      "close the brackets that are open; a scenario goes 4 deep"
    ),
    Refusal(
      "base:\n  " + String(repeating: "- ", count: 100_000) + "x",
      "x.yaml:5: error: lists or mappings stand more than 100 deep",
      "close the brackets that are open; a scenario goes 4 deep"
    ),
    Refusal(
      "base:\n" + String(repeating: "  annotators.count: 3\n", count: 3000),
      "x.yaml:25: error: more than 20 keys are written again, among them annotators.count",
      "write each key of a mapping once"
    ),
    Refusal(
      arms(10_000), "x.yaml:4: error: there are 10000 arms, but a scenario has at most 1000",
      "split the scenario"
    ),
    Refusal(
      hypotheses(10_000),
      "x.yaml:4: error: there are 10000 hypotheses, but a scenario has at most 1000",
      "split the scenario"
    ),
    Refusal(
      "base:\n  annotators.count: " + String(repeating: "9", count: 100_000),
      "x.yaml:5: error: annotators.count is " + String(repeating: "9", count: 79)
        + "…, but must be a whole number from 1 to 100000", "write for example annotators.count: 20"
    ),
    Refusal(
      "question: " + String(repeating: "y", count: 10_001),
      "x.yaml:4: error: question has 10001 bytes, but may have at most 10000", "write less"
    ),
    Refusal(
      "arms:\n  - name: " + String(repeating: "y", count: 101),
      "x.yaml:5: error: arms[0].name has 101 bytes, but may have at most 100", "write less"
    ),
    Refusal(
      "replications: 100001",
      "x.yaml:4: error: replications is 100001, but must be a whole number from 1 to 100000",
      "write for example replications: 10"
    ),
    Refusal(
      "replications: 1e308",
      "x.yaml:4: error: replications is 1e308, but must be a whole number from 1 to 100000",
      "write for example replications: 10"
    ),
    Refusal(
      "replications: 2000\n" + arms(501),
      "x.yaml:4: error: 501 arms with 2000 replications are 1002000 in all", "have 1000000 at most"
    ),
  ]

  @Test(arguments: refusals)
  func whatNobodyCouldRunIsRefused(refusal: Refusal) {
    let clock = ContinuousClock()
    let begin = clock.now
    #expect(complaint(refusal.text) == "\(refusal.what)\n  fix: \(refusal.fix)")
    // Each takes some 0.3 s on its own; what is bounded by no limit takes minutes.
    #expect(clock.now - begin < .seconds(30))
  }

  /// Large, but reasonable.
  struct LargeText: Sendable, CustomTestStringConvertible {
    let text: String
    var testDescription: String { "\(text.prefix(40))… of \(text.utf8.count) bytes" }
  }

  @Test(
    arguments: [
      "base: &b {world.name: text.tiny}\narms:\n  - {name: a, annotators.trolls: &t {share: 0.1}}\n"
        + "  - {name: b, annotators.trolls: *t}\n",
      arms(1000), hypotheses(1000),
    ].map(LargeText.init))
  func whatIsLargeButReasonableIsRead(large: LargeText) {
    #expect(complaint(large.text) == "")
  }

  @Test func theFirstTwentyProblemsAreToldAndTheRestCounted() {
    let lines = complaint(
      "base:\n" + (0..<5000).map { "  annotators.k\($0): 1\n" }.joined()
    ).split(separator: "\n")
    #expect(lines.count == 41)
    #expect(lines.first == "x.yaml:5: error: there is no setting annotators.k0")
    #expect(lines.last == "x.yaml: and 4980 more; put these right first")
  }

  /// Whatever is quoted has at most 80 characters, and controls are seen.
  @Test(arguments: [
    "\"LONG\": 1", "base: {LONG: 1}", "base: {annotators.LONG: 1}", "base: {model.kind: LONG}",
    "base: {feedback.channels: {LONG: 1}}", "base: {annotators.groups: {LONG: 1}}",
    "base: {annotators.groups: {LONG: LONG}}", "base: {annotators.groups: {LONG: 0.5}}",
    "base: {annotators.group_traits: {LONG: {LONG: LONG}}}",
    "base: {annotators.group_traits: {plain: {mistakes: LONG}}}",
    "base: {annotators.group_traits: {plain: LONG}}",
    "base: {annotators.ai_judges: {accounts: 1, model: LONG}}",
    "base: {annotators.ai_judges.model: LONG}",
    "base: {annotators.trolls: {share: 0.1, behavior: trigger, trigger: LONG}}",
    "base: {world: {name: board.tic-tac-toe, opponent: policy, opponent_model: LONG}}",
    "base: LONG", "arms: [LONG]", "arms: [{name: \"LONG*\"}]", "hypotheses: LONG", "seed2: LONG",
    "hypotheses: [{id: H, claim: C, direction: LONG, threshold: LONG, effect: {of: LONG.LONG}}]",
    "hypotheses: [{id: H, claim: C, direction: above, effect: {slope: LONG, over: LONG}}]",
    "replications: LONG", "title2: {LONG: 1, LONG: 2}",
  ])
  func quotesAreShort(text: String) {
    let long = String(repeating: "\\e", count: 30) + String(repeating: "w", count: 5000)
    // Escapes are written in quotation marks.
    let quoted = text.replacing("\"LONG", with: "\"" + long).replacing("LONG", with: "\"\(long)\"")
    let message = complaint(quoted)
    #expect(message.contains("error: "))
    #expect(!message.contains("\u{1B}"))
    #expect(!message.contains(String(repeating: "w", count: 81)))
    #expect(message.split(separator: "\n").allSatisfy { $0.count < 900 })
  }

  @Test(arguments: ["LONG=1", "LONG", "annotators.count=LONG", "LONG:model.heads=2", "seed=LONG"])
  func quotesOfOptionsAreShort(option: String) {
    let message = complaint(
      "", overrides: [option.replacing("LONG", with: String(repeating: "w", count: 5000))])
    #expect(message.contains("error: "))
    #expect(!message.contains(String(repeating: "w", count: 81)))
  }

  @Test func anOptionHasTheSameLimits() {
    #expect(
      complaint("", overrides: ["annotators.groups={a: " + String(repeating: "[", count: 200)])
        == "--set annotators.groups: error: lists or mappings stand more than 100 deep\n"
        + "  fix: check the brackets, colons and commas")
  }

  @Test func whatIsNoFileIsNotOpened() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sl-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let pipe = folder.appending(path: "pipe.yaml").path()
    #expect(mkfifo(pipe, 0o600) == 0)
    for path in [pipe, "/dev/zero"] {
      let error = #expect(throws: InvalidScenario.self) { try reader.read(path: path) }
      #expect(
        error?.description == """
          \(path): error: this is no file, but a device or a pipe
            fix: save the scenario in a file
          """)
    }
    let link = folder.appending(path: "link.yaml")
    let scenario = repository.appending(path: "Scenarios/01-four-phases.yaml")
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: scenario)
    #expect(try reader.read(path: link.path()).name == "01-four-phases")
    let large = folder.appending(path: "large.yaml")
    try Data(repeating: 0x23, count: 1_000_001).write(to: large)
    let tooLarge = #expect(throws: InvalidScenario.self) { try reader.read(path: large.path()) }
    #expect(tooLarge?.problems.map(\.what) == ["the file has more than 1000000 bytes"])
  }
}
