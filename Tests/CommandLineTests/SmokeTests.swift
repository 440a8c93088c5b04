import Experiments
import Testing

@testable import rlhf

@Suite struct SmokeTests {
  @Test func everythingThatTakesTimeShrinksAndNothingGrows() {
    var settings = ArmSettings.defaults(for: .town)
    settings.feedback.comparisons = 0
    settings.evaluation.matches = 2
    let experiment = Experiment(
      name: "x", title: "X", seed: 1, replications: 10,
      arms: [Arm(name: "base", settings: settings)])
    let small = experiment.smokeSized
    #expect(small.replications == 2)
    let shrunk = small.arms[0].settings
    #expect(shrunk.pretraining.amount == 8000)
    #expect(shrunk.policyOptimization.iterations == 2)
    #expect(shrunk.feedback.comparisons == 0)
    #expect(shrunk.evaluation.matches == 2)
    #expect(small.smokeSized == small)
  }
}
