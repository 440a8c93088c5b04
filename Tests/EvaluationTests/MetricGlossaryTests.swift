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
      "wall_clock_hours", "machine_labels", "label_accuracy", "consensus_accuracy",
      "agreement_percent", "agreement_alpha", "label_accuracy_ceiling", "dismissed_annotators",
      "judged_win_rate", "judged_win_rate_both_orders", "gold_win_rate", "position_bias_estimate",
      "order_consistency", "reward_model_label_accuracy", "reward_model_training_accuracy",
      "reward_model_accuracy_held_out_topics", "reward_model_length_correlation",
      "response_length",
    ]
    for key in agreed { #expect(MetricGlossary.metric(key) != nil, "\(key)") }
    #expect(MetricGlossary.metric("no_such_metric") == nil)
  }

  /// Groups belong to worlds, so their metrics are not listed, but each is explained.
  @Test func aGroupsMetricsAreExplainedWithItsName() throws {
    let gain = try #require(MetricGlossary.metric("group_gain_elders"))
    #expect(gain.key == "group_gain_elders" && gain.unit == "standard deviations")
    #expect(gain.meaning.contains("the group elders"))
    let reward = try #require(MetricGlossary.metric("group_reward_elders"))
    #expect(reward.unit == "reward units" && reward.meaning.hasSuffix("to the group elders."))
    #expect(MetricGlossary.all.allSatisfy { !$0.key.hasPrefix("group_gain_") })
    #expect(MetricGlossary.metric("group_gains_elders") == nil)
  }
}
