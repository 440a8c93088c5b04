import SandboxCore
import Statistics

extension PopulationSummary {
  /// The people of one group.
  struct Circle {
    var name: String
    var people: [SimulatedAnnotator]

    /// The mean of what an episode is worth to them, in reward units.
    func utility(of episode: Episode) -> Double {
      people.reduce(0) { $0 + $1.opinion.utility(of: episode) } / Double(people.count)
    }
  }

  /// People by group, in the order in which groups come up.
  static func byGroup(_ people: [SimulatedAnnotator]) -> [Circle] {
    var circles: [Circle] = []
    for person in people {
      if let place = circles.firstIndex(where: { $0.name == person.group }) {
        circles[place].people.append(person)
      } else {
        circles.append(Circle(name: person.group, people: [person]))
      }
    }
    return circles
  }

  /// The traits in which someone departs from the neutral value.
  static func traits(of people: [SimulatedAnnotator]) -> [TraitSummary] {
    func summary(_ key: String, _ values: [Double]) -> TraitSummary? {
      guard let least = values.min(), let greatest = values.max() else { return nil }
      let mean = values.reduce(0, +) / Double(values.count)
      // Rounding must not carry the mean of equals beyond them.
      return TraitSummary(
        key: key, people: values.count, mean: min(max(mean, least), greatest), least: least,
        greatest: greatest)
    }
    let rationalities: [Double] = people.compactMap {
      guard case .boltzmann(let rationality) = $0.traits.rationality else { return nil }
      return rationality
    }
    return [summary("rationality", rationalities)].compactMap(\.self)
      + TraitCatalog.all.compactMap { trait in
        let values = people.map { $0.traits[keyPath: trait.path] }
        return values.allSatisfy { $0 == trait.neutral } ? nil : summary(trait.key, values)
      }
  }

  /// What a group wants on average, on the topics of the questions.
  static func taste(of circle: Circle, over questions: [Question]) -> GroupTaste {
    let opinion = circle.people[0].opinion
    let topics = questions.map(\.prompt.topic)
    let weights = opinion.attributes.enumerated().map { place, attribute in
      var weight = 0.0
      for taste in opinion.group.tastes where taste.attribute == attribute.name {
        let share =
          taste.topics.isEmpty || topics.isEmpty
          ? 1 : Double(topics.count { taste.topics.contains($0) }) / Double(topics.count)
        weight += share * taste.weight
      }
      let width = attribute.range.upperBound - attribute.range.lowerBound
      guard width > 0 else { return weight }
      let own = circle.people.reduce(0.0) { sum, person in
        let weights = person.opinion.individualWeights
        return sum + (weights.isEmpty ? 0 : weights[place])
      }
      return weight + own / Double(circle.people.count) / width
    }
    return GroupTaste(group: circle.name, gold: opinion.group.goldWeight, attributes: weights)
  }

  /// How far two groups are apart.
  static func distance(
    _ first: Circle, _ second: Circle, over questions: [Question]
  ) -> GroupDistance {
    var seen: Set<Int> = []
    var utilities: (first: [Double], second: [Double]) = ([], [])
    var (asked, apart) = (0, 0)
    for question in questions {
      let ours = question.items.map(first.utility)
      let theirs = question.items.map(second.utility)
      for (place, item) in question.items.enumerated()
      where seen.insert(item.response.fingerprint).inserted {
        utilities.first.append(ours[place])
        utilities.second.append(theirs[place])
      }
      guard question.items.count > 1 else { continue }
      asked += 1
      apart += favourites(ours).isDisjoint(with: favourites(theirs)) ? 1 : 0
    }
    return GroupDistance(
      first: first.name, second: second.name,
      correlation: seen.count < 2 ? nil : pearson(utilities.first, utilities.second),
      disagreement: asked == 0 ? 0 : Double(apart) / Double(asked))
  }

  /// The places of the greatest value: more than one where several are equal.
  private static func favourites(_ values: [Double]) -> Set<Int> {
    let best = values.max() ?? 0
    return Set(values.indices.filter { values[$0] == best })
  }
}
