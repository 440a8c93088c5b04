import PlainText
import SandboxCore

/// Problems of a population as they are found, each expectation with its words.
struct ProblemList {
  private(set) var problems: [PopulationProblem] = []

  mutating func add(_ location: String, _ what: String, _ remedy: String) {
    problems.append(
      PopulationProblem(what: what, location: "annotators.\(location)", remedy: remedy))
  }

  mutating func add(_ more: [PopulationProblem]) { problems += more }

  mutating func expect(_ holds: Bool, _ location: String, _ what: String, _ remedy: String) {
    if !holds { add(location, what, remedy) }
  }

  mutating func expect<Number: Comparable>(
    _ value: Number, in range: ClosedRange<Number>, _ location: String, _ what: String
  ) {
    expect(
      range.contains(value), location, what,
      "use a number from \(range.lowerBound) to \(range.upperBound)")
  }

  mutating func expectShare(_ value: Double, _ location: String) {
    expect((0...1).contains(value), location, "\(value) is no share", "use a number from 0 to 1")
  }

  mutating func expect(
    _ spread: Spread, _ family: TraitFamily, in range: ClosedRange<Double>, _ location: String
  ) {
    if let problem = family.problem(of: spread, in: range) {
      add(location, problem.what, problem.remedy)
    }
  }

  mutating func expectRationality(_ spread: Spread, _ location: String) {
    guard TraitCatalog.rationalityRange.contains(spread.mean) else {
      add(
        location, "rationality is \(spread.mean)",
        "use 0 for random answers, 1 to 5 for a typical person, or `perfect`")
      return
    }
    expect(spread, .logNormal, in: TraitCatalog.rationalityRange, location)
  }

  mutating func expect(
    _ threshold: Threshold?, in range: ClosedRange<Double>, _ location: String
  ) {
    guard let threshold else { return }
    let values =
      switch threshold {
      case .deviations(let value), .shareOfMeanReturn(let value): [value]
      case .greater(let deviations, let share): [deviations, share]
      }
    for value in values {
      expect(value, in: range, location, "the threshold is \(value)")
    }
  }

  mutating func expectGroup(_ name: String, _ location: String, of world: PopulationWorld) {
    expect(
      world.groups.contains { $0.name == name }, location,
      "the world has no group \"\(name)\"",
      Spelling.nearest(to: name, in: world.groups.map(\.name)).map { "write \($0)" }
        ?? "use one of: \(world.groups.map(\.name).joined(separator: ", ")); or say what your own likes, such as "
        + "tastes.gold: 1")
  }

  mutating func expectTopic(_ name: String, _ location: String, of world: PopulationWorld) {
    expect(
      world.topics.contains(name), location, "the world has no topic \"\(name)\"",
      Spelling.nearest(to: name, in: world.topics).map { "write \($0)" }
        ?? "use one of: \(world.topics.joined(separator: ", "))")
  }

  mutating func expectAttribute(_ name: String, _ location: String, of world: PopulationWorld) {
    expect(
      world.attributes.contains { $0.name == name }, location,
      name.isEmpty ? "no attribute is named" : "the world has no attribute \"\(name)\"",
      Spelling.nearest(to: name, in: world.attributes.map(\.name)).map { "write \($0)" }
        ?? "use one of: \(world.attributes.map(\.name).joined(separator: ", "))")
  }
}
