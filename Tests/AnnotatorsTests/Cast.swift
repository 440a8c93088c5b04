import Networks
import Randomness
import SandboxCore
import SandboxTestSupport

@testable import Annotators

/// People of the scripted world, for tests.
enum Cast {
  static let world = ScriptedWorld()
  static let flaws = [
    Flaw(name: "shrill", meaning: "Two b's or more.", attribute: "loud", limit: .above(1)),
    Flaw(name: "poor", meaning: "No a.", attribute: "good", limit: .below(1)),
  ]
  static let population = PopulationWorld(
    groups: world.groups, attributes: world.attributes, topics: ["town", "country"], flaws: flaws,
    vocabularyCount: world.vocabulary.count)

  /// A plain person with some traits.
  static func person(_ traits: Traits = Traits(), name: String = "p1") -> SimulatedAnnotator {
    SimulatedAnnotator(
      name: name, opinion: Opinion(group: world.groups[0], attributes: world.attributes),
      traits: traits, scale: UtilityScale(goldMean: 1, goldDeviation: 0.8), flaws: flaws,
      sharedErrors: RandomStream(seed: 1), ownErrors: RandomStream(seed: 2))
  }

  /// Someone with every trait away from its neutral value.
  static var colourful: Traits {
    var traits = Traits()
    traits.rationality = .boltzmann(rationality: 1.5)
    traits.tieThreshold = .deviations(0.5)
    traits.skipThreshold = .deviations(-1.1)
    for trait in TraitCatalog.all {
      traits[keyPath: trait.path] = trait.range.contains(7) ? 7 : 0.3
    }
    traits.misperception = 0.5
    traits.positionBias = 0.4
    traits[LengthBias()] = 0.3
    traits[SelfPreference()] = 0.4
    traits.severity = -0.3
    traits.scaleUse = 0.8
    traits.favouredWriter = "policy"
    traits.expertise = [TopicValue(topic: "town", value: 0.5)]
    traits.topicBiases = [TopicValue(topic: "country", value: 0.7)]
    return traits
  }

  /// One behaviour of each kind.
  static let behaviors: [any AdversarialBehavior] = [
    RandomBehavior(), ContraryBehavior.inverted, ConstantBehavior(),
    TargetedBehavior(attribute: 1, sign: 1),
    TargetedBehavior(attribute: 1, sign: -1), TriggerBehavior(words: [3, 3]),
    ColludingBehavior(target: RandomStream(seed: 3)),
    ContraryBehavior.evasive, ContraryBehavior.sybil,
  ]

  static let luck = RandomStream(seed: 77)
}

/// Comparisons of responses whose qualities are independent standard normal numbers, no two
/// responses alike.
func normalPairs(_ count: Int, spread: Double = 1, seed: UInt64 = 12) -> [Question] {
  let prompt = Prompt(id: 0, tokens: [0], family: "pairs", topic: "town")
  var stream = RandomStream(seed: seed)
  return (0..<count).map { id in
    func episode(_ side: Token) -> Episode {
      let quality = spread * stream.normal()
      return Episode(
        response: Response(prompt: prompt, written: [Token(id), side], ending: .terminated),
        attributes: Attributes([quality, 0]), gold: GoldReward(quality))
    }
    return Question(id: id, first: episode(1), second: episode(2))
  }
}
