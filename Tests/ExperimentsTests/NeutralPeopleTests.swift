import Annotators
import Experiments
import SandboxCore
import Testing

/// What cannot matter changes nothing, bit for bit, from the answers to the last metric.
@Suite struct NeutralPeopleTests {
  private func check(
    _ base: @escaping SmallRuns.Change = { _ in }, sameAs other: @escaping SmallRuns.Change
  ) async throws {
    let experiment = SmallRuns.experiment(
      arms: [
        ("base", base),
        (
          "other",
          {
            base(&$0)
            other(&$0)
          }
        ),
      ])
    let filed = try await SmallRuns.run(experiment).filed
    #expect(filed[0].record.failure == nil && filed[0].judgements.count > 32)
    #expect(filed[0].judgements == filed[1].judgements)
    var record = filed[1].record.timeless
    record.arm = "base"
    #expect(record == filed[0].record.timeless)
    // Not because it was taken over: the settings differ, so the answers were given again.
    #expect(filed[1].record.phase("feedback")?.seconds != 0)
  }

  @Test(arguments: [
    ("severity", Spread(0, deviation: 2)), ("scale_use", Spread(0.5, deviation: 0.2)),
    ("anchoring", Spread(0.5)), ("halo", Spread(0.8)),
  ])
  func scaleUseDoesNotTouchComparisons(trait: String, spread: Spread) async throws {
    try await check { $0.annotators.population.traits[trait] = spread }
  }

  /// Parts of which another setting makes nothing.
  static let neutral: [(name: String, change: @Sendable (inout ArmSettings) -> Void)] = [
    ("expertise", { $0.annotators.population.expertise = Spread(0.5, deviation: 0.2) }),
    (
      "fatigue without a limit",
      { $0.annotators.population.traits["fatigue_answers"] = Spread(3) }
    ),
    (
      "nothing to learn",
      { $0.annotators.population.traits["learning_answers"] = Spread(3) }
    ),
    (
      "correlated errors of people who make none",
      { $0.annotators.population.traits["error_correlation"] = Spread(0.5) }
    ),
    (
      "a favourite whom nobody favours",
      { $0.annotators.population.favouredWriter = "pretrained" }
    ),
    (
      "an attribute nobody is flattered by",
      { $0.annotators.population.sycophancyAttribute = "stutters" }
    ),
    (
      "neutral traits of a group",
      {
        $0.annotators.population.groups = [
          GroupSettings(
            "plain",
            traits: [
              SpecialTrait("position_bias", Spread(0)), SpecialTrait("myopia", Spread(0)),
              SpecialTrait("length_bias", on: "letters", Spread(0)),
            ])
        ]
      }
    ),
    (
      "trolls that are not there",
      {
        $0.annotators.population.trolls.behavior = "random"
        $0.annotators.population.trolls.activity = 3
      }
    ),
    (
      "AI judges that are asked nothing",
      {
        $0.annotators.population.aiJudges.accounts = 3
        $0.annotators.population.aiJudges.positionBias = 2
      }
    ),
    ("a pass mark without checks", { $0.feedback.passThreshold = 1 }),
    (
      "the names of groups",
      { $0.annotators.population.groups = [GroupSettings("plain", share: 1)] }
    ),
  ]

  @Test(arguments: neutral.indices) func aPartAtNeutralDoesNothing(part: Int) async throws {
    try await check { Self.neutral[part].change(&$0) }
  }

  /// The same parts do something where they are not neutral, or else the tests above could not fail.
  @Test(arguments: [
    "position_bias", "lapses", "mistakes", "misperception", "fatigue_limit", "length_bias",
  ])
  func aPartThatIsNotNeutralDoesSomething(trait: String) async throws {
    let experiment = SmallRuns.experiment(
      arms: [
        ("base", { $0.annotators.population.traits["fatigue_answers"] = Spread(1) }),
        (
          "other",
          {
            $0.annotators.population.traits["fatigue_answers"] = Spread(1)
            $0.annotators.population.traits[trait] = Spread(1)
          }
        ),
      ])
    let filed = try await SmallRuns.run(experiment).filed
    #expect(filed[0].judgements.map(\.question) == filed[1].judgements.map(\.question))
    // Responses of text.tiny are all of one length, so a taste for length finds nothing to like.
    let isSame = filed[0].judgements.map(\.answer) == filed[1].judgements.map(\.answer)
    #expect(isSame == (trait == "length_bias"))
  }
}
