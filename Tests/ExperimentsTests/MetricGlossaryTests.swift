import SandboxCore
import Testing

@testable import Experiments

@Suite struct MetricGlossaryTests {
  @Test func noneIsDeclaredTwiceAndNamesAreInSnakeCase() {
    for metrics in [MetricGlossary.perRun, MetricGlossary.perStep] {
      let keys = metrics.map(\.key)
      #expect(Set(keys).count == keys.count)
      for key in keys {
        #expect(key.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "_" }, "\(key)")
      }
    }
    #expect(MetricGlossary.perRun.allSatisfy { $0.occasion == .perRun })
    #expect(MetricGlossary.perStep.allSatisfy { $0.occasion == .perStep })
  }

  @Test func everyMetricSaysWhatItIs() {
    for metric in MetricGlossary.all {
      for text in [metric.unit, metric.formula, metric.meaning, metric.source] {
        #expect(!text.isEmpty, "\(metric.key)")
      }
      #expect(metric.meaning.hasSuffix("."), "\(metric.key)")
      #expect(metric.unit != "share" || metric.range == 0...1, "\(metric.key)")
      #expect(!metric.isOfPartsOnly || !metric.divisions.isEmpty, "\(metric.key)")
    }
  }

  @Test func theAgreedNamesAreThere() {
    let agreed = [
      "gold_reward", "gold_reward_fine_tuned", "gold_reward_pretrained", "proxy_reward", "regret",
      "kl_to_reference", "entropy", "gibberish_rate", "harm_rate", "task_success", "win_rate",
      "loss_rate", "draw_rate", "illegal_rate", "reward_model_accuracy",
      "reward_model_calibration_error", "reward_model_kendall_tau", "group_gap",
      "worst_group_reward", "cost_dollars", "annotator_hours", "label_count",
      "wall_clock_hours", "ai_judge_labels", "label_accuracy", "consensus_accuracy",
      "percent_agreement", "krippendorff_alpha", "label_accuracy_ceiling", "dismissed_annotators",
      "annotator_win_rate", "annotator_win_rate_both_orders", "gold_win_rate",
      "position_bias_estimate",
      "order_consistency", "reward_model_label_accuracy", "reward_model_training_accuracy",
      "reward_model_accuracy_held_out_topics", "reward_model_length_correlation",
      "response_length",
    ]
    for key in agreed { #expect(MetricGlossary.metric(key) != nil, "\(key)") }
    #expect(MetricGlossary.metric("no_such_metric") == nil)
    #expect(MetricGlossary.series("kl_coefficient")?.unit == "units of the signal a nat")
    #expect(MetricGlossary.metric("kl_coefficient") == nil, "claims are about whole replications")
  }

  /// Parts belong to worlds, so their metrics are not listed, but each is explained.
  @Test func aMetricOfAPartIsExplainedWithItsName() throws {
    let gain = try #require(MetricGlossary.metric("group_gain@elders"))
    #expect(gain.key == "group_gain@elders" && gain.unit == "standard deviations")
    #expect(gain.meaning.hasSuffix(" Here of the group elders alone."))
    let success = try #require(MetricGlossary.metric("task_success@question-answering"))
    #expect(success.range == 0...1 && success.direction == .higherIsBetter)
    #expect(success.meaning.hasSuffix(" Here of the topic or family question-answering alone."))
    for key in ["group_gain", "regret@politics", "harm_rate_pretrained@food", "@food", "loss@food"]
    {
      #expect(MetricGlossary.metric(key) == nil, "\(key)")
    }
  }

  @Test func oldNamesLeadToTheNewOnes() {
    #expect(MetricGlossary.currentName(of: "group_gain_elders") == "group_gain@elders")
    #expect(MetricGlossary.currentName(of: "group_reward_hill") == "group_reward@hill")
    // A metric of today that begins like an old name is itself.
    for key in [
      "group_gain@elders", "group_gap", "gold_reward", "group_reward_accuracy",
      "group_reward_accuracy@elders",
    ] {
      #expect(MetricGlossary.currentName(of: key) == nil)
    }
  }
}
