import Randomness
import SandboxCore

/// Draws the people of a population, each from streams of their own place.
struct PersonDraw {
  let settings: PopulationSettings
  let world: PopulationWorld
  let stream: RandomStream

  /// The place of each person's group in the world's list.
  func groups() -> [Int] {
    let shares =
      settings.groups.isEmpty
      ? world.groups.map { _ in 1 }
      : world.groups.map { group in
        settings.groups.first { $0.group == group.name }?.share ?? 0
      }
    return seats(total: settings.count, shares: shares)
  }

  /// Who is a troll: the first so many in the order of a number that each person draws.
  func trolls() -> [Bool] {
    let count = largestRemainder(
      total: settings.count, shares: [1 - settings.trolls.share, settings.trolls.share])[1]
    let turns = (0..<settings.count).map { place in
      var turn = stream.child("trolls").child(place)
      return turn.uniform()
    }
    var isTroll = [Bool](repeating: false, count: settings.count)
    let order = turns.indices.sorted { (turns[$0], $0) < (turns[$1], $1) }
    for place in order.prefix(count) { isTroll[place] = true }
    return isTroll
  }

  /// What all trolls of the population do.
  var behavior: any AdversarialBehavior {
    settings.trolls.behavior(in: world, using: stream.child("collusion"))
  }

  /// The person at a place.
  func person(at place: Int, of groupIndex: Int) -> SimulatedAnnotator {
    let group = world.groups[groupIndex]
    var taste = stream.child("taste").child(place)
    return SimulatedAnnotator(
      name: AnnotatorPool.numbered("p", place, of: settings.count),
      opinion: Opinion(
        group: group, attributes: world.attributes,
        tasteStandardDeviation: settings.individualTaste, using: &taste),
      traits: traits(at: place, of: group), flaws: world.flaws,
      stance: stance(at: place, of: group),
      sharedErrors: stream.child("shared errors"),
      ownErrors: stream.child("errors").child(place))
  }

  private func traits(at place: Int, of group: Group) -> Traits {
    let own = stream.child("traits").child(place)
    var traits = Traits()
    if let rationality = special("rationality", in: group) ?? settings.traits.rationality {
      traits.rationality = .boltzmann(
        rationality: TraitFamily.logNormal.quantile(
          uniform(own.child("rationality")), of: rationality, in: TraitCatalog.rationalityRange))
    }
    for trait in TraitCatalog.all {
      let spread = special(trait.key, in: group) ?? settings.traits[trait.key]
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

  private func special(_ key: String, in group: Group) -> Spread? {
    settings.groupTraits.first { $0.group == group.name && $0.key == key }?.spread
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
  private func stance(at place: Int, of group: Group) -> SimulatedAnnotator.Stance? {
    guard
      let attribute = world.attributes.firstIndex(where: {
        $0.name == settings.sycophancyAttribute
      })
    else { return nil }
    let taste = group.tastes.first { $0.attribute == settings.sycophancyAttribute }?.weight ?? 0
    let coin = uniform(stream.child("traits").child(place).child("stance")) < 0.5 ? 1.0 : -1
    return SimulatedAnnotator.Stance(
      attribute: attribute, sign: taste == 0 ? coin : taste > 0 ? 1 : -1)
  }

  private func uniform(_ stream: RandomStream) -> Double {
    var stream = stream
    return stream.uniform()
  }
}
