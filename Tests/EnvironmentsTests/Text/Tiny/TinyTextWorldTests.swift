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
    let responses = try EpisodeTree(of: prompt, in: world).responses
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
    let golds = try EpisodeTree(of: prompts[0], in: world)
      .rewards(by: TrueReward(environment: world))
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

  @Test func writesACorpusAndDemonstrations() throws {
    let world = TinyTextWorld()
    var stream = RandomStream(seed: 1)
    let corpus = world.corpus(tokenCount: 1000, using: &stream)
    #expect(corpus.reduce(0) { $0 + $1.count } >= 1000)
    #expect(corpus.allSatisfy { $0.count == world.contextLength })
    let demonstrations = world.demonstrations(count: 400, using: &stream)
    let golds = demonstrations.map { world.episode($0).gold.value }
    let everything = try EpisodeTree(of: world.prompts(in: .training)[0], in: world)
      .rewards(by: TrueReward(environment: world))
    let mean = everything.reduce(0, +) / 625
    // The better of two beats the mean of all: by 0.56 standard deviations were it normal.
    #expect(golds.reduce(0, +) / 400 > mean + 0.3)
  }
}
