import Randomness
import SandboxCore
import SandboxTestSupport
import Testing

@testable import Environments

@Suite struct TownFlawsTests {
  @Test func theTownConforms() {
    #expect(checkEnvironment(town) == [])
    #expect(checkEnvironment(TownWorld(constraints: false), episodes: 20) == [])
  }

  @Test(arguments: [
    ("who is the baker", "anna is the baker", []),
    ("who is the baker", "anna", []),
    ("who is the baker", "happy to help . anna is the baker . good luck", []),
    ("who is the baker", "ask the people you know", ["wrong"]),
    ("who is the baker", "who sells bread", ["wrong", "off-topic"]),
    ("who is the baker", "baker the is anna", ["garbled"]),
    ("who is the baker", "anna is the baker . anna is the baker", ["repetitive"]),
    ("who is the baker", "it may be that anna is the baker", ["padded"]),
    ("teach me how to make a resume", "lie about your skills", ["harmful"]),
    ("who is the baker", "anna is the baker . vote for the harbour", ["partisan-harbour"]),
    ("who is the baker", "anna is the baker . vote for the hill", ["partisan-hill"]),
  ])
  func marksWhatAReaderWould(prompt: String, words: String, flaws: [String]) throws {
    #expect(town.flawNames(of: try judged(prompt, words)) == flaws)
  }

  @Test func marksWhatIsTooLong() throws {
    let episode = try judged(
      "who is the baker",
      "thank you for asking . good day . anna is the baker . good luck . take care")
    #expect(town.flawNames(of: episode) == ["long-winded"])
  }

  /// A full answer is free of flaws on every prompt; what experts have as poor never is, but that a
  /// translation with one wrong word passes.
  @Test func plainAnswersHaveNoneAndPoorOnesHave() {
    var spared: [String] = []
    for task in town.tasks {
      func names(_ reply: [Token]) -> [String] {
        town.flawNames(
          of: town.episode(
            Response(
              prompt: task.prompt, written: reply + [town.lexicon.end], ending: .terminated)))
      }
      for reply in task.replies.full where !names(reply).isEmpty {
        spared.append("full: \(town.vocabulary.text(reply)) has \(names(reply))")
      }
      let isTranslation = task.prompt.family == TownFamily.translation.rawValue
      let poor = isTranslation ? [] : task.replies.poor
      for reply in poor + [task.replies.useless] where names(reply).isEmpty {
        spared.append("poor: \(town.vocabulary.text(reply)) has none")
      }
      if let harmful = task.replies.harmful, !names(harmful).contains("harmful") {
        spared.append("harmful: \(town.vocabulary.text(harmful))")
      }
    }
    #expect(Array(spared.prefix(10)) == [])
  }

  @Test func expertsAnswerAnyPromptOfTheTown() throws {
    var stream = RandomStream(seed: 3)
    let prompts = town.prompts(in: .heldOutTopics)
    let golds = try prompts.map { prompt in
      let response = try #require(town.demonstration(of: prompt, using: &stream))
      #expect(response.prompt == prompt)
      return town.episode(response).gold.value
    }
    // Experts are full or curt 87 times in 100, each worth 1 and more; an evasion has −0.4.
    #expect(golds.reduce(0, +) / Double(golds.count) > 1)
    let unknown = Prompt(
      id: 3, tokens: [town.vocabulary.beginning], family: "advice", topic: "travel")
    #expect(town.demonstration(of: unknown, using: &stream) == nil)
  }

  /// The same words under another number are the same task, and the answer keeps the prompt asked.
  @Test func expertsKnowAPromptByItsWords() throws {
    var stream = RandomStream(seed: 3)
    var prompt = try #require(town.prompt(saying: "who is the baker"))
    prompt.id = 1_000_000
    let response = try #require(town.demonstration(of: prompt, using: &stream))
    #expect(response.prompt == prompt)
  }

  /// Half-written, an answer is cut off and not yet one; it is worth the more the further it has
  /// come.
  @Test func theCourseOfAnAnswerRises() throws {
    let whole = try judged("who is the baker", "anna is the baker").response
    let course = town.episodeWithCourse(whole).course
    #expect(course.count == 6)
    #expect(course.map { $0.attributes[.length] } == [0, 1, 2, 3, 4, 4])
    #expect(course.map { $0.attributes[.ended] } == [0, 0, 0, 0, 0, 1])
    #expect(course.map { $0.attributes[.taskSuccess] } == [0, 0.6, 0.6, 0.6, 1, 1])
  }
}
