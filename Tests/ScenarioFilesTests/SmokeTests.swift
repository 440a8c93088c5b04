import Experiments
import ScenarioFiles
import Testing

@Suite struct SmokeTests {
  @Test func amountsAreCutDownAndNothingElseChanges() throws {
    let full = try read("base: {annotators.trolls.share: 0.3, evaluation.matches: 3}")
    let small = full.smoke
    let settings = small.arms[0].settings
    #expect(small.replications == 2)
    #expect(settings.pretraining.amount == 3000 && settings.policyGradient.iterations == 5)
    #expect(settings.evaluation.matches == 3, "what is smaller stays")
    #expect(settings.annotators == full.arms[0].settings.annotators)
    #expect(settings.model == full.arms[0].settings.model)
    #expect(small.smoke == small)
  }

  /// Slopes over what is cut down can still be taken, and the run's folder can be read again.
  @Test func armsThatDifferStillDo() throws {
    let full = try read(
      """
      arms:
        - name: a
          feedback.questions: 8000
          reward_model.epochs: 3
        - name: b
          feedback.questions: 125
          reward_model.epochs: 5
        - name: c
          feedback.questions: 500
        - name: d
          feedback.questions: 20
        - name: e
          feedback.questions: 500
      hypotheses:
        - id: H1
          claim: More is better.
          effect: {slope: gold_reward, over: feedback.questions}
          direction: above
        - id: H2
          claim: More is better.
          effect: {slope: gold_reward, over: reward_model.epochs}
          direction: above
      """)
    let small = full.smoke
    #expect(small.arms.map(\.settings.feedback.questions) == [64, 62, 63, 20, 63])
    #expect(small.arms.map(\.settings.rewardModel.epochs) == [1, 1, 1, 1, 1])
    #expect(small.smoke == small)
    let resolved = try ResolvedScenario(small, version: "1").text
    #expect(try reader.read(text: resolved, path: "scenario.yaml") == small)
  }
}
