import SandboxCore
import Annotators
import Experiments
import ScenarioFiles
import Testing

/// Crowds as scenarios write them: spreads, traits of groups, presets.
@Suite struct PeopleReadingTests {
  /// The people of each arm.
  private func people(_ text: String) throws -> [PopulationSettings] {
    try read(text).arms.map(\.settings.annotators.population)
  }

  /// What a preset alone makes of the default people.
  private func preset(_ preset: PopulationPreset) -> PopulationSettings {
    var settings = ArmSettings.defaults(for: .town)
    settings.annotators.preset = preset
    settings.takeUpPreset()
    return settings.annotators.population
  }

  private func checkRoundTrip(_ text: String) throws {
    let experiment = try read(text)
    let resolved = try ResolvedScenario(experiment, version: "1").text
    #expect(try reader.read(text: resolved, path: "scenario.yaml") == experiment)
  }

  @Test func everyPresetIsWhereItsPeopleStart() throws {
    for preset in PopulationPreset.allCases {
      let text = "base: {annotators.preset: \(preset.rawValue)}"
      let arm = try #require(try read(text).arms.first)
      #expect(arm.settings.annotators.preset == preset)
      #expect(arm.settings.annotators.population == self.preset(preset))
      try checkRoundTrip(text)
    }
  }

  @Test(arguments: [
    "{annotators: {preset: typical, mistakes: 0.3}}",
    "{annotators: {mistakes: 0.3, preset: typical}}",
    "{annotators.mistakes: 0.3, annotators.preset: typical}",
  ])
  func whatIsWrittenBesideAPresetWins(base: String) throws {
    var expected = preset(.typical)
    expected.traits["mistakes"] = Spread(0.3)
    #expect(try people("base: \(base)") == [expected])
    try checkRoundTrip("base: \(base)")
  }

  @Test func anArmsPresetStartsFromItsBase() throws {
    let text = """
      base: {annotators: {count: 40, mistakes: 0.3, ai_judges.accounts: 2}}
      arms:
        - name: plain
        - name: experts
          annotators.preset: experts
        - name: sloppy-experts
          annotators: {mistakes: 0.2, preset: experts}
        - name: farm
          annotators.preset: alpaca-farm
        - name: none
          annotators.preset: none
      """
    let arms = try people(text)
    // A preset replaces the traits that the base set, and keeps what presets say nothing about.
    var experts = preset(.experts)
    experts.count = 40
    experts.aiJudges.accounts = 2
    var sloppy = experts
    sloppy.traits["mistakes"] = Spread(0.2)
    var farm = preset(.alpacaFarm)
    farm.aiJudges.accounts = 2
    #expect(arms[1] == experts)
    #expect(arms[2] == sloppy)
    #expect(arms[3] == farm && farm.count == 13)
    #expect(arms[0] == arms[4] && arms[0].traits["mistakes"] == Spread(0.3))
    try checkRoundTrip(text)
  }

  @Test func aBasesPresetCanBeRefinedByAnArm() throws {
    let text = """
      base: {annotators: {preset: spammers, rationality: 4}}
      arms:
        - name: as-they-are
        - name: fewer
          annotators.trolls.share: 0.1
      """
    var expected = preset(.spammers)
    expected.traits.rationality = Spread(4)
    let arms = try people(text)
    #expect(arms[0] == expected)
    expected.trolls.share = 0.1
    #expect(arms[1] == expected)
    try checkRoundTrip(text)
  }

