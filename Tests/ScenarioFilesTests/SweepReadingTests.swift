import Experiments
import SandboxCore
import ScenarioFiles
import Testing

/// Arms that a file does not list: the cells of a sweep.
@Suite struct SweepReadingTests {
  private func names(_ text: String) throws -> [String] { try read(text).arms.map(\.name) }

  @Test func aGridHasAllCombinations() throws {
    let experiment = try read(
      """
      base: {annotators.count: 30}
      sweep: {grid: {annotators.mistakes: [0, 0.1], feedback.questions: [500, 1_000]}}
      """)
    #expect(
      experiment.arms.map(\.name) == [
        "mistakes=0,questions=500", "mistakes=0,questions=1_000", "mistakes=0.1,questions=500",
        "mistakes=0.1,questions=1_000",
      ])
    #expect(experiment.arms.map(\.settings.feedback.questions) == [500, 1000, 500, 1000])
    #expect(experiment.arms.allSatisfy { $0.settings.annotators.population.count == 30 })
    #expect(experiment.arms[3].differences == ["annotators.mistakes", "feedback.questions"])
  }

  @Test func whatStandsSideBySideIsNotCombined() throws {
    #expect(
      try names("sweep: {zip: {annotators.mistakes: [0, 0.1], annotators.lapses: [0.2, 0.3]}}")
        == ["mistakes=0,lapses=0.2", "mistakes=0.1,lapses=0.3"])
    #expect(
      try names(
        "sweep: {list: [{annotators.mistakes: 0.1}, {name: tired, annotators.lapses: 0.3}]}")
        == ["mistakes=0.1", "tired"])
    #expect(
      try names(
        "sweep: {grid: {annotators.mistakes: [0, 0.1]}, list: [{annotators.lapses: 0}, {annotators.halo: 1}]}"
      )
        == [
          "mistakes=0,lapses=0", "mistakes=0,halo=1", "mistakes=0.1,lapses=0",
          "mistakes=0.1,halo=1",
        ])
  }

  @Test func fieldsOfGroupsAreSweptWithTheirGroup() throws {
    let experiment = try read(
      """
      base: {annotators.groups: {plain: , elders: 0.5}}
      sweep: {grid: {annotators.groups.elders.share: [0, 0.5], annotators.mistakes@food: [0, 0.1 ± 0.05]}}
      """)
    #expect(
      experiment.arms.map(\.name) == [
        "elders.share=0,mistakes@food=0", "elders.share=0,mistakes@food=0.1±0.05",
        "elders.share=0.5,mistakes@food=0", "elders.share=0.5,mistakes@food=0.1±0.05",
      ])
    #expect(
      experiment.arms.map { $0.settings.annotators.population.groups[1].share } == [0, 0, 0.5, 0.5])
    let resolved = try ResolvedScenario(experiment, version: "1").text
    #expect(try reader.read(text: resolved, path: "scenario.yaml") == experiment)
  }

  @Test func armsStandBesideAndBaseWhereItIsNamed() throws {
    let sweep =
      "sweep: {grid: {annotators.mistakes: [0, 0.1]}}\narms: [{name: truth, policy_optimization.reward: true-reward}]\n"
    #expect(try names(sweep) == ["mistakes=0", "mistakes=0.1", "truth"])
    let claim =
      "claims: [{id: a, claim: base is good., effect: {of: base.gold_reward}, direction: above}]"
    #expect(try names(sweep + claim) == ["base", "mistakes=0", "mistakes=0.1", "truth"])
    #expect(try names("") == ["base"])
  }

  @Test func effectsOverSettingsAreTakenOverTheCells() throws {
    let experiment = try read(
      """
      sweep: {grid: {annotators.mistakes: [0, 0.1], feedback.questions: [500, 1000]}}
      arms: [{name: truth, policy_optimization.reward: true-reward}]
      claims:
        - {id: s, claim: S., effect: {slope: gold_reward, over: annotators.mistakes}, direction: below}
        - {id: i, claim: I., effect: {interaction: gold_reward, over: [annotators.mistakes, feedback.questions]}, direction: above}
        - {id: c, claim: C., effect: {contrast: gold_reward, weights: {truth: 1, "mistakes=0,questions=500": -1}}, direction: above}
        - {id: d, claim: D., effect: {of: "mistakes=0.1,questions=500.gold_reward"}, direction: above}
      """)
    let cells = experiment.arms.map(\.name).filter { $0 != "truth" }
    #expect(
      experiment.hypotheses.map(\.effect) == [
        .slope(metric: "gold_reward", over: "annotators.mistakes", arms: cells),
        .interaction(
          metric: "gold_reward", over: ["annotators.mistakes", "feedback.questions"], arms: cells),
        .contrast(
          metric: "gold_reward",
          weights: [.init(arm: "truth", weight: 1), .init(arm: cells[0], weight: -1)]),
        .difference(.init(arm: cells[2], metric: "gold_reward"), minus: nil),
      ])
    let resolved = try ResolvedScenario(experiment, version: "1").text
    #expect(try reader.read(text: resolved, path: "scenario.yaml") == experiment)
  }

  @Test func aCellCanBeSetOnTheCommandLine() throws {
    let arms = try read(
      "sweep: {grid: {annotators.mistakes: [0, 0.1]}}", overrides: ["mistakes=0.1:model.heads=8"]
    ).arms
    #expect(arms.map(\.settings.model.heads) == [4, 8])
  }

  @Test(arguments: [
    (
      "{grid: {annotators.mistakes: 0.1}}",
      "sweep.grid.annotators.mistakes is 0.1, but must be a list of values",
      "write for example [0, 0.1]"
    ),
    (
      "{grid: {annotators.mistaks: [0, 1]}}", "there is no setting annotators.mistaks",
      "write annotators.mistakes"
    ),
    (
      "{grid: {annotators.mistakes: [0, 2]}}",
      "annotators.mistakes is 2, but must be a number from 0 to 1, or two as in 0.2 ± 0.1, the second from 0 to 1",
      "write for example annotators.mistakes: 0.05"
    ),
    (
      "{zip: {annotators.mistakes: [0, 0.1], annotators.lapses: [0]}}",
      "sweep.zip has lists of 2 and 1 values",
      "give all keys as many values, or write them under grid"
    ),
    (
      "{grid: {feedback.questions: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], annotators.count: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], feedback.seed: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], evaluation.seed: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], reward_model.seed: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], policy_optimization.seed: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]}}",
      "the sweep has 1000000 cells, but a scenario has at most 1000 arms",
      "sweep fewer values, or split the scenario"
    ),
    (
      "{grid: {annotators.mistakes: [0.1, 0.1]}}", "two cells of the sweep are called mistakes=0.1",
      "write each value once, and give levels names that tell them apart"
    ),
    (
      "{list: [{name: a, annotators.mistakes: 0}, {name: A, annotators.mistakes: 0.1}]}",
      "two cells of the sweep are called A",
      "write each value once, and give levels names that tell them apart"
    ),
    (
      "{list: [{name: [a], annotators.mistakes: 0}]}",
      "sweep.list[0].name is a list, but must be a word", "write name: and a word"
    ),
    ("{}", "sweep has no values", "write sweep: {grid: {KEY: [first, second]}}"),
  ])
  func mistakesInSweeps(sweep: String, what: String, fix: String) {
    #expect(complaint("sweep: \(sweep)") == "x.yaml:4: error: \(what)\n  fix: \(fix)")
  }

  /// `--set` of a whole table takes the place of what the file says of its fields.
  @Test func aTableOnTheCommandLineReplacesItsFields() throws {
    let text =
      "base: {annotators.groups.climbers.share: 0.5, annotators.groups.plain.share: 0.5, world.name: text.tiny}"
    let groups = try read(text, overrides: ["annotators.groups={plain: 1}"]).arms[0].settings
      .annotators
      .population.groups
    #expect(groups.map(\.name) == ["plain"] && groups[0].share == 1)
  }

  /// What was found by hostile input.
  @Test(arguments: [
    (
      "annotators: {trolls: [{behavior: inverted, share: 0.1}], trolls.kinds.invertd.share: 0.3}",
      "annotators.trolls.kinds on line 4 has no entry invertd"
    ),
    (
      "annotators: {trolls: [{behavior: inverted, share: 0.1}], trolls.activity: 5}",
      "annotators.trolls.kinds: one kind of troll is described beside a list of kinds"
    ),
    (
      "annotators: {trolls: [{behavior: evasive}]}",
      "annotators.trolls.kinds.evasive has no share"
    ),
    (
      "annotators: {trolls: [{kind: inverted, share: 0.1}]}",
      "annotators.trolls.kinds.NAME.kind is now called annotators.trolls.kinds.NAME.behavior"
    ),
    ("annotators.trolls: {behavior: sleeper, share: 0.1}", "sleeper is now called evasive"),
    (
      "annotators.groups: {plain: , politics: {share: 0.5, tastes.gold: 1}}",
      "annotators.groups.politics: \"politics\" is a topic of the world, and metrics of the two would have one name"
    ),
    (
      "annotators.tie_threshold@politics: 1",
      "annotators.tie_threshold@politics names a topic, but annotators.tie_threshold is the same on all"
    ),
    (
      "annotators: {groups: {plain: , elders: 0.5}, groups.elders.share: 0.2}",
      "annotators.groups.elders.share is written again; it already stands on line 4"
    ),
  ])
  func whatWouldMakeSomebodyNewIsRefused(base: String, what: String) {
    #expect(complaint("base: {\(base)}").hasPrefix("x.yaml:4: error: \(what)\n"))
  }

  @Test(arguments: [
    (
      "{interaction: gold_reward, over: [annotators.mistakes]}",
      "hypotheses[0].effect.over names 1 settings, but an interaction is of two"
    ),
    (
      "{interaction: gold_reward, over: [annotators.mistakes, annotators.lapses]}",
      "annotators.lapses is the same in all these arms, so there is no interaction"
    ),
    (
      "{contrast: gold_reward, weights: {a: 1, b: 1}}",
      "the weights add up to 2, but those of a contrast add up to 0"
    ),
    (
      "{contrast: gold_reward}", "hypotheses[0].effect.weights must be a mapping of arms to numbers"
    ),
  ])
  func mistakesInEffectsOverSettings(effect: String, what: String) {
    let text =
      "arms: [{name: a}, {name: b, annotators.mistakes: 0.1}]\n"
      + "hypotheses: [{id: h, claim: C., direction: above, effect: \(effect)}]"
    #expect(complaint(text).hasPrefix("x.yaml:5: error: \(what)\n"))
  }

  /// An interaction that the arms cannot tell: both settings move together.
  @Test func anInteractionNeedsAGrid() {
    let text =
      "sweep: {zip: {annotators.mistakes: [0, 0.1, 0.2, 0.3], annotators.lapses: [0, 0.1, 0.2, 0.3]}}\n"
      + "claims: [{id: h, claim: C., direction: above, effect: {interaction: gold_reward, over: [annotators.mistakes, annotators.lapses]}}]"
    #expect(complaint(text).contains("cannot tell the two settings' interaction"))
  }

  @Test(arguments: [
    (
      "reward_model: {method: formula}",
      "reward_model.method is formula, but reward_model.formula is empty"
    ),
    (
      "reward_model: {method: formula, formula: warmth +}",
      "reward_model.formula is warmth +: it ends where a value should stand, at column 9"
    ),
    (
      "reward_model: {method: formula, formula: charm}",
      "reward_model.formula has charm, which is no attribute of text.town"
    ),
    (
      "reward_model: {method: formula, formula: 1 / length}",
      "reward_model.formula is 1 / length: it may divide by zero: what stands under the line lies between 0 and 64, at column 3"
    ),
    (
      "reward_model: {method: formula, formula: 1 + 1}",
      "reward_model.formula is the same for all responses"
    ),
    ("world.penalties: {no_ham: 1}", "text.town has no penalty no_ham"),
    (
      "world: {penalties: {no_harm: 1}, constraints: false}",
      "world.penalties.no_harm has a size, but text.town has no penalties in force"
    ),
    (
      "annotators.topic_bias: 0 ± 1",
      "annotators.topic_bias shifts all responses to a prompt alike, so no comparison shows it"
    ),
  ])
  func mistakesInFormulasAndPenalties(base: String, what: String) {
    #expect(complaint("base: {\(base)}").hasPrefix("x.yaml:4: error: \(what)\n"))
  }
}
