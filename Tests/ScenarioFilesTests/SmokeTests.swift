import Experiments
import ScenarioFiles
import Testing

@Suite struct SmokeTests {
  @Test func amountsAreCutDownAndNothingElseChanges() throws {
    let full = try read("base: {annotators.trolls.share: 0.3, evaluation.matches: 3}")
    let small = full.smoke
    let settings = small.arms[0].settings
    #expect(small.replications == 2)
    #expect(settings.pretraining.amount == 3000 && settings.policyOptimization.iterations == 2)
    #expect(settings.evaluation.matches == 3, "what is smaller stays")
    #expect(settings.annotators == full.arms[0].settings.annotators)
    #expect(settings.model == full.arms[0].settings.model)
    #expect(small.smoke == small)
  }
}
