import Environments
import Annotators
import Experiments
import SandboxCore
import Testing

@testable import rlhf

/// Every kind of annotator answers every form of question in every world, and says why.
@Suite struct ShowAnnotatorTests {
  private func answer<World: Environment>(
    _ arguments: [String], in world: World, _ name: WorldName
  ) throws -> String {
    let command = try ShowAnnotator.parse(arguments + ["--world", name.rawValue])
    return try command.answer(in: world, command.settings(of: try #require(command.name)))
  }

  /// What is said of each kind and channel in a world; a complaint stands for an answer.
  private func answers(in world: WorldName) throws -> [String: String] {
    func all<World: Environment>(_ made: World) throws -> [String: String] {
      var answers: [String: String] = [:]
      for kind in AnnotatorKind.all.map(\.name) {
        for channel in Channel.allCases.map(\.rawValue) {
          do {
            answers["\(kind) \(channel)"] = try answer(
              [kind, "--channel", channel], in: made, world)
          } catch let problem as BadInput {
            answers["\(kind) \(channel)"] = problem.description
          }
        }
      }
      return answers
    }
    return try all(try Wiring.makeWorld(WorldChoice.settings(world)))
  }

  @Test(arguments: WorldName.allCases) func everyKindAnswersEveryChannel(world: WorldName) throws {
    let answers = try answers(in: world)
    #expect(answers.count == AnnotatorKind.all.count * Channel.allCases.count)
    for (what, answer) in answers.sorted(by: { $0.key < $1.key }) {
      #expect(answer.contains("\nanswer: "), "\(what): \(answer)")
    }
  }

  @Test func aQuestionThatCannotBeAskedIsExplained() throws {
    // 2 letters in a row of 1 make two texts: nobody can put four in order.
    var settings = WorldChoice.settings(.tiny)
    for (key, text) in [("token_count", "2"), ("length", "1")] {
      try #require(SettingsCatalog.setting("world." + key)).assign(text, to: &settings)
    }
    func ask<World: Environment>(_ world: World) throws -> String {
      try answer(["honest", "--channel", "ranking"], in: world, .tiny)
    }
    #expect(
      throws: BadInput(
        "error: text.tiny has too few different responses for a ranking\n"
          + "  fix: ask in another form with --channel")
    ) { try ask(try Wiring.makeWorld(settings)) }
  }

  @Test func severalAnswersAreATable() throws {
    func ask<World: Environment>(_ world: World) throws -> [Substring] {
      try answer(["honest", "--count", "5"], in: world, .tiny)
        .split(separator: "\n", omittingEmptySubsequences: false)
    }
    let lines = try ask(try Wiring.makeWorld(WorldChoice.settings(.tiny)))
    #expect(lines.count == 2 + 1 + 5)
    #expect(lines[0].hasSuffix(", honest, of the group plain"))
    #expect(lines[2].split(separator: " ").prefix(2) == ["question", "gold"])
  }

  @Test func theSameSeedIsTheSamePerson() throws {
    func ask<World: Environment>(_ world: World, seed: Int) throws -> String {
      try answer(["honest", "--seed", "\(seed)"], in: world, .town)
    }
    let world = try Wiring.makeWorld(WorldChoice.settings(.town))
    #expect(try ask(world, seed: 1) == ask(world, seed: 1))
    #expect(try ask(world, seed: 1) != ask(world, seed: 2))
  }

  /// Shares, traits of groups and presets are set as in a scenario, whatever their order.
  @Test func settingsAreThoseOfScenarios() throws {
    let command = try ShowAnnotator.parse([
      "honest", "--set", "annotators.groups={elders: 1}", "--set",
      "annotators.groups.elders.traits.mistakes=0.2 ± 0.1", "--set", "annotators.lapses=0.25",
      "--set", "annotators.preset=typical",
    ])
    var expected = ArmSettings.defaults(for: .town)
    expected.annotators.preset = .typical
    expected.takeUpPreset()
    expected.annotators.population.traits["lapses"] = Spread(0.25)
    expected.annotators.population.groups = [
      GroupSettings(
        "elders", share: 1, traits: [SpecialTrait("mistakes", Spread(0.2, deviation: 0.1))])
    ]
    #expect(try command.settings(of: "honest") == expected)
  }

  @Test func mistakesInSettingsAreExplained() throws {
    let command = try ShowAnnotator.parse(["honest", "--set", "annotators.groups={elder: 1}"])
    #expect(
      throws: BadInput(
        "--set annotators.groups: error: annotators.groups.elder: the world has no group \"elder\"\n  fix: write elders"
      )
    ) { try command.settings(of: "honest") }
    let judge = try ShowAnnotator.parse([
      "ai-judge", "--world", "text.tiny", "--set", "annotators.ai_judges.model=fine-tuned",
    ])
    func ask<World: Environment>(_ world: World) throws -> String {
      try judge.answer(in: world, judge.settings(of: "ai-judge"))
    }
    #expect(
      throws: BadInput(
        "error: a judge that is a model answers about the responses of its own run\n"
          + "  fix: run it, and give its answer to `rlhf show answer`")
    ) { try ask(try Wiring.makeWorld(WorldChoice.settings(.tiny))) }
    #expect(
      throws: BadInput(
        "error: there is no annotator \"onest\"\n  fix: did you mean honest? (there are: honest)")
    ) { try ShowAnnotator.parse(["onest"]).settings(of: "onest") }
  }

  @Test(arguments: [
    (
      ["honest", "--channel", "telepathy"],
      "there is no channel telepathy; use one of "
        + Channels.all.names.joined(separator: ", ") + "."
    ),
    (["honest", "--count", "0"], "--count is 0, but must be from 1 to 10000."),
    (["honest", "--chanel", "rating"], "Unknown option '--chanel'. Did you mean '--channel'?"),
  ])
  func wrongFlagsAreExplained(arguments: [String], message: String) throws {
    let error = #expect(throws: (any Error).self) {
      try Rlhf.parseAsRoot(["show", "annotator"] + arguments)
    }
    #expect(Rlhf.message(for: try #require(error)) == message)
    #expect(Rlhf.exitCode(for: try #require(error)).rawValue == 64)
  }
}
