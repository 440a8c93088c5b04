import SandboxCore
import Experiments
import ScenarioFiles
import Synchronization
import Testing

/// Every number at both of its ends, in a smoke run of the smallest world: it is refused when the scenario
/// is read, or runs within seconds.
@Suite struct SmokeBoundsTests {
  /// A setting at one of its ends.
  struct Bound: Sendable, CustomTestStringConvertible {
    var key: String
    var text: String
    var testDescription: String { "\(key)=\(text)" }
  }

  static let bounds: [Bound] = SettingsCatalog.all.flatMap { setting -> [Bound] in
    let texts: [String] =
      switch setting.kind {
      case .integer(let range), .integerOr(_, let range):
        ["\(range.lowerBound)", "\(range.upperBound)"]
      case .number(let range), .numberOr(_, let range), .threshold(let range):
        ["\(range.lowerBound)", "\(range.upperBound)"]
      case .spread(let range), .spreadOr(_, let range):
        [
          "\(range.lowerBound)", "\(range.upperBound)",
          "\(range.lowerBound) ± \(range.upperBound - range.lowerBound)",
        ]
      case .flag, .choice, .text, .shares, .table: []
      }
    return texts.map { Bound(key: setting.key, text: $0) }
  }

  @Test(arguments: bounds)
  func bothEndsSurviveASmokeRun(bound: Bound) async throws {
    let experiment: Experiment
    do {
      experiment = try read(
        "base: {world.name: text.tiny}", overrides: ["\(bound.key)=\(bound.text)"],
        replications: 1)
    } catch {
      #expect(error.problems.count == 1 && error.problems[0].location == "--set \(bound.key)")
      return
    }
    let small = experiment.smoke
    let filed = Mutex<[ReplicationRecord]>([])
    try await ExperimentRunner(experiment: small, jobs: 1).run(
      completed: [], file: { outcome in filed.withLock { $0.append(outcome.record) } },
      report: { _ in })
    let record = try #require(filed.withLock { $0 }.first)
    #expect(record.failure != nil || record.metrics.count > 20)
    #expect(record.metrics.allSatisfy { $0.value.isFinite })
  }

  /// A width of 1024 is a matter of minutes; wide models become narrow ones, and stay different.
  @Test func wideModelsBecomeNarrow() throws {
    let full = try read(
      """
      arms:
        - {name: a, model.width: 64, model.heads: 16}
        - {name: b, model.width: 128, model.heads: 16}
        - {name: c, model.width: 1024}
        - {name: d, model.width: 32}
        - {name: e, model.width: 1020, model.heads: 3}
      """)
    let small = full.smoke
    #expect(small.arms.map(\.settings.model.width) == [40, 48, 64, 32, 60])
    #expect(small.arms.map(\.settings.model.heads) == [8, 8, 4, 4, 3])
    #expect(small.smoke == small)
    let single = try read("base: {model: {width: 64, heads: 16}}")
    #expect(single.smoke.arms[0].settings.model == single.arms[0].settings.model)
  }
}
