import Annotators
import SandboxCore
import Experiments
import ScenarioFiles
import Testing

@Suite struct ScenarioReaderTests {
  @Test func aScenarioWithoutArmsHasOneCalledBase() throws {
    let experiment = try read("")
    #expect(experiment.arms == [Arm(name: "base", settings: .defaults(for: .town))])
    #expect(experiment.name == "x" && experiment.title == "X" && experiment.seed == 1)
    #expect(experiment.replications == 10)
  }

  @Test func nestedAndDottedKeysAreTheSame() throws {
    let nested = try read("base:\n  annotators:\n    count: 30\n    trolls: {share: 0.1}\n")
    let dotted = try read("base:\n  annotators.count: 30\n  annotators.trolls.share: 0.1\n")
    let mixed = try read("base: {annotators: {count: 30, trolls.share: 0.1}}\n")
    #expect(nested == dotted && nested == mixed)
    #expect(nested.arms[0].settings.annotators.population.count == 30)
    #expect(nested.arms[0].settings.annotators.population.trolls.share == 0.1)
  }

  @Test func anArmIsItsWorldsDefaultsThenBaseThenItself() throws {
    let arms = try read(
      """
      base:
        world.name: text.town
        annotators.count: 30
        evaluation.pairs: 7
      arms:
        - name: town
        - name: board
          world: {name: board.connect-four, width: 6}
          evaluation.pairs: 8
      """
    ).arms
    var town = ArmSettings.defaults(for: .town)
    town.annotators.population.count = 30
    town.evaluation.pairs = 7
    var board = ArmSettings.defaults(for: .connectFour)
    board.annotators.population.count = 30
    board.evaluation.pairs = 8
    try #require(SettingsCatalog.setting("world.width")).assign("6", to: &board)
    #expect(arms[0] == Arm(name: "town", settings: town))
    #expect(
      arms[1]
        == Arm(
          name: "board", settings: board,
          differences: ["world.name", "world.width", "evaluation.pairs"]))
  }

  @Test func overridesReplaceBaseOrOneArm() throws {
    let text = """
      base: {annotators.count: 30}
      arms:
        - name: a
        - name: b
          annotators.count: 40
      """
    let arms = try read(
      text, overrides: ["annotators.count=50", "b:model.heads=8", "seed=9"]
    ).arms
    #expect(arms.map(\.settings.annotators.population.count) == [50, 40])
    #expect(arms.map(\.settings.model.heads) == [4, 8])
    #expect(arms[1].differences == ["annotators.count", "model.heads"])
    #expect(try read(text, overrides: ["seed=9"]).seed == 9)
    #expect(try read(text, replications: 3).replications == 3)
    let groups = try read(text, overrides: ["annotators.groups={elders: 0.25, hill: 0.75}"])
    #expect(
      groups.arms[0].settings.annotators.population.groups == [
        GroupSettings("elders", share: 0.25), GroupSettings("hill", share: 0.75),
      ])
    #expect(try read(text, overrides: ["world.name=text.tiny"]).arms[0].settings.model.order == 5)
  }

  @Test func hypothesesNameQuantitiesSlopesAndControls() throws {
    let experiment = try read(
      """
      arms:
        - name: a
        - name: b
          annotators.trolls.share: 0.2
      hypotheses:
        - id: H1
          claim: Trolls hurt.
          effect: {of: b.gold_reward, minus: a.gold_reward}
          direction: below
          threshold: -0.5
          control: {of: a.harm_rate, within: 0.2}
        - id: H2
          claim: The more the worse.
          effect: {slope: gold_reward, over: annotators.trolls.share}
          direction: below
      """)
    let gold = Hypothesis.Quantity(arm: "b", metric: "gold_reward")
    let harm = Hypothesis.Quantity(arm: "a", metric: "harm_rate")
    #expect(
      experiment.hypotheses == [
        Hypothesis(
          id: "H1", claim: "Trolls hurt.",
          effect: .difference(gold, minus: .init(arm: "a", metric: "gold_reward")),
          direction: .below, threshold: -0.5,
          control: .init(effect: .difference(harm, minus: nil), margin: 0.2)),
        Hypothesis(
          id: "H2", claim: "The more the worse.",
          effect: .slope(
            metric: "gold_reward", over: "annotators.trolls.share", arms: ["a", "b"]),
          direction: .below),
      ])
  }

  @Test(arguments: shipped) func whatShipsCanBeRead(name: String) throws {
    let path = repository.appending(path: "Scenarios/\(name).yaml").path()
    let experiment = try reader.read(path: path)
    #expect(experiment.name == name)
    #expect(!experiment.hypotheses.isEmpty)
    #expect(experiment.hypotheses.contains { $0.control != nil })
  }

  /// What a scenario asks and expects stands in its keys, once.
  @Test(arguments: shipped) func theTextStandsOnce(name: String) throws {
    let file = repository.appending(path: "Scenarios/\(name).yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let experiment = try reader.read(path: file.path())
    // Half a page, and a few lines for each arm and claim.
    #expect(lines.count <= 30 + 5 * (experiment.arms.count + experiment.hypotheses.count))
    #expect(text.hasPrefix("name: \(name)\n"))
    for key in ["question", "expectation", "runtime", "source"] {
      #expect(lines.count { $0.hasPrefix("\(key): ") } == 1, "\(key)")
    }
  }
}
