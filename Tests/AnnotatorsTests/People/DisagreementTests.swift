import Foundation
import Randomness
import SandboxCore
import Testing

@testable import Annotators

/// What a crowd of two minds looks like to somebody who pools its answers.
@Suite struct DisagreementTests {
  private let attributes = [
    AttributeDescription(name: "taste", meaning: "what the minority minds", range: -10...10)
  ]

  /// A question about items of one prompt, by gold (the majority's utility) and taste.
  private func question(_ items: [(gold: Double, taste: Double)]) -> Question {
    let prompt = Prompt(id: 0, tokens: [0], family: "any", topic: "any")
    return Question(
      id: 0, channel: .comparison, prompt: prompt,
      items: items.enumerated().map { token, item in
        Episode(
          response: Response(prompt: prompt, written: [Token(token)], ending: .terminated),
          attributes: Attributes([item.taste]), gold: GoldReward(item.gold))
      })
  }

  private func person(_ group: Group, _ rationality: Rationality) -> SimulatedAnnotator {
    var traits = Traits()
    traits.rationality = rationality
    return SimulatedAnnotator(
      name: group.name, opinion: Opinion(group: group, attributes: attributes), traits: traits)
  }

  private let majority = Group(name: "majority", meaning: "Want what is good.")
  private let minority = Group(
    name: "minority", meaning: "Want something else.", goldWeight: 0,
    tastes: [Group.Taste(attribute: "taste", weight: 1)])

  private func probability(_ group: Group, _ question: Question, _ rationality: Rationality)
    -> Double
  {
    var person = person(group, rationality)
    let luck = RandomKey(RandomStream(seed: 1), 0)
    return person.explainedAnswer(question, using: luck).explanation.probability ?? .nan
  }

  /// The pooled preference flips at q* = (σ(½) − ½) / ((σ(½) − ½) + (σ(3) − ½)) = .212960, while the mean
  /// utility flips at ½ / 3½ = .142857 already: between them pooled answers go against the mean.
  @Test func minoritiesAreHeardLaterThanTheirMeanUtilityAsks() {
    let asked = question([(0.5, -3), (0, 0)])
    let firm = Rationality.boltzmann(rationality: 1)
    let (many, few) = (probability(majority, asked, firm), probability(minority, asked, firm))
    let crossing = (many - 0.5) / ((many - 0.5) + (0.5 - few))
    #expect(abs(crossing - 0.212960) < 5e-7)
    let (gain, loss) = (
      person(majority, firm).opinion.utility(of: asked.first)
        - person(majority, firm).opinion.utility(of: asked.second),
      person(minority, firm).opinion.utility(of: asked.first)
        - person(minority, firm).opinion.utility(of: asked.second)
    )
    #expect(abs(gain / (gain - loss) - 0.142857) < 5e-7)
    // And a crowd drawn to that mixture is undecided, to 5 standard errors of 20,000 answers.
    let stream = RandomStream(seed: 2)
    var crowd = (person(majority, firm), person(minority, firm))
    let firsts = (0..<20_000).count { index in
      let isFew = RandomKey(stream.child("who"), index).uniform(at: 0) < crossing
      let luck = RandomKey(stream.child("answer"), index)
      return (isFew ? crowd.1.answer(asked, using: luck) : crowd.0.answer(asked, using: luck))
        == .first
    }
    #expect(abs(Double(firsts) / 20_000 - 0.5) < 5 * (0.25 / 20_000).squareRoot())
  }

  /// Groups of .6 and .4 with utilities (1, 0, ½) and (−10, 0, −4): the majority decides each pair, so the
  /// Borda scores of the pooled answers are .5667, .4333, .5000, exactly against the mean utilities −3.4, 0, −1.3.
  @Test func bordaScoresGoAgainstTheMeanUtility() {
    let items: [(gold: Double, taste: Double)] = [(1, -10), (0, 0), (0.5, -4)]
    let borda = items.indices.map { item in
      items.indices.reduce(0.0) { sum, other in
        if item == other { return sum + 0.5 }
        let asked = question([items[item], items[other]])
        return sum + 0.6 * probability(majority, asked, .perfect)
          + 0.4 * probability(minority, asked, .perfect)
      } / 3
    }
    for (found, expected) in zip(borda, [0.5667, 0.4333, 0.5]) {
      #expect(abs(found - expected) < 5e-5)
    }
    let means = items.map { 0.6 * $0.gold + 0.4 * $0.taste }
    #expect(means.map { ($0 * 10).rounded() / 10 } == [-3.4, 0, -1.3])
    #expect(
      borda.indices.sorted { borda[$0] > borda[$1] }
        == means.indices.sorted { means[$0] < means[$1] })
  }
}