  @Test func groupsAreReadInAllSpellings() throws {
    let nested = try people(
      """
      base:
        annotators:
          groups:
            elders: {share: 0.5, traits: {mistakes: 0.2 ± 0.1, rationality: 3}}
            bakers: {tastes: {gold: 0.5, warmth: 2, slant@politics: -1}}
      """)
    let listed = try people(
      """
      base:
        annotators.groups:
          - {name: elders, traits.mistakes: 0.2 +- 0.1, traits.rationality: 3, share: 0.5}
          - name: bakers
            tastes.gold: 0.5
            tastes: {slant@politics: -1, warmth: 2}
      """)
    let dotted = try people(
      """
      base:
        annotators.groups: {elders: 0.5, bakers: }
        annotators.groups.elders.traits: {mistakes: 0.2 ± 0.1, rationality: 3}
        annotators.groups.bakers.tastes.gold: 0.5
        annotators: {groups.bakers: {tastes.warmth: 2, tastes.slant@politics: -1}}
      """)
    #expect(nested == listed && nested == dotted)
    #expect(
      nested[0].groups == [
        GroupSettings(
          "elders", share: 0.5,
          traits: [
            SpecialTrait("rationality", Spread(3)),
            SpecialTrait("mistakes", Spread(0.2, deviation: 0.1)),
          ]),
        GroupSettings(
          "bakers", goldWeight: 0.5,
          tastes: [
            Group.Taste(attribute: "slant", weight: -1, topics: ["politics"]),
            Group.Taste(attribute: "warmth", weight: 2),
          ]),
      ])
    try checkRoundTrip(
      "base: {annotators.groups: {elders: {share: 0.5, traits.mistakes@food: 0.25 ± 0.125}, hill: 0.5}}"
    )
  }

  @Test func trollsAndJudgesMayBeOfSeveralKinds() throws {
    let population = try people(
      """
      base:
        annotators:
          trolls: [{behavior: inverted, share: 0.1}, {name: hidden, behavior: evasive, share: 0.05}]
          ai_judges: [{name: cheap, accuracy: 0.75, dollars: 0.01}, {name: dear, accounts: 3}]
          individuals: [{name: ann, traits: {mistakes: 0.3}}, {name: bob, behavior: inverted}]
          length_bias@politics: 0.5 ± 0.1
        feedback.ai_judges.share: 0.5
      """)[0]
    #expect(population.allTrolls.map(\.name) == ["inverted", "hidden"])
    #expect(abs(population.trollShare - 0.15) < 1e-12)
    #expect(population.allAIJudges.map(\.accounts) == [1, 3])
    #expect(population.individuals.map(\.behavior) == ["", "inverted"])
    #expect(
      population.topicTraits == [
        SpecialTrait("length_bias", on: "politics", Spread(0.5, deviation: 0.1))
      ])
  }

  @Test(arguments: [
    (
      "groups: {elders: {traits: {mistakes: 2}}}",
      "annotators.groups.elders.traits.mistakes is 2, but must be a number from 0 to 1, or two as in 0.2 ± 0.1, "
        + "the second from 0 to 1",
      "write for example annotators.groups.elders.traits.mistakes: 0.2"
    ),
    (
      "groups: {elders: {traits: {mistakes: [1]}}}",
      "base.annotators.groups.elders.traits.mistakes is a list, but must be a value",
      "write one value"
    ),
    (
      "groups: 0.2", "annotators.groups is 0.2, but must be a mapping of names",
      "write the name of each group, and below it what is said of it"
    ),
    (
      "groups: [{share: 1}]", "base.annotators.groups[0] has no name",
      "write name: and a word of letters, digits and hyphens"
    ),
    (
      "groups: {elders: {mistakes: 0.1}}",
      "annotators.groups.elders has mistakes, which a group cannot have", "write traits.mistakes"
    ),
    (
      "groups: {elders: {share@food: 0.1}}",
      "annotators.groups.elders.share@food names a topic, but share is the same on all",
      "write share: and a value"
    ),
    (
      "group_traits: {elders: {mistakes: 0.1}}",
      "annotators.group_traits is now called annotators.groups: {NAME: {traits: {…}}}",
      "write the new name"
    ),
    (
      "groups: {elders: 0.5, elders-2: {share: 0.5, tastes: {charm: 1}}}",
      "annotators.groups.elders-2.tastes.charm: the world has no attribute \"charm\"",
      "write harm"
    ),
    (
      "mistakes@weather: 0.1", "annotators.mistakes@weather: the world has no topic \"weather\"",
      "use one of: neighbours, work, politics, food, health, travel"
    ),
    (
      "individuals: [{name: p3}]",
      "annotators.individuals.p3: \"p3\" is what a counted annotator is called",
      "give individuals, who come besides annotators.count, names such as ann"
    ),
    (
      "trolls: [{behavior: inverted, share: 0.7}, {behavior: random, share: 0.5}]",
      "annotators.trolls.kinds: the shares of trolls add up to 1.2",
      "use shares that leave others: below 1 together"
    ),
  ])
  func mistakesInTablesOfAnnotators(value: String, what: String, fix: String) {
    #expect(
      complaint("base: {annotators: {\(value)}}")
        == "x.yaml:4: error: \(what)\n  fix: \(fix)")
  }

  @Test func traitsOfGroupsCanBeSetOnTheCommandLine() throws {
    let experiment = try read(
      "base: {annotators.groups: {elders: 1}}",
      overrides: ["annotators.groups.elders.traits.lapses=0.1", "annotators.halo=0.2 ± 0.1"])
    let population = experiment.arms[0].settings.annotators.population
    #expect(
      population.groups == [
        GroupSettings("elders", share: 1, traits: [SpecialTrait("lapses", Spread(0.1))])
      ])
    #expect(population.traits["halo"] == Spread(0.2, deviation: 0.1))
  }

  // MARK: - Metrics of groups

  private func claim(_ effect: String, control: String = "") -> String {
    complaint(
      """
      arms:
        - name: town
        - name: tiny
          world.name: text.tiny
        - name: trolls
          annotators.trolls.share: 0.2
      hypotheses: [{id: H, claim: C, direction: above, effect: \(effect)\(control)}]
      """)
  }

  @Test(arguments: [
    "{of: town.group_gain@elders, minus: town.group_reward@hill}", "{of: tiny.group_gain@climbers}",
    "{slope: group_gain@plain, over: annotators.trolls.share}",
    "{slope: group_gain@elders, over: annotators.trolls.share, arms: [town, trolls]}",
  ])
  func aGroupOfTheArmsWorldHasMetrics(effect: String) {
    #expect(claim(effect) == "")
  }

  @Test(arguments: [
    (
      "{of: town.group_gain@elder}", "group_gain@elder", "text.town has no group elder",
      "write group_gain@elders"
    ),
    (
      "{of: tiny.group_reward@elders}", "group_reward@elders", "text.tiny has no group elders",
      "end it with one of plain, climbers, divers"
    ),
    (
      "{of: town.gold_reward, minus: town.group_gain@}", "group_gain@", "text.town has no group ",
      "end it with one of plain, elders, students, harbour, hill"
    ),
    (
      "{slope: group_gain@elders, over: annotators.trolls.share}", "group_gain@elders",
      "text.tiny has no group elders", "end it with one of plain, climbers, divers"
    ),
  ])
  func aGroupThatNoArmsWorldHasIsNamed(effect: String, name: String, why: String, fix: String) {
    #expect(
      claim(effect)
        == "x.yaml:10: error: there is no metric \(name), because \(why)\n  fix: \(fix)")
  }

  @Test(arguments: [
    "{of: town.gold_reward@politics, minus: town.gold_reward@elders}",
    "{of: trolls.task_success@question-answering, minus: town.harm_rate@advice}",
    "{slope: label_accuracy@food, over: annotators.trolls.share, arms: [town, trolls]}",
  ])
  func aTopicFamilyOrGroupHasMetrics(effect: String) {
    #expect(claim(effect) == "")
  }

  @Test(arguments: [
    (
      "town.gold_reward@politic",
      "there is no metric gold_reward@politic, because text.town has no "
        + "topic, family or group politic", "write gold_reward@politics"
    ),
    (
      "town.harm_rate@elders",
      "there is no metric harm_rate@elders, because text.town has no topic "
        + "or family elders",
      "end it with one of "
    ),
    (
      "town.gold_rewad@politics", "there is no metric gold_rewad@politics",
      "write gold_reward@politics"
    ),
    (
      "town.regret@politics", "regret is not measured of parts such as politics",
      "write regret, or "
    ),
    ("town.group_gain", "group_gain is measured of parts only", "write group_gain@GROUP"),
    (
      "town.group_gain_elders", "group_gain_elders is now called group_gain@elders",
      "write group_gain@elders"
    ),
    (
      "town.kl_coefficient",
      "kl_coefficient is recorded step by step, and no claim can be about it",
      "choose one that `rlhf show metric` lists as measured once a replication"
    ),
  ])
  func aMetricThatIsNoneIsToldWithWhatThereIs(metric: String, what: String, fix: String) {
    let text = claim("{of: \(metric)}")
    #expect(text.hasPrefix("x.yaml:10: error: \(what)\n  fix: \(fix)"), "\(text)")
  }

  @Test func controlsAreCheckedToo() {
    let control = ", control: {of: tiny.group_gain@hill, within: 1}"
    #expect(
      claim("{of: town.gold_reward}", control: control) == """
        x.yaml:10: error: there is no metric group_gain@hill, because text.tiny has no group hill
          fix: end it with one of plain, climbers, divers
        """)
  }
}
