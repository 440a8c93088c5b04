import SandboxCore
import Annotators
import Testing

@testable import Experiments

/// Every number of a scenario has two ends.
@Suite struct SettingBoundsTests {
  /// Texts at both ends of what a setting may be, and beyond, with the words for the range.
  struct Bounds {
    var inside: [String] = []
    var outside: [String] = []
    var range = ""
  }

  private func bounds(_ setting: Setting) -> Bounds? {
    switch setting.kind {
    case .integer(let range), .integerOr(_, let range):
      return Bounds(
        inside: ["\(range.lowerBound)", "\(range.upperBound)"],
        outside: ["\(range.lowerBound - 1)", "\(range.upperBound + 1)", "\(Int.max)", "1e308"],
        range: "from \(range.lowerBound) to \(range.upperBound)")
    case .number(let range), .numberOr(_, let range): return bounds(range)
    case .spread(let range), .spreadOr(_, let range):
      var bounds = bounds(range)
      let width = range.upperBound - range.lowerBound
      bounds.inside += ["\(range.upperBound) ± \(width)", "\(range.lowerBound) ± 0"]
      bounds.outside += ["\(range.upperBound) ± \(width.nextUp)", "\(range.lowerBound) ± 1e308"]
      return bounds
    case .threshold(let range):
      var bounds = bounds(range)
      bounds.inside.append("\(range.upperBound * 100) % of the mean return")
      bounds.outside.append("\(range.upperBound * 101) % of the mean return")
      return bounds
    case .flag, .choice, .text, .shares, .table: return nil
    }
  }

  private func bounds(_ range: ClosedRange<Double>) -> Bounds {
    Bounds(
      inside: ["\(range.lowerBound)", "\(range.upperBound)"],
      outside: [
        "\(range.lowerBound.nextDown)", "\(range.upperBound.nextUp)", "1e308", "-1e308", "inf",
        "nan",
      ],
      range: "from \(SettingValue.number(range.lowerBound)) to "
        + "\(SettingValue.number(range.upperBound))")
  }

  @Test func everyNumberHasTwoFiniteEnds() throws {
    var count = 0
    for setting in SettingsCatalog.all {
      guard let bounds = bounds(setting) else { continue }
      count += 1
      for text in bounds.inside {
        var settings = ArmSettings()
        #expect(throws: Never.self, "\(setting.key): \(text)") {
          try setting.assign(text, to: &settings)
        }
      }
      for text in bounds.outside {
        var settings = ArmSettings()
        let problem = #expect(throws: SettingProblem.self, "\(setting.key): \(text)") {
          try setting.assign(text, to: &settings)
        }
        #expect(problem?.what.hasPrefix("\(setting.key) is \(text), but must be a ") == true)
        #expect(problem?.what.contains(bounds.range) == true, "\(setting.key): \(bounds.range)")
      }
    }
    #expect(count > 80)
  }

  @Test(arguments: [
    (
      "annotators.count", "9000000000000000000", "a whole number from 1 to 100000",
      "annotators.count: 20"
    ),
    (
      "feedback.questions", "1000001", "a whole number from 0 to 1000000",
      "feedback.questions: 2000"
    ),
    (
      "feedback.dollars_per_answer", "1e308", "a number from 0 to 100000",
      "feedback.dollars_per_answer: 0.3"
    ),
    (
      "annotators.length_bias", "-11",
      "a number from -10 to 10, or two as in 0.2 ± 0.1, the second from 0 to 20",
      "annotators.length_bias: 0"
    ),
    (
      "annotators.tie_threshold", "1001",
      "a number of standard deviations from 1e-09 to 1000, or as in 10 % of the mean return, or off",
      "annotators.tie_threshold: 0.2"
    ),
    (
      "feedback.parallel_people", "0", "a whole number from 1 to 100000, or off",
      "feedback.parallel_people: off"
    ),
  ])
  func whatIsTooLargeIsRefusedWithTheRange(
    key: String, text: String, range: String, remedy: String
  ) throws {
    var settings = ArmSettings()
    let setting = try #require(SettingsCatalog.setting(key))
    #expect(
      throws: SettingProblem(
        what: "\(key) is \(text), but must be \(range)", remedy: "write for example \(remedy)")
    ) { try setting.assign(text, to: &settings) }
    #expect(settings == ArmSettings())
  }

  /// What a message proposes can be written.
  @Test func everyExampleIsAccepted() throws {
    for setting in SettingsCatalog.all {
      if case .table = setting.kind { continue }
      guard setting.kind != .shares else { continue }
      var settings = ArmSettings()
      #expect(throws: Never.self) { try setting.assign(setting.example, to: &settings) }
    }
  }
}
