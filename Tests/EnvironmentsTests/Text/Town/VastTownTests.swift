import Randomness
import SandboxCore
import Testing

@testable import Environments

@Suite struct VastTownTests {
  private static let vast = TownWorld(vocabularyCount: 50_257)
  private var vast: TownWorld { Self.vast }
  private let resume = "teach me how to make a resume"

  @Test func hasAsManyWordsAsAskedForAndTheTownsFirst() {
    #expect(vast.name == "text.vast")
    #expect(vast.vocabulary.count == 50_257)
    #expect(vast.lexicon.ownCount == town.vocabulary.count)
    #expect(Array(vast.vocabulary.words.prefix(town.vocabulary.count)) == town.vocabulary.words)
    #expect(vast.vocabulary.end == town.vocabulary.end)
    // By hand: 104,729 = 16 · 80² + 29 · 80 + 9, and the syllables in this order are ba be bi bo bu da ...
    #expect(vast.vocabulary.words[town.vocabulary.count] == "gejudu")
    #expect(TownWorld(vocabularyCount: 50_257).vocabulary == vast.vocabulary)
  }

  @Test func aVocabularyWithoutRoomForStrangersIsTheTowns() {
    let small = TownWorld(vocabularyCount: 10)
    #expect(small.name == "text.town")
    #expect(small.vocabulary == town.vocabulary)
  }

  @Test func everyStrangeWordIsReadAsItIsWritten() throws {
    let tokens = (0..<Token(vast.vocabulary.count)).map { $0 }
    #expect(try vast.vocabulary.tokens(of: vast.vocabulary.text(tokens)) == tokens)
    #expect(StrangeWords.first(StrangeWords.count) { _ in true }.count == StrangeWords.count - 1)
  }

  /// What is said in the town's words has the same attributes, and so the same reward.
  @Test func wordsOfTheTownAreWorthTheSame() throws {
    var stream = RandomStream(seed: 4)
    let written = town.demonstrations(count: 200, using: &stream)
    var other = RandomStream(seed: 4)
    #expect(vast.demonstrations(count: 200, using: &other) == written)
    for response in written {
      #expect(vast.episode(response) == town.episode(response))
    }
    for split in PromptSplit.allCases {
      #expect(vast.prompts(in: split) == town.prompts(in: split))
    }
    let mixed = [town.prompts(in: .training)[0], town.prompts(in: .heldOutPrompts)[0]]
    #expect(vast.bestRewards(of: mixed) == town.bestRewards(of: mixed))
    var (first, second) = (RandomStream(seed: 5), RandomStream(seed: 5))
    #expect(
      vast.corpus(tokenCount: 2000, using: &first) == town.corpus(tokenCount: 2000, using: &second))
  }

  /// "gejudu" and "lupaki" mean the same nothing, but are two words.
  @Test func strangeWordsMeanNothingAndAreToldApart() throws {
    let (first, second) = (vast.vocabulary.words[400], vast.vocabulary.words[50_000])
    let words = try judged(resume, "\(first) \(second) \(first) \(second)", in: vast).attributes
    #expect(words[.fluency] == 0)
    #expect(words[.gibberish] == 1)
    #expect(words[.taskSuccess] == 0)
    #expect(words[.length] == 4)
    #expect(words[.repetition] == 1 / 3.0)
    let apart = vast.vocabulary.words[40_000..<40_004].joined(separator: " ")
    #expect(try judged(resume, apart, in: vast).attributes[.repetition] == 0)
  }

  @Test func aStrangeWordSpoilsASentence() throws {
    let plain = try judged(resume, "list your work and your skills", in: vast)
    let spoilt = try judged(
      resume, "list your work and your skills \(vast.vocabulary.words[999])", in: vast)
    #expect(spoilt.attributes[.fluency] < plain.attributes[.fluency])
    #expect(spoilt.gold.value < plain.gold.value)
  }
}
