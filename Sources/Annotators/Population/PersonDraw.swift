import Randomness
import SandboxCore

/// Draws the people of a population, each from streams of their own place or name.
struct PersonDraw {
  let settings: PopulationSettings
  let world: PopulationWorld
  let stream: RandomStream

  /// Who somebody is: a place among the counted, or a name besides them.
  enum Seat {
    case place(Int)
    case individual(IndividualSettings)
  }

  /// The place of each counted person's group in the world's list.
  func groups() -> [Int] {
    let shares =
      settings.groups.isEmpty
      ? world.groups.map { _ in 1 }
      : world.groups.map { group in
        settings.shares.first { $0.group == group.name }?.share ?? 0
      }
    return seats(total: settings.count, shares: shares)
  }

  /// The kind of troll that each counted person is, by its place in ``PopulationSettings/allTrolls``; `nil` for those
  /// who mean well. Trolls are the first so many in the order of a number that each person draws, one kind
  /// after another.
  func trolls() -> [Int?] {
    let shares = settings.allTrolls.map(\.share)
    let counts = largestRemainder(
      total: settings.count, shares: [max(0, 1 - shares.reduce(0, +))] + shares)
    let turns = (0..<settings.count).map { place in
      var turn = stream.child("trolls").child(place)
      return turn.uniform()
    }
    var kinds = [Int?](repeating: nil, count: settings.count)
    var order = turns.indices.sorted { (turns[$0], $0) < (turns[$1], $1) }[...]
    for (kind, count) in counts.dropFirst().enumerated() {
      for place in order.prefix(count) { kinds[place] = kind }
      order = order.dropFirst(count)
    }
    return kinds
  }

  /// What all trolls of a kind do.
  func behavior(of trolls: TrollSettings) -> any AdversarialBehavior {
    let collusion = stream.child("collusion")
    return trolls.behavior(
      in: world, using: trolls.name.isEmpty ? collusion : collusion.child(trolls.name))
  }

  /// The person of a seat.
  func person(_ seat: Seat, of group: Group) -> SimulatedAnnotator {
    func own(_ label: String) -> RandomStream {
      switch seat {
      case .place(let place): stream.child(label).child(place)
      case .individual(let individual): stream.child(label).child(individual.name)
      }
    }
    var taste = own("taste")
    let special = specialTraits(of: seat, in: group)
    let topics = special.joined().compactMap(\.topic).reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    let numbers = own("traits")
    var person = SimulatedAnnotator(
      name: seat.name,
      opinion: Opinion(
        group: group, attributes: world.attributes,
        tasteStandardDeviation: settings.individualTaste, using: &taste),
      traits: traits(numbers, special, on: nil), flaws: world.flaws,
      stance: stance(numbers, of: group), sharedErrors: stream.child("shared errors"),
      ownErrors: own("errors"))
    person.topicTraits = topics.map {
      TopicTraits(topic: $0, traits: traits(numbers, special, on: $0))
    }
    return person
  }

  /// Where somebody departs from everybody, what is most their own first.
  private func specialTraits(of seat: Seat, in group: Group) -> [[SpecialTrait]] {
    var own: [SpecialTrait] = []
    if case .individual(let individual) = seat { own = individual.traits }
    return [
      own, settings.groups.first { $0.name == group.name }?.traits ?? [], settings.topicTraits,
    ]
  }

  /// The traits on a topic, or on those of which nothing is said.
  ///
  /// - Parameter special: where the person departs from everybody: as themselves, as one of a group, as
  ///   everybody does on a topic. The first that says something holds.
  private func traits(
    _ own: RandomStream, _ special: [[SpecialTrait]], on topic: String?
  ) -> Traits {
    func said(_ key: String) -> SpecialTrait? {
      special.lazy.compactMap { $0.trait(key, on: topic) }.first
    }
    var traits = Traits()
    let rationality = said("rationality").map(\.spread) ?? settings.traits.rationality
    if let rationality {
      traits.rationality = .boltzmann(
        rationality: TraitFamily.logNormal.quantile(
          uniform(own.child("rationality")), of: rationality, in: TraitCatalog.rationalityRange))
    }
    for trait in TraitCatalog.all {
      let spread = said(trait.key)?.spread ?? settings.traits[trait.key]
      traits[keyPath: trait.path] = trait.family.quantile(
        uniform(own.child(trait.key)), of: spread, in: trait.range)
    }
    traits.expertise = topicValues(
      settings.expertise, .beta, in: PopulationLimits.expertise, own.child("expertise"))
    traits.topicBiases = topicValues(
      settings.topicBias, .normal, in: PopulationLimits.bias, own.child("topic_bias"))
    traits.tieThreshold = settings.tieThreshold
    traits.skipThreshold = settings.skipThreshold
    traits.favouredWriter = settings.favouredWriter
    return traits
  }

  private func topicValues(
    _ spread: Spread, _ family: TraitFamily, in range: ClosedRange<Double>, _ own: RandomStream
  ) -> [TopicValue] {
    guard spread != Spread(0) else { return [] }
    return world.topics.map { topic in
      TopicValue(
        topic: topic, value: family.quantile(uniform(own.child(topic)), of: spread, in: range))
    }
  }

  /// What the person would like to hear: as their group's taste, or as a coin of their own says.
  private func stance(_ own: RandomStream, of group: Group) -> SimulatedAnnotator.Stance? {
    guard
      let attribute = world.attributes.firstIndex(where: {
        $0.name == settings.sycophancyAttribute
      })
    else { return nil }
    let taste = group.tastes.first { $0.attribute == settings.sycophancyAttribute }?.weight ?? 0
    let coin = uniform(own.child("stance")) < 0.5 ? 1.0 : -1
    return SimulatedAnnotator.Stance(
      attribute: attribute, sign: taste == 0 ? coin : taste > 0 ? 1 : -1)
  }

  private func uniform(_ stream: RandomStream) -> Double {
    var stream = stream
    return stream.uniform()
  }
}

extension PersonDraw.Seat {
  /// The name of who sits there: `p1` is the first of the counted, whatever their number.
  fileprivate var name: String {
    switch self {
    case .place(let place): AnnotatorPool.counted("p", place)
    case .individual(let individual): individual.name
    }
  }
}
