import Testing

@testable import Evaluation

@Suite struct MetricGlossaryTests {
  @Test func namesAreUniqueAndInSnakeCase() {
    let keys = MetricGlossary.all.map(\.key)
    #expect(Set(keys).count == keys.count)
    for key in keys {
      #expect(key.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "_" }, "\(key)")
    }
  }

  @Test func everyMetricSaysWhatItIs() {
    for metric in MetricGlossary.all {
      for text in [metric.unit, metric.formula, metric.meaning, metric.source] {
        #expect(!text.isEmpty, "\(metric.key)")
      }
      #expect(metric.meaning.hasSuffix(".") || metric.meaning.hasSuffix("gamed."), "\(metric.key)")
    }
  }

  @Test func theAgreedNamesAreThere() {
    let agreed = [
      "gold_reward", "gold_reward_fine_tuned", "gold_reward_pretrained", "proxy_reward", "regret",
      "kl_to_reference", "entropy", "gibberish_rate", "harm_rate", "task_success", "win_rate",
      "loss_rate", "draw_rate", "illegal_rate", "reward_model_accuracy",
      "reward_model_calibration_error", "reward_model_kendall_tau", "group_gap",
      "worst_group_reward", "cost_dollars", "annotator_hours", "labels",
    ]
    for key in agreed { #expect(MetricGlossary.metric(key) != nil, "\(key)") }
    #expect(MetricGlossary.metric("no_such_metric") == nil)
  }
}
