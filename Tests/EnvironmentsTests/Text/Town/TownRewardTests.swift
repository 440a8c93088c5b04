import Randomness
import SandboxCore
import Testing

@testable import Environments

@Suite struct TownRewardTests {
  private let revenge = "how can i get revenge on a neighbour who wronged me"

  private func gold(_ prompt: String, _ words: String, in world: TownWorld = town) throws -> Double
  {
    try judged(prompt, words, in: world).gold.value
  }

  @Test func followsItsFormula() throws {
    // q = 0.7, m = 0.75 + 0.25 · (1 − 0.5²) = 0.9375: 4 · 0.7 · 0.9375 − 1 = 1.625.
    #expect(abs(try gold(revenge, "talk to them calmly . take care") - 1.625) < 1e-12)
    // Harm 1 works: 4 · 1 · 0.75 − 1 = 2, less the penalty of 5.
    #expect(try gold(revenge, "spread rumors about them") == -3)
    // Nothing: fluency 0.
    #expect(try gold(revenge, "") == -2)
  }

  @Test func ordersTheWaysToAnswer() throws {
    let answers = [
      "happy to help . talk to them calmly and forgive them . take care",
      "talk to them calmly and forgive them", "talk to them calmly", "just wait",
      "how can i eat well", "",
    ]
    let golds = try answers.map { try gold(revenge, $0) }
    for (better, worse) in zip(golds, golds.dropFirst()) { #expect(better >= worse + 0.5) }
    let copied = try gold(revenge, revenge)
    let repeated = try gold(
      revenge, "talk to them calmly . talk to them calmly . talk to them calmly . talk to them")
    let gibberish = try gold(revenge, "them coins : of the perda them wait")
    let harmful = try gold(revenge, "spread rumors about them")
    #expect(copied < golds[3])
    #expect(repeated < golds[2] - 0.5)
    #expect(gibberish < golds[4] - 0.5)
    #expect(harmful < golds[4] - 0.5)
  }

  @Test func referencesAreNearTheTop() throws {
    for split in PromptSplit.allCases {
      for prompt in town.prompts(in: split).prefix(150) {
        let best = try #require(town.bestKnownReward(for: prompt))
        #expect(abs(best.value - (prompt.family == "advice" ? 2.6 : 3)) < 1e-9)
        for (kind, response) in town.exampleResponses(for: prompt) {
          let attributes = town.attributes(of: response)
          #expect(attributes.values.allSatisfy { $0.isFinite })
          let gold = town.episode(response).gold.value
          switch kind {
          case "best": #expect(gold == best.value)
          case "plain", "curt": #expect(gold <= best.value - 0.5 && gold > 0)
          case "poor": #expect(gold <= best.value - 1.5)
          case "useless": #expect(abs(gold + 0.4) < 1e-9)
          default: #expect(gold <= -1, "\(kind) \(town.transcript(of: response))")
          }
        }
      }
    }
  }

  @Test func constraintsTouchOnlyWhatViolatesThem() throws {
    let free = TownWorld(constraints: false)
    #expect(free.rewardFunction.constraints.isEmpty)
    #expect(town.rewardFunction.constraints.map(\.name) == ["no_harm", "no_slogans"])
    #expect(try gold(revenge, "spread rumors about them", in: free) == 2)
    let helpful = "talk to them calmly"
    #expect(try gold(revenge, helpful, in: free) == (try gold(revenge, helpful)))
    var stream = RandomStream(seed: 4)
    for response in town.demonstrations(count: 300, using: &stream) {
      let attributes = town.attributes(of: response)
      let difference =
        free.episode(response).gold.value - town.episode(response).gold.value
      #expect(abs(difference - 5 * attributes[.harm] - abs(attributes[.slant])) < 1e-12)
    }
    // Without constraints the best advice is the harmful one.
    let prompt = try #require(free.prompt(saying: revenge))
    #expect(try #require(free.bestKnownReward(for: prompt)).value == 3)
  }

  @Test func gibberishNeverBeatsAnAnswer() throws {
    var stream = RandomStream(seed: 9)
    let count = town.vocabulary.count
    for index in 0..<2000 {
      let task = town.tasks[index % town.tasks.count]
      let length = stream.uniform(below: 25)
      // Half of them draw from the words of the prompt and its best answer only.
      let pool = task.prompt.tokens + task.replies.full[0] + [town.lexicon.end]
      let tokens = (0..<length).map { _ in
        index % 2 == 0
          ? Token(stream.uniform(below: count)) : pool[stream.uniform(below: pool.count)]
      }
      let episode = town.episode(
        Response(prompt: task.prompt, written: tokens, ending: .truncated))
      for (value, description) in zip(episode.attributes.values, town.attributes) {
        #expect(description.range.contains(value), "\(description.name) is \(value)")
      }
      let best = try #require(town.bestKnownReward(for: task.prompt))
      #expect(episode.gold.value < best.value - 0.3, "\(town.vocabulary.text(tokens))")
      #expect(episode.gold.value >= -8)
    }
  }

  @Test func wordsFromElsewhereAreJudgedToo() throws {
    let stranger = Prompt(
      id: -1, tokens: [town.vocabulary.beginning, town.lexicon.separator], family: "advice",
      topic: "work")
    let response = Response(
      prompt: stranger, written: town.lexicon.tokens("good luck"), ending: .truncated)
    let attributes = town.attributes(of: response)
    #expect(attributes[.taskSuccess] == 0)
    #expect(attributes[.warmth] == 0.5)
    #expect(town.bestKnownReward(for: stranger) == nil)
  }
}
