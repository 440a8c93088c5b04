import Foundation
import Randomness
import PolicyOptimization
import SandboxCore
import SandboxTestSupport
import Testing

@testable import Environments

@Suite struct TinyTextWorldTests {
  @Test func conforms() {
    #expect(checkEnvironment(TinyTextWorld()) == [])
    let worked = TinyReward.phrases(scores: [0, 1], bonuses: [.init([1, 1], bonus: -2)])
    #expect(checkEnvironment(TinyTextWorld(tokenCount: 2, length: 3, reward: worked)) == [])
  }

  /// Stuttering is a flaw only where the formula says so.
  @Test func flawsAreThoseOfTheFormula() throws {
    let world = TinyTextWorld(tokenCount: 4, length: 3)
    let prompt = try #require(world.prompts(in: .training).first)
    func names(_ text: String) throws -> [String] {
      let written = try world.vocabulary.tokens(of: text)
      return world.flawNames(
        of: world.episode(Response(prompt: prompt, written: written, ending: .terminated)))
    }
    #expect(try names("a b a") == [])
    #expect(try names("a b b") == ["stuttering"])
    #expect(try names("a <bos> b") == ["foreign"])
    let worked = TinyReward.phrases(scores: [0, 1], bonuses: [])
    let other = TinyTextWorld(tokenCount: 2, length: 3, reward: worked)
    #expect(other.flaws.map(\.name) == ["foreign"])
  }

  @Test func listsEveryResponseOnce() throws {
    let world = TinyTextWorld(tokenCount: 4, length: 5)
    let prompt = try #require(world.prompts(in: .training).first)
    let responses = (world.allResponses(to: prompt) ?? [])
    #expect(responses.count == 1024)
    #expect(Set(responses.map(\.continuation)).count == 1024)
    for response in responses {
      let attributes = world.attributes(of: response)
      for (value, description) in zip(attributes.values, world.attributes) {
        #expect(description.range.contains(value))
      }
    }
  }

  @Test(arguments: [(4, 3), (2, 5), (5, 4)])
  func knowsTheBestReward(tokenCount: Int, length: Int) throws {
    let world = TinyTextWorld(tokenCount: tokenCount, length: length)
    let prompts = world.prompts(in: .heldOutPrompts)
    let golds = (world.allResponses(to: prompts[0]) ?? []).map { world.episode($0).gold.value }
    #expect(world.bestRewards(of: prompts)?.first == golds.max())
  }

  @Test(arguments: [("a b c", 3.0), ("a b a", 1.5), ("a a a", -3), ("c b a", 3)])
  func rewardsOrder(text: String, reward: Double) throws {
    let world = TinyTextWorld(tokenCount: 4, length: 3)
    let prompt = try #require(world.prompts(in: .training).first)
    let response = Response(
      prompt: prompt, written: try world.vocabulary.tokens(of: text), ending: .terminated)
    #expect(world.episode(response).gold.value == reward)
  }

  @Test func theRulesEndTheEpisode() throws {
    let world = TinyTextWorld(tokenCount: 4, length: 2)
    var stream = RandomStream(seed: 1)
    let prompt = try #require(world.prompts(in: .heldOutTopics).first)
    var state = world.begin(prompt, using: &stream).state
    #expect(world.legalActions(in: state) == .only([0, 1, 2, 3]))
    state = world.step(state, action: 3, using: &stream).state
    state = world.step(state, action: 0, using: &stream).state
    #expect(world.legalActions(in: state).isEmpty)
  }

  @Test func writesACorpusAndDemonstrations() {
    let world = TinyTextWorld()
    var stream = RandomStream(seed: 1)
    let corpus = world.corpus(tokenCount: 1000, using: &stream)
    #expect(corpus.reduce(0) { $0 + $1.count } >= 1000)
    #expect(corpus.allSatisfy { $0.count == world.contextLength })
    let demonstrations = world.demonstrations(count: 400, using: &stream)
    let golds = demonstrations.map { world.episode($0).gold.value }
    let everything = (world.allResponses(to: world.prompts(in: .training)[0]) ?? [])
    let mean = everything.reduce(0) { $0 + world.episode($1).gold.value } / 625
    // The better of two beats the mean of all: by 0.56 standard deviations were it normal.
    #expect(golds.reduce(0, +) / 400 > mean + 0.3)
  }
}

