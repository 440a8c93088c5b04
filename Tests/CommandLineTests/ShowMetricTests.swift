import Testing

@testable import rlhf

/// `rlhf show metric` says what a number is, or what to write instead.
@Suite struct ShowMetricTests {
  private func text(_ name: String) throws -> String {
    try ShowMetric.metrics(named: name).map(ShowMetric.description).joined(separator: "\n")
  }

  @Test func aMetricIsDescribed() throws {
    let text = try text("task_success")
    #expect(text.hasPrefix("task_success\n  Mean of the attribute task_success"))
    for part in [
      "share", "0 to 1", "higher is better", "once a replication", "task_success@TOPIC",
      "task_success@FAMILY", "E_π[task_success]",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test func aSeriesIsDescribedAndWhatIsBothToo() throws {
    #expect(try text("kl_coefficient").contains("at each step"))
    #expect(
      try ShowMetric.metrics(named: "kl_to_reference").map(\.occasion) == [.perRun, .perStep])
    #expect(try text("krippendorff_alpha").contains("at most 1"))
    #expect(try ShowMetric.metrics(named: "group_gain").map(\.key) == ["group_gain"])
  }

  @Test(arguments: [
    ("gold_reward@politics", "topic politics"), ("harm_rate@advice", "family advice"),
    ("gold_reward@elders", "group elders"), ("reward_model_accuracy@x", "topic x"),
  ])
  func aPartIsToldByWhatItIs(name: String, part: String) throws {
    let text = try text(name)
    #expect(text.hasPrefix(name + "\n") && text.contains("Here of the \(part) alone."))
  }

  @Test(arguments: [
    ("bogus", "error: there is no metric bogus\n  fix: choose one that `rlhf show metric` lists"),
    ("gold_rewad", "error: there is no metric gold_rewad\n  fix: write gold_reward"),
    (
      "group_gain_elders",
      "error: group_gain_elders is now called group_gain@elders\n  fix: write group_gain@elders"
    ),
    (
      "gold_reward@politic",
      "error: no world has a topic, family or group politic\n  fix: did you mean politics? "
    ),
  ])
  func whatThereIsNotIsToldWithTheNearest(name: String, message: String) throws {
    let problem = try #require(throws: BadInput.self) { try ShowMetric.metrics(named: name) }
    #expect(problem.description.hasPrefix(message), "\(problem.description)")
    #expect(!problem.description.contains("cost_dollars"), "it does not list everything")
  }
}
