import Testing

@testable import Reports

@Suite struct NumberTextTests {
  @Test(arguments: [
    (0, "0"), (1, "1"), (-3, "-3"), (1234, "1,234"), (1_234_567, "1,234,567"), (0.5, "0.500"),
    (0.52341, "0.523"), (-0.0314, "-0.031"), (0.00123, "0.0012"), (1.2345e-5, "1.2e-05"),
    (3.14159, "3.14"), (12.345, "12.3"), (999.96, "1,000.0"), (12345.6, "12,346"),
    (.nan, "nan"), (-.infinity, "-inf"),
  ])
  func short(value: Double, text: String) {
    #expect(NumberText.short(value) == text)
  }

  @Test func numbersOfAnIntervalHaveTheSameDecimals() {
    #expect(NumberText.interval(0.52, 0.4...1.2) == "0.52 [0.40, 1.20]")
    #expect(NumberText.interval(1012, 998...1026) == "1,012 [998, 1,026]")
    #expect(NumberText.interval(0.5, nil) == "0.500")
  }

  @Test func nothingIsMinusZero() {
    #expect(NumberText.interval(-0.0001, -2.5...2.5) == "0.00 [-2.50, 2.50]")
  }

  @Test(arguments: [
    (0.0004, "0 ms"), (0.85, "850 ms"), (0.9996, "1.0 s"), (12.34, "12.3 s"), (59.96, "1 min 00 s"),
    (245, "4 min 05 s"), (7380, "2 h 03 min"), (.infinity, "unknown"), (-1, "unknown"),
  ])
  func duration(seconds: Double, text: String) {
    #expect(NumberText.duration(seconds: seconds) == text)
  }

  @Test(arguments: [
    (0, "1 s"), (-2, "1 s"), (8.2, "9 s"), (59.5, "1 min 00 s"), (245, "4 min 05 s"),
  ])
  func remaining(seconds: Double, text: String) {
    #expect(NumberText.remaining(seconds: seconds) == text)
  }

  @Test func namesReadWell() {
    #expect(MetricNames.title("gold_reward_fine_tuned") == "gold reward, fine-tuned")
    #expect(MetricNames.title("win_rate_pretrained") == "win rate, pre-trained")
    #expect(MetricNames.heading("held_out_kl_to_reference") == "Held-out KL to reference")
    #expect(MetricNames.title("gold_reward_held_out_topics") == "gold reward held-out topics")
  }

  @Test func dollars() {
    #expect(NumberText.dollars(0.3) == "$0.30")
    #expect(NumberText.dollars(1234.5) == "$1,234.50")
  }
}
