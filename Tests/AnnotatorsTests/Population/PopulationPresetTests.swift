import Randomness
import SandboxCore
import SandboxTestSupport
import Testing

@testable import Annotators

@Suite struct PopulationPresetTests {
  private func settings(_ preset: PopulationPreset) -> PopulationSettings {
    var settings = PopulationSettings()
    preset.apply(to: &settings)
    return settings
  }

  @Test(arguments: PopulationPreset.allCases)
  func everyPresetIsAPopulationAndLeavesNothingBehind(preset: PopulationPreset) {
    #expect(settings(preset).problems(in: Cast.population) == [])
    #expect(!preset.meaning.isEmpty && !preset.source.isEmpty)
    var other = settings(.typical)
    other.trolls.share = 0.5
    other.tieThreshold = .deviations(1)
    other.individualTaste = 2
    preset.apply(to: &other)
    #expect(other == settings(preset))
  }

  @Test func theTeachersOfBPref() {
    #expect(
      PopulationPreset.allCases.map(\.rawValue).filter { $0.hasPrefix("b-pref") } == [
        "b-pref-oracle", "b-pref-stochastic", "b-pref-mistake", "b-pref-skip", "b-pref-equal",
        "b-pref-myopic",
      ])
    #expect(settings(.bPrefOracle) == PopulationSettings())
    #expect(settings(.bPrefStochastic).traits.rationality == Spread(1))
    #expect(settings(.bPrefMistake).traits["mistakes"] == Spread(0.1))
    #expect(settings(.bPrefSkip).skipThreshold == .shareOfMeanReturn(0.1))
    #expect(settings(.bPrefEqual).tieThreshold == .shareOfMeanReturn(0.1))
    #expect(settings(.bPrefMyopic).traits["myopia"] == Spread(0.1))
  }

  @Test func alpacaFarmHas13PeopleWhoFlipAQuarter() throws {
    let pool = try AnnotatorPool(
      settings(.alpacaFarm), world: Cast.population, using: RandomStream(seed: 9))
    let people = pool.members.compactMap(\.person)
    #expect(people.count == 13)
    #expect(people.allSatisfy { $0.traits.mistakes == 0.25 })
    #expect(Set(people.map(\.opinion)).count == 13)
  }

  @Test(arguments: [9, 10, 11] as [UInt64])
  func typicalPeopleAgreeAboutAsOftenAsLabellersDo(seed: UInt64) throws {
    var settings = settings(.typical)
    settings.groups = [GroupSettings("plain", share: 1)]
    let pool = try AnnotatorPool(settings, world: Cast.population, using: RandomStream(seed: seed))
    let summary = PopulationSummary(
      of: pool, asked: normalPairs(2_000), using: RandomStream(seed: 10))
    // As the preset says. Whoever the 20 people are moves it by about a point, the pairs by half
    // of one.
    #expect(abs(try #require(summary.agreement) - 0.7) < 0.06)
  }
}
