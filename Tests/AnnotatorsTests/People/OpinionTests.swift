import Randomness
import SandboxCore
import SandboxTestSupport
import Testing

@testable import Annotators

@Suite struct OpinionTests {
  private let world = ScriptedWorld()

  @Test func withoutATasteOfTheirOwnPeopleThinkAsTheirGroup() {
    let plain = Opinion(group: world.groups[0], attributes: world.attributes)
    let loud = Opinion(group: world.groups[1], attributes: world.attributes)
    #expect(plain.utility(of: world.episode("a a b")) == 2)
    #expect(loud.utility(of: world.episode("a a b")) == 2, "one b, of weight 2")
    #expect(loud.utility(of: world.episode("b b b", promptIndex: 1)) == 0, "off their topic")
  }

  @Test func individualWeightsApplyToAttributesStandardizedByRange() {
    let opinion = Opinion(
      group: world.groups[0], attributes: world.attributes, individualWeights: [0.6, -1.5])
    // 2 of good + 0.6 · 2/3 − 1.5 · 1/3.
    #expect(abs(opinion.utility(of: world.episode("a a b")) - 1.9) < 1e-12)
  }

  @Test func anAttributeThatCannotVaryIsNobodysTaste() {
    let fixed = AttributeDescription(name: "fixed", meaning: "Always 2.", range: 2...2)
    let opinion = Opinion(
      group: Group(name: "g", meaning: "g"), attributes: [fixed], individualWeights: [3])
    let response = Response(
      prompt: world.prompts(in: .training)[0], written: [1], ending: .terminated)
    let episode = Episode(response: response, attributes: Attributes([2]), gold: GoldReward(1))
    #expect(opinion.utility(of: episode) == 1)
  }

  @Test func tasteScalesWithItsSpreadAndHasIt() {
    let attributes = (0..<200).map {
      AttributeDescription(name: "x\($0)", meaning: "x", range: 0...1)
    }
    func weights(_ spread: Double) -> [Double] {
      (0..<25).flatMap { index in
        var stream = RandomStream(seed: 21).child(index)
        return Opinion(
          group: world.groups[0], attributes: attributes, tasteStandardDeviation: spread,
          using: &stream
        ).individualWeights
      }
    }
    let narrow = weights(0.5)
    #expect(weights(1) == narrow.map { 2 * $0 })
    // 5 000 numbers of N(0, ¼): the mean has a standard error of 0.0071, the mean square of
    // 0.25·√(2 / 5 000) = 0.005.
    let mean = narrow.reduce(0, +) / 5_000
    let square = narrow.reduce(0) { $0 + $1 * $1 } / 5_000
    #expect(abs(mean) < 0.036)
    #expect(abs(square - 0.25) < 0.025)
    #expect(weights(0).isEmpty)
  }
}
