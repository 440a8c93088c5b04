import Annotators
import Randomness
import SandboxCore

/// Simulated answers to comparisons of random responses, from columns of numbers.
enum ComparisonsWorkload {
  private static let count = 1_000_000
  private static let steps = 8
  /// A repeat answers everything so often, lest the clock's grain be seen.
  private static let rounds = 10

  /// σ(Δ) and nothing else.
  static func plain() -> Workload {
    workload("comparisons_plain", Traits(parts: [.rationality(.boltzmann(rationality: 1))]))
  }

  /// A teacher of B-Pref: skips, calls equal, chooses, and slips.
  static func teacher() -> Workload { workload("comparisons_teacher", Traits(parts: teacherParts)) }

  /// The same in a hurry: early ones of eight steps count less.
  static func myopicTeacher() -> Workload {
    workload("comparisons_myopic", Traits(parts: teacherParts + [.discount(0.9)]))
  }

  /// A person with every part that a comparison can show.
  static func everyPart() -> Workload {
    let parts: [Part] = [
      .discount(0.9), .lapses(0.05), .misperception(deviation: 0.5, correlation: 0.3),
      .expertise(topic: "maths", share: 0.5), .positionBias(0.3), .lengthBias(0.3),
      .topicBias(topic: "maths", deviations: 0.2), .sycophancy(0.4), .selfPreference(0.3),
      .fatigue(limit: 0.3, answers: 1_000), .learning(beginnerShare: 0.5, answers: 1_000),
    ]
    return workload(
      "comparisons_every_part", Traits(parts: teacherParts + parts, favouredWriter: "self"))
  }

  private static let teacherParts: [Part] = [
    .rationality(.boltzmann(rationality: 1)), .mistakes(0.1), .ties(.deviations(0.05)),
    .skips(.deviations(-2)),
  ]

  private static func workload(_ name: String, _ traits: Traits) -> Workload {
    let attribute = AttributeDescription(
      name: "agreement", meaning: "How far it agrees.", range: -1...1)
    let person = Person(
      name: "p",
      opinion: Opinion(group: Group(name: "g", meaning: "Anybody."), attributes: [attribute]),
      traits: traits, stance: .init(attribute: 0, sign: 1))
    let isShortSighted = traits.discount < 1
    let simulation = {
      var stream = RandomStream(seed: 9).child("responses")
      let first = responses(isShortSighted, using: &stream)
      let second = responses(isShortSighted, using: &stream)
      return ComparisonSimulation(
        ComparisonTable(
          first: first, second: second, topics: (0..<count).map { UInt8($0 % 2) },
          topicNames: ["any", "maths"], writers: ["self", "other"]))
    }
    return .on(simulation, name: name, unit: "comparisons", count: rounds * count) { simulation in
      for round in 0..<rounds {
        var fresh = person
        let answers = simulation.answers(of: &fresh, using: RandomStream(seed: 10).child(round))
        precondition(answers.contains(.first) && answers.contains(.second))
      }
    }
  }

  private static func responses(
    _ isShortSighted: Bool, using stream: inout RandomStream
  ) -> ResponseColumns {
    var gold = (0..<count).map { _ in stream.normal() }
    var courses = ResponseColumns.Courses()
    if isShortSighted {
      courses.starts = Array(stride(from: 0, through: count * (steps + 1), by: steps + 1))
      courses.attributes = [[Double](repeating: 0, count: count * (steps + 1))]
      for i in 0..<count {
        courses.gold.append(0)
        for _ in 0..<steps { courses.gold.append((courses.gold.last ?? 0) + stream.normal()) }
        gold[i] = courses.gold.last ?? 0
      }
    }
    return ResponseColumns(
      gold: gold, attributes: [(0..<count).map { _ in 2 * stream.uniform() - 1 }],
      lengths: (0..<count).map { _ in stream.normal() },
      writers: (0..<count).map { _ in UInt8(stream.uniform(below: 2)) },
      fingerprints: (0..<count).map { _ in Int(truncatingIfNeeded: stream.next()) },
      courses: courses)
  }
}
