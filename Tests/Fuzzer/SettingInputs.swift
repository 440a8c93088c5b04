import SandboxCore
import Experiments
import Randomness

/// Small scenarios with a setting or two at the ends of their ranges, or past them.
struct SettingInputs: Sendable {
  /// The input of a stream.
  func input(_ stream: inout RandomStream) -> FuzzInput {
    let runs = stream.bernoulli(0.4)
    var arguments =
      runs
      ? ["run", "fuzz.yaml", "--smoke", "--out", "out", "--jobs", "1", "--quiet"]
      : ["check", "fuzz.yaml"]
    for _ in 0...stream.uniform(below: 2) {
      let setting = SettingsCatalog.all[stream.uniform(below: SettingsCatalog.all.count)]
      arguments += ["--set", "\(setting.key)=\(Self.value(of: setting, &stream))"]
    }
    return FuzzInput(
      kind: "settings", files: [("fuzz.yaml", Array(ScenarioInputs.small.utf8))],
      arguments: arguments)
  }

  /// An end of the range more often than not.
  private static func value(of setting: Setting, _ stream: inout RandomStream) -> String {
    if stream.bernoulli(0.15) { return HostileText.token(&stream) }
    let ends: [String] =
      switch setting.kind {
      case .integer(let range):
        Self.ends(range)
      case .integerOr(let word, let range):
        Self.ends(range) + [word]
      case .number(let range): Self.ends(range)
      case .numberOr(let word, let range): Self.ends(range) + [word]
      case .spread(let range): Self.ends(range).flatMap { [$0, "\($0) ± 1", "\($0) ± 1e308"] }
      case .spreadOr(let word, let range):
        Self.ends(range).flatMap { [$0, "\($0) ± 1", "\($0) ± 1e308"] } + [word]
      case .threshold: ["0", "1e308", "off", "10 % of the mean return", "-1"]
      case .flag: ["true", "false"]
      case .choice(let words): words
      case .text: ["padding", "fine-tuned", "/dev/zero", "."]
      case .shares:
        ["{plain: 1}", "{elders: 0.5, students: 0.5}", "{comparison: 1}", "{rating: 1e308}"]
      case .table(let table):
        [
          table.example, "{elders: {traits.severity: 1e308}}", "{a: {share: 2}, a: 1}", "[1]",
          "{x: {tastes: {warmth@politics: 1, gold@food: 1}}}", "[{name: p1}]",
          "{politics: {mistakes: 1}}",
        ]
      }
    return ends[stream.uniform(below: ends.count)]
  }

  private static func ends(_ range: ClosedRange<Int>) -> [String] {
    [range.lowerBound, range.upperBound].flatMap {
      ["\($0)", "\($0)", "\($0 &+ 1)", "\($0 &- 1)"]
    }
  }

  private static func ends(_ range: ClosedRange<Double>) -> [String] {
    [range.lowerBound, range.upperBound].flatMap {
      ["\($0)", "\($0)", "\($0.nextUp)", "\($0.nextDown)"]
    }
  }
}
