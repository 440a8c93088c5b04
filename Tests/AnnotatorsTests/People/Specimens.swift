import Foundation
import Randomness
import SandboxCore

@testable import Annotators

/// Responses and people made to order, so that a test knows all there is to know about them.
enum Specimens {
  /// Two attributes, each from 0 to 1.
  static let attributes = [
    AttributeDescription(name: "warm", meaning: "How warm it is.", range: 0...1),
    AttributeDescription(name: "brief", meaning: "How brief it is.", range: 0...1),
  ]
  static let plain = Group(name: "plain", meaning: "Wants what is good.")

  /// A response worth so much, unlike every other of another number.
  ///
  /// - Parameter course: the worth at every moment, the last left out.
  static func episode(
    _ number: Int, gold: Double, attributes: [Double] = [0, 0], length: Int = 2,
    topic: String = "any", course: [Double] = []
  ) -> Episode {
    let prompt = Prompt(id: 0, tokens: [0], family: "specimens", topic: topic)
    var words = [Token](repeating: 1, count: length)
    if length > 0 { words[0] = Token(number) }
    let moments = (course.isEmpty ? [] : course + [gold]).map {
      Episode.Moment(attributes: Attributes(attributes), gold: GoldReward($0))
    }
    return Episode(
      response: Response(prompt: prompt, written: words, ending: .terminated),
      attributes: Attributes(attributes), gold: GoldReward(gold), course: moments)
  }

  /// Which of two responses that are worth so much?
  static func comparison(_ id: Int, _ first: Double, _ second: Double) -> Question {
    Question(
      id: id, first: episode(2 * id, gold: first), second: episode(2 * id + 1, gold: second))
  }

  /// A question in some form about responses that are worth so much.
  static func question(
    _ id: Int, _ channel: Channel, _ golds: [Double], topic: String = "any"
  ) -> Question {
    let items = golds.enumerated().map {
      episode(golds.count * id + $0.offset, gold: $0.element, topic: topic)
    }
    return Question(
      id: id, channel: channel,
      prompt: Prompt(id: 0, tokens: [0], family: "specimens", topic: topic), items: items)
  }

  /// A person of the plain group, flawless but for what is said.
  static func person(
    _ name: String = "p", rationality: Double? = nil, scale: UtilityScale = UtilityScale(),
    stance: SimulatedAnnotator.Stance? = nil, flaws: [Flaw] = [],
    with traits: (inout Traits) -> Void = { _ in }
  ) -> SimulatedAnnotator {
    var manner = Traits()
    if let rationality { manner.rationality = .boltzmann(rationality: rationality) }
    traits(&manner)
    return SimulatedAnnotator(
      name: name, opinion: Opinion(group: plain, attributes: attributes), traits: manner,
      scale: scale, flaws: flaws, stance: stance)
  }

  /// Numbers uniform on −limit...limit, by name.
  static func uniforms(_ count: Int, _ name: String, limit: Double) -> [Double] {
    var stream = RandomStream(seed: 411).child(name)
    return (0..<count).map { _ in limit * (2 * stream.uniform() - 1) }
  }

  /// Standard normal numbers, by name.
  static func normals(_ count: Int, _ name: String) -> [Double] {
    var stream = RandomStream(seed: 411).child(name)
    return (0..<count).map { _ in stream.normal() }
  }
}

/// σ(x).
func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
