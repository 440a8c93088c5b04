import Environments
import SandboxCore
import Annotators
import Experiments
import Randomness
import ScenarioFiles
import Testing

@Suite struct ResolvedScenarioTests {
  /// Reading what was written gives what was written.
  private func checkRoundTrip(_ experiment: Experiment) throws {
    let text = try ResolvedScenario(experiment, version: "1.2.3").text
    let again = try reader.read(text: text, path: "scenario.yaml")
    #expect(again == experiment)
  }

  @Test(arguments: shipped) func shippedScenariosComeBack(name: String) throws {
    let path = repository.appending(path: "Scenarios/\(name).yaml").path()
    let experiment = try reader.read(path: path)
    try checkRoundTrip(experiment)
    try checkRoundTrip(experiment.smoke)
    try checkRoundTrip(
      reader.read(path: path, overrides: ["annotators.mistakes=0.125", "seed=77"]))
  }

  /// A run of version 0.2.0, before settings had the words of the field, is read as it was meant.
  @Test func whatARunOfOldNamesLeftIsRead() throws {
    let file = repository.appending(path: "Tests/Goldens/scenario-of-old-names.yaml")
    let experiment = try reader.read(path: file.path())
    let people = experiment.arms.map(\.settings.annotators.population)
    #expect(people.map(\.trolls.behavior) == ["evasive", "constant"])
    #expect(people.map { $0.traits["myopia"] } == [Spread(0), Spread(0.1, deviation: 0.05)])
    #expect(
      people[0].groups == [
        GroupSettings("plain", share: 0.5),
        GroupSettings(
          "climbers", share: 0.5, traits: [SpecialTrait("mistakes", Spread(0.2, deviation: 0.1))]),
      ])
    #expect(
      people[1].aiJudges.accounts == 1 && experiment.arms[1].settings.feedback.aiJudgeShare == 0.5)
    #expect(
      experiment.arms[1].differences == [
        "annotators.trolls.share", "annotators.trolls.behavior", "annotators.myopia",
        "feedback.ai_judges.share", "annotators.ai_judges.accounts",
      ])
    let claim = try #require(experiment.hypotheses.first)
    #expect(claim.metricNames == ["label_count"])
    // Whoever writes a scenario is told the new names.
    let text = try String(contentsOf: file, encoding: .utf8).replacing(
      /\nversion: .*\n/, with: "\n")
    let error = #expect(throws: InvalidScenario.self) {
      try reader.read(text: text, path: "x.yaml")
    }
    let told = error?.problems.map(\.what) ?? []
    #expect(
      told.contains("annotators.discount is now called annotators.myopia, and is 1 - discount"))
  }

  @Test func nothingIsLeftToDefaults() throws {
    let text = try ResolvedScenario(try read(""), version: "1.2.3").text
    for setting in SettingsCatalog.all {
      #expect(text.contains("\n  \(setting.key): "), "\(setting.key)")
    }
    #expect(text.hasPrefix("# What rlhf 1.2.3 ran, with every setting written out.\nname: x\n"))
    #expect(text.contains("\nversion: 1.2.3\nseed: 1\nreplications: 10\n"))
  }

  @Test func sharedSettingsStandInBaseAndOthersInTheArms() throws {
    let experiment = try read(
      """
      arms:
        - name: plain
        - name: trolls
          annotators.trolls.share: 0.2
          annotators.groups: {elders: 0.5, hill: 0.5}
      """)
    let text = try ResolvedScenario(experiment, version: "1").text
    let arms = try #require(text.split(separator: "arms:\n").last)
    #expect(
      arms == """
        - name: plain
          differences: []
          annotators.groups: {}
          annotators.trolls.share: 0
        - name: trolls
          annotators.trolls.share: 0.2
          annotators.groups: {elders: 0.5, hill: 0.5}

        """)
    try checkRoundTrip(experiment)
  }

  @Test func claimsAndScaleComeBack() throws {
    let experiment = try read(
      """
      arms: [{name: perfect}, {name: coins, annotators.mistakes: 0.5}]
      hypotheses:
        - id: H
          claim: C
          effect: {of: perfect.gold_reward}
          direction: above
          smallest: 0.05
          control: {of: coins.gold_reward, minus: perfect.gold_reward, at_most: 0.15}
          positive: {of: perfect.label_accuracy, minus: coins.label_accuracy, threshold: 0.1}
        - id: I
          claim: C
          effect: {of: perfect.gold_reward}
          direction: below
          control: {of: coins.gold_reward, at_least: -0.15}
          positive: {slope: label_accuracy, over: annotators.mistakes, direction: below}
      scale: {best: perfect, worst: coins}
      """)
    #expect(experiment.scale == .init(best: "perfect", worst: "coins"))
    let (first, second) = (experiment.hypotheses[0], experiment.hypotheses[1])
    #expect(first.smallest == 0.05 && first.isPrimary)
    #expect(first.control?.margin == 0.15 && first.control?.bound == .atMost)
    #expect(first.positive?.direction == .above && first.positive?.threshold == 0.1)
    #expect(second.control?.margin == 0.15 && second.control?.bound == .atLeast)
    #expect(second.positive?.direction == .below && second.positive?.threshold == 0)
    try checkRoundTrip(experiment)
    try checkRoundTrip(experiment.smoke)
  }

  @Test func anyTextAndAnySeedComeBack() throws {
    var experiment = try read("")
    experiment.seed = .max
    for text in [
      "true", "0x10", "~", "- a", "a: b # c", " blanks ", "two\nlines\n", "tab\there", "'", "\"",
      "{[", "%", "@x", "π ≥ 3 🎲", "\u{1}\u{7F}\u{85}\u{2028}", "a\\nb", "1_000", "<<", "---",
      String(repeating: "long words ", count: 40),
    ] {
      experiment.title = text
      experiment.question = text
      experiment.arms[0].settings.board.opponentModel = text
      try checkRoundTrip(experiment)
    }
  }

  @Test func randomSettingsComeBack() throws {
    var stream = RandomStream(seed: 5).child("settings")
    for _ in 0..<30 {
      var experiment = try read("arms: [{name: a}, {name: b}, {name: c-1}]")
      for index in experiment.arms.indices {
        var settings = ArmSettings.defaults(
          for: WorldName.allCases[stream.uniform(below: WorldName.allCases.count)])
        settings.annotators.population = population(using: &stream)
        if stream.uniform() < 0.5 {
          let kinds = try #require(SettingsCatalog.setting("annotators.trolls.kinds"))
          try kinds.assign(
            entries: [("few", [("share", "\(stream.uniform() / 2)"), ("behavior", "random")])],
            to: &settings)
        }
        settings.feedback.budgetDollars = stream.uniform() < 0.5 ? nil : 1e12 * stream.uniform()
        settings.policyGradient.clipRange = stream.uniform() < 0.5 ? nil : stream.uniform()
        settings.world.constraints = stream.uniform() < 0.5
        settings.pretraining.amount = stream.uniform(below: 100_000_000)
        if settings.world.name == .town, stream.uniform() < 0.5 {
          let share = stream.uniform()
          settings.annotators.population.groups = [
            GroupSettings(
              "hill", share: share,
              traits: [
                SpecialTrait("lapses", Spread(stream.uniform())),
                SpecialTrait(
                  "rationality", on: "politics", Spread(stream.uniform(), deviation: 0.125)),
                SpecialTrait("rationality", nil),
              ]),
            GroupSettings(
              "bakers", goldWeight: stream.uniform(),
              tastes: [
                Group.Taste(attribute: "warmth", weight: stream.uniform()),
                Group.Taste(attribute: "warmth", weight: -stream.uniform(), topics: ["food"]),
              ]),
          ]
        }
        experiment.arms[index].settings = settings
        experiment.arms[index].differences = ["world.name", "feedback.budget_dollars"]
      }
      try checkRoundTrip(experiment)
    }
  }

  /// People of any kind that the ranges allow.
  private func population(using stream: inout RandomStream) -> PopulationSettings {
    var population = PopulationSettings()
    population.traits.rationality =
      stream.uniform() < 0.5 ? nil : Spread(stream.uniform() * 1e-7, deviation: stream.uniform())
    population.traits["mistakes"] = Spread(stream.uniform())
    population.traits["position_bias"] = Spread((stream.uniform() - 0.5) * 10)
    population.traits["severity"] = Spread(0, deviation: stream.uniform() * 1e-9)
    population.tieThreshold = .deviations(stream.uniform())
    population.skipThreshold = .shareOfMeanReturn(stream.uniform() * 100 / 100)
    population.aiJudges.accounts = stream.uniform(below: 9)
    population.aiJudges.dollars = stream.uniform()
    var ann = IndividualSettings("ann")
    (ann.behavior, ann.traits) = ("inverted", [SpecialTrait("lapses", Spread(stream.uniform()))])
    population.individuals = [ann]
    return population
  }
}
