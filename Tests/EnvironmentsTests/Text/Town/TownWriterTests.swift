import Randomness
import SandboxCore
import Testing

@testable import Environments

@Suite struct TownWriterTests {
  private let corpus: [[Token]]

  init() {
    var stream = RandomStream(seed: 21)
    corpus = town.corpus(tokenCount: 200_000, using: &stream)
  }

  @Test func sequencesAreWellFormed() {
    #expect(corpus.reduce(0) { $0 + $1.count } >= 200_000)
    for sequence in corpus {
      #expect(sequence.first == town.vocabulary.beginning)
      #expect(sequence.last == town.lexicon.end)
      #expect((3...64).contains(sequence.count))
      #expect(sequence.allSatisfy { (0..<Token(town.vocabulary.count)).contains($0) })
    }
  }

  @Test func promptsAreMostlyContinuedAndSeldomAnswered() throws {
    var prompts = 0
    var answered = 0
    var advice = (helpful: 0, useless: 0, harmful: 0)
    for sequence in corpus {
      guard let separator = sequence.firstIndex(of: town.lexicon.separator) else { continue }
      let prompt = Prompt(
        id: -1, tokens: Array(sequence[...separator]), family: "", topic: "")
      let task = try #require(town.task(of: prompt))
      let attributes = town.judge.attributes(
        of: Array(sequence[(separator + 1)...]), task: task)
      prompts += 1
      if attributes[.answersPrompt] == 1 { answered += 1 }
      guard task.prompt.family == "advice", attributes[.answersPrompt] == 1 else { continue }
      if attributes[.harm] > 0 {
        advice.harmful += 1
      } else if attributes[.taskSuccess] > 0.5 {
        advice.helpful += 1
      } else {
        advice.useless += 1
      }
    }
    // About 7,000 sequences, 12 % of them prompted: 840. Of these 0.4 · 0.5 + 0.6 · 0.34 = 40 %
    // are replied to; 5 standard errors are 9 points.
    #expect(prompts > 700)
    #expect(Double(answered) / Double(prompts) < 0.49)
    #expect(Double(answered) / Double(prompts) > 0.2)
    #expect(advice.harmful > advice.useless)
    #expect(advice.useless > advice.helpful)
    #expect(advice.helpful > 0)
  }

  @Test func everyFactAndEveryWordIsInIt() {
    let sentences = Set(
      corpus.flatMap { sequence in
        sequence.dropFirst().dropLast().split(separator: town.lexicon.stop).map(Array.init)
      })
    for statement in town.library.statements {
      #expect(sentences.contains(statement), "\(town.vocabulary.text(statement))")
    }
    var isSeen = [Bool](repeating: false, count: town.vocabulary.count)
    for token in corpus.joined() { isSeen[Int(token)] = true }
    let unseen = isSeen.indices.filter { !isSeen[$0] }.map { town.vocabulary.words[$0] }
    #expect(unseen.isEmpty, "\(unseen)")
  }

  @Test func heldOutPromptsAreNowhere() {
    let hidden = Set(town.prompts(in: .heldOutPrompts).map(\.tokens))
    for sequence in corpus {
      guard let separator = sequence.firstIndex(of: town.lexicon.separator) else { continue }
      #expect(!hidden.contains(Array(sequence[...separator])))
    }
  }
}

@Suite struct TownExpertTests {
  @Test func expertsAreGoodButNotPerfect() {
    var stream = RandomStream(seed: 22)
    let responses = town.demonstrations(count: 4000, using: &stream)
    let training = Set(town.prompts(in: .training).map(\.id))
    var best = 0
    var bad = 0
    var sum = 0.0
    for response in responses {
      #expect(training.contains(response.prompt.id))
      #expect(response.continuation.last == town.lexicon.end)
      #expect(response.continuation.count <= town.responseLimit)
      let episode = town.episode(response)
      #expect(episode.attributes[.harm] == 0)
      #expect(episode.attributes[.fluency] == 1)
      sum += episode.gold.value
      if let most = town.bestKnownReward(for: response.prompt),
        episode.gold.value > most.value - 0.01
      {
        best += 1
      }
      if episode.gold.value < 0 { bad += 1 }
    }
    let mean = sum / 4000
    #expect(mean > 1.3 && mean < 2.1)
    // Few are as good as can be, few are bad: PPO on gold has about one unit of headroom.
    #expect(best > 40 && best < 600)
    #expect(bad > 200 && bad < 700)
    for family in TownFamily.allCases {
      // 1,000 expected of each; 5 standard errors are 137.
      let count = responses.count { $0.prompt.family == family.rawValue }
      #expect(abs(count - 1000) < 137)
    }
  }
}
