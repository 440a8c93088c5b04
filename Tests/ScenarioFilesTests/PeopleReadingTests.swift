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
      base: {annotators: {count: 40, mistakes: 0.3, machines.accounts: 2}}
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
    experts.machines.accounts = 2
    var sloppy = experts
    sloppy.traits["mistakes"] = Spread(0.2)
    var farm = preset(.alpacaFarm)
    farm.machines.accounts = 2
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

  @Test func traitsOfGroupsAreReadInBothSpellings() throws {
    let groups = "annotators.groups: {elders: 0.5, hill: 0.5}"
    let nested = try people(
      """
      base:
        \(groups)
        annotators.group_traits:
          elders: {mistakes: 0.2 ± 0.1, rationality: 3}
          hill:
            severity: -1
      """)
    let dotted = try people(
      """
      base:
        \(groups)
        annotators:
          group_traits: {elders.mistakes: 0.2 +- 0.1, elders.rationality: 3, hill.severity: -1}
      """)
    #expect(nested == dotted)
    #expect(
      nested[0].groupTraits == [
        GroupTraits(group: "elders", key: "mistakes", spread: Spread(0.2, deviation: 0.1)),
        GroupTraits(group: "elders", key: "rationality", spread: Spread(3)),
        GroupTraits(group: "hill", key: "severity", spread: Spread(-1)),
      ])
    try checkRoundTrip(
      "base: {\(groups), annotators.group_traits: {elders.mistakes: 0.25 ± 0.125}}")
  }

  @Test(arguments: [
    (
      "{elders: {mistakes: 2}}",
      "annotators.mistakes is 2, but must be a number from 0 to 1, or two as in 0.2 ± 0.1, the second "
        + "from 0 to 1",
      "write for example annotators.mistakes: 0.05"
    ),
    (
      "{elders: 0.2}", "base.annotators.group_traits.elders is 0.2, but must be a mapping",
      "write the group's traits below it, such as {mistakes: 0.1}"
    ),
    (
      "{elders: [0.2]}", "base.annotators.group_traits.elders is a list, but must be a mapping",
      "write the group's traits below it, such as {mistakes: 0.1}"
    ),
    (
      "{elders: {mistakes: [1]}}",
      "base.annotators.group_traits.elders.mistakes is a list, but must be a value",
      "write mistakes: and a number"
    ),
    (
      "0.2",
      "annotators.group_traits is 0.2, but must be a mapping of groups to traits, such as {elders: {mistakes: 0.1}}",
      "write for example annotators.group_traits: {plain: {mistakes: 0.1}}"
    ),
    (
      "{elders: {mistake: 0.1}}", "annotators.group_traits.elders has mistake, which is no trait",
      "write one of rationality, mistakes, lapses, misperception, error_correlation, discount, "
        + "position_bias, length_bias, sycophancy, self_preference, halo, anchoring, severity, "
        + "scale_use, fatigue_limit, fatigue_answers, beginner_share, learning_answers, expertise, "
        + "topic_bias"
    ),
  ])
  func mistakesInTraitsOfGroups(value: String, what: String, fix: String) {
    #expect(
      complaint("base: {annotators.group_traits: \(value)}")
        == "x.yaml:4: error: \(what)\n  fix: \(fix)")
  }

  @Test func traitsOfGroupsCanBeSetOnTheCommandLine() throws {
    let experiment = try read(
      "base: {annotators.groups: {elders: 1}}",
      overrides: ["annotators.group_traits={elders: {lapses: 0.1}}", "annotators.halo=0.2 ± 0.1"])
    let population = experiment.arms[0].settings.annotators.population
    #expect(
      population.groupTraits == [
        GroupTraits(group: "elders", key: "lapses", spread: Spread(0.1))
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