@Suite struct ExactOptimumTests {
  @Test(arguments: [
    (0.5, [0.00214401, 0.01584220, 0.11705891, 0.86495488], 2.844825, 0.930866, 2.379392),
    (1.0, [0.03205860, 0.08714432, 0.23688282, 0.64391426], 2.492653, 0.438757, 2.053895),
    (2.0, [0.10153632, 0.16740510, 0.27600434, 0.45505423], 2.084576, 0.141244, 1.802089),
  ])
  func tiltsFourItems(
    coefficient: Double, probabilities: [Double], reward: Double, kl: Double, objective: Double
  ) {
    let optimum = ExactOptimum(
      reference: [0, 0, 0, 0], rewards: [0, 1, 2, 3], klCoefficient: coefficient)
    for (found, known) in zip(optimum.logProbabilities, probabilities) {
      #expect(abs(exp(found) - known) < 1e-8)
    }
    #expect(abs(optimum.expectedReward - reward) < 1e-6)
    #expect(abs(optimum.klToReference - kl) < 1e-6)
    #expect(abs(optimum.objective - objective) < 1e-6)
  }

  /// However weak the penalty: the best that the reference can write, at its distance, and no better.
  @Test(arguments: [1e-3, 1e-9, 1e-21, 1e-300])
  func aWeakPenaltyLeavesTheBest(coefficient: Double) {
    let optimum = ExactOptimum(
      reference: [0, 0, 0, -.infinity], rewards: [-8, 1, 4, 9], klCoefficient: coefficient)
    #expect(abs(optimum.expectedReward - 4) < 1e-12)
    #expect(abs(optimum.klToReference - log(3)) < 1e-12)
    #expect(optimum.objective <= 4 && optimum.objective > 3.99)
  }

  @Test func solvesTheSequenceExample() throws {
    let world = TinyTextWorld(
      tokenCount: 2, length: 3,
      reward: .phrases(
        scores: [0, 1], bonuses: [TinyReward.Phrase([1, 1], bonus: -2)]))
    let prompt = try #require(world.prompts(in: .training).first)
    let responses = (world.allResponses(to: prompt) ?? [])
    let reference = responses.map { response in
      response.continuation.reduce(0) { $0 + log($1 == 1 ? 0.3 : 0.7) }
    }
    let rewards = responses.map { world.episode($0).gold.value }
    let optimum = ExactOptimum(reference: reference, rewards: rewards, klCoefficient: 0.5)
    // In the order 000, 001, 010, 011, 100, 101, 110, 111.
    let known = [
      0.04656049, 0.14744487, 0.14744487, 0.00855193, 0.14744487, 0.46691933, 0.00855193,
      0.02708171,
    ]
    for (found, probability) in zip(optimum.logProbabilities, known) {
      #expect(abs(exp(found) - probability) < 1e-8)
    }
    #expect(abs(optimum.objective - 0.9984891) < 1e-7)
    #expect(abs(optimum.expectedReward - 1.403255) < 1e-6)
    #expect(abs(optimum.klToReference - 0.809532) < 1e-6)
    let policy: [([Token], Double)] = [
      ([], 0.64999784), ([0], 0.44570239), ([1], 0.05482116), ([0, 0], 0.76000413),
      ([0, 1], 0.05482116), ([1, 0], 0.76000413), ([1, 1], 0.76000413),
    ]
    for (prefix, probability) in policy {
      let found = optimum.probability(of: 1, after: prefix, among: responses)
      #expect(abs(found - probability) < 1e-8)
    }
  }
}
