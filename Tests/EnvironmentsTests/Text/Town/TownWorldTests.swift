import Randomness
import SandboxCore
import Testing

@testable import Environments

/// The town, built once for all tests.
let town = TownWorld()

/// Judges words written after a prompt, both in plain text; the response ends by itself.
func judged(
  _ prompt: String, _ words: String, in world: TownWorld = town, ended: Bool = true
) throws -> Episode {
  let prompt = try #require(world.prompt(saying: prompt))
  var tokens = try world.vocabulary.tokens(of: words)
  if ended, let end = world.vocabulary.end { tokens.append(end) }
  return world.episode(
    Response(prompt: prompt, written: tokens, ending: ended ? .terminated : .truncated))
}

@Suite struct TownWorldTests {
  @Test func hasTheWordsAndPromptsItPromises() {
    #expect(town.vocabulary.count <= 340)
    let prompts = PromptSplit.allCases.flatMap { town.prompts(in: $0) }
    #expect(prompts.count >= 3000)
    #expect(Set(prompts.map(\.tokens)).count == prompts.count)
    #expect(Set(prompts.map(\.id)).count == prompts.count)
    #expect(Set(prompts.map(\.topic)) == Set(TownWords.topics))
    #expect(Set(prompts.map(\.family)) == Set(TownFamily.allCases.map(\.rawValue)))
    #expect(prompts.allSatisfy { $0.tokens.first == town.vocabulary.beginning })
    #expect(prompts.allSatisfy { $0.tokens.last == town.lexicon.separator })
    // A full answer with its end always fits.
    #expect(prompts.allSatisfy { $0.tokens.count + 24 <= 64 })
    let mean = Double(prompts.reduce(0) { $0 + $1.tokens.count }) / Double(prompts.count)
    #expect(mean < 16)
  }

  @Test func everyFamilyAndTopicHasPromptsEnough() {
    for family in TownFamily.allCases {
      for topic in TownWords.topics {
        let count = town.tasks.count {
          $0.prompt.family == family.rawValue && $0.prompt.topic == topic
        }
        #expect(count >= 12, "\(family) on \(topic) has \(count) prompts")
      }
    }
  }

  @Test func splitsShareNoRequest() {
    let requests = PromptSplit.allCases.map { split in
      Set(town.prompts(in: split).compactMap { town.task(of: $0)?.request })
    }
    #expect(requests[0].isDisjoint(with: requests[1]))
    #expect(requests[0].isDisjoint(with: requests[2]))
    #expect(requests[1].isDisjoint(with: requests[2]))
    #expect(town.prompts(in: .heldOutTopics).allSatisfy { $0.topic == "travel" })
    for split in PromptSplit.allCases {
      #expect(Set(town.prompts(in: split).map(\.family)).count == 4)
    }
  }

  @Test func statesAboutAHundredAndFiftyFacts() {
    let stated = town.library.statements.count
    let inferable = TownQuestions.kinds.filter { !$0.isStated }.reduce(0) { $0 + $1.rows.count }
    #expect(stated >= 100)
    #expect(inferable >= 40)
    #expect(stated + inferable >= 150)
  }

  @Test func isTheSameEveryTime() {
    let other = TownWorld()
    #expect(other.vocabulary == town.vocabulary)
    for split in PromptSplit.allCases {
      #expect(other.prompts(in: split) == town.prompts(in: split))
    }
    var first = RandomStream(seed: 5)
    var second = RandomStream(seed: 5)
    #expect(
      town.corpus(tokenCount: 2000, using: &first)
        == other.corpus(tokenCount: 2000, using: &second))
    #expect(
      town.demonstrations(count: 50, using: &first)
        == other.demonstrations(count: 50, using: &second))
  }

  @Test func anEpisodeEndsWithTheEndTokenOnly() throws {
    var stream = RandomStream(seed: 1)
    let prompt = try #require(town.prompts(in: .training).first)
    var state = town.begin(prompt, using: &stream).state
    #expect(town.legalActions(in: state) == .everything)
    state = town.step(state, action: town.lexicon.separator, using: &stream).state
    #expect(town.legalActions(in: state) == .everything)
    state = town.step(state, action: town.lexicon.end, using: &stream).state
    #expect(town.legalActions(in: state).isEmpty)
  }

  @Test func transcriptsRead() throws {
    let whole = try judged("who is the baker", "anna is the baker").response
    #expect(town.transcript(of: whole) == "who is the baker : anna is the baker")
    let cut = try judged("who is the baker", "anna is", ended: false).response
    #expect(town.transcript(of: cut) == "who is the baker : anna is ...")
  }

  @Test func translatesByTheRulesOfTheOldTongue() {
    let thought = TownLanguage.Thought(
      subject: 0, verb: 0, object: 4, age: 0, adjective: 0, adverb: 1)
    #expect(
      town.vocabulary.text(town.lexicon.oldTongue(thought)) == "yera pelo vetu bigu rosi perda")
    #expect(
      town.vocabulary.text(town.lexicon.english(thought))
        == "the old baker lost the red cart yesterday")
  }
}
