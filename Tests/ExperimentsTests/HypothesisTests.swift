import Experiments
import Testing

/// HeadToHead on records made by hand. Student's 0.975 quantile for 2 degrees of freedom is 4.3027.
@Suite struct HypothesisTests {
  /// An arm whose metric `m` has these values in replications 0, 1, …; `nil` was not measured.
  private func arm(_ name: String, _ values: [Double?], trolls: Double = 0) -> ArmRecord {
    var settings = ArmSettings()
    settings.annotators.population.trolls.share = trolls
    return ArmRecord(
      arm: Arm(name: name, settings: settings),
      replications: values.enumerated().map { number, value in
        var record = ReplicationRecord(arm: name, number: number)
        if let value { record.metrics = [.init(name: "m", value: value)] }
        return record
      })
  }

  private func quantity(_ arm: String) -> Hypothesis.Quantity { .init(arm: arm, metric: "m") }

  private func hypothesis(
    _ effect: Hypothesis.Effect, _ direction: Hypothesis.Direction = .above,
    threshold: Double = 0, control: Hypothesis.Control? = nil
  ) -> Hypothesis {
    Hypothesis(
      id: "H", claim: "It is so.", effect: effect, direction: direction, threshold: threshold,
      control: control)
  }

  @Test func aDifferenceIsPairedByReplication() throws {
    // Differences 1, 2, 3: mean 2, standard error 1/√3, half width 4.3027 / √3 = 2.4841.
    let arms = [arm("a", [11, 102, 1003]), arm("b", [10, 100, 1000])]
    let effect = Hypothesis.Effect.difference(quantity("a"), minus: quantity("b"))
    let record = hypothesis(effect).test(on: arms)
    #expect(record.id == "H" && record.claim == "It is so." && record.control == nil)
    #expect(record.verdict == "inconclusive")
    #expect(record.effect == 2)
    #expect(abs(try #require(record.low) + 0.4841) < 1e-4)
    #expect(abs(try #require(record.high) - 4.4841) < 1e-4)
    // t = 2√3 with 2 degrees of freedom: p = 1 − t / √(2 + t²) = 1 − √(12 / 14).
    #expect(abs(try #require(record.p) - 0.0741799) < 1e-6)
    #expect(hypothesis(effect, threshold: -1).test(on: arms).verdict == "supported")
    #expect(hypothesis(effect, threshold: 5).test(on: arms).verdict == "refuted")
    #expect(hypothesis(effect, .below, threshold: 5).test(on: arms).verdict == "supported")
    #expect(hypothesis(effect, .below, threshold: -1).test(on: arms).verdict == "refuted")
  }

  @Test func aSingleQuantityIsComparedWithTheThreshold() {
    let arms = [arm("a", [0.9, 0.91, 0.92])]
    let effect = Hypothesis.Effect.difference(quantity("a"), minus: nil)
    #expect(hypothesis(effect, threshold: 0.8).test(on: arms).verdict == "supported")
    #expect(hypothesis(effect, threshold: 0.91).test(on: arms).verdict == "inconclusive")
    #expect(hypothesis(effect, threshold: 1).test(on: arms).verdict == "refuted")
  }

  @Test func aSlopeIsFittedInEachReplication() throws {
    // Slopes −2, −2.1, −1.9 over shares 0, 0.2, 0.4; the arm that is not named lies off the line.
    let arms = [
      arm("t0", [1, 1, 1]), arm("t20", [0.6, 0.58, 0.62], trolls: 0.2),
      arm("t40", [0.2, 0.16, 0.24], trolls: 0.4), arm("else", [9, 9, 9], trolls: 0.3),
    ]
    let key = "annotators.trolls.share"
    let effect = Hypothesis.Effect.slope(metric: "m", over: key, arms: ["t0", "t20", "t40"])
    let record = hypothesis(effect, .below).test(on: arms)
    #expect(record.verdict == "supported")
    #expect(abs(try #require(record.effect) + 2) < 1e-9)
    // Naming no arms means all of them.
    let all = Hypothesis.Effect.slope(metric: "m", over: key, arms: [])
    let named = Hypothesis.Effect.slope(metric: "m", over: key, arms: arms.map(\.arm.name))
    #expect(hypothesis(all).test(on: arms) == hypothesis(named).test(on: arms))
    #expect(hypothesis(all).test(on: arms).effect != record.effect)
    // Where the setting does not vary, or is no number, there is no slope.
    for key in ["annotators.mistakes", "world.name", "no.such.key"] {
      let flat = Hypothesis.Effect.slope(metric: "m", over: key, arms: ["t0", "t20", "t40"])
      #expect(hypothesis(flat).test(on: arms).effect == nil)
    }
  }

  @Test func aControlMustStayWithinItsMargin() throws {
    let arms = [arm("a", [1, 2, 3]), arm("b", [1.01, 1.99, 3])]
    let effect = Hypothesis.Effect.difference(quantity("a"), minus: quantity("b"))
    func control(margin: Double, of other: Hypothesis.Effect? = nil) throws
      -> HypothesisRecord.ControlRecord
    {
      let claim = hypothesis(effect, control: .init(effect: other ?? effect, margin: margin))
      return try #require(claim.test(on: arms).control)
    }
    // Differences −0.01, 0.01, 0: half width 4.3027 · 0.01 / √3 = 0.0248.
    let held = try control(margin: 0.03)
    #expect(held.verdict == "holds" && held.margin == 0.03)
    #expect(abs(try #require(held.high) - 0.02484) < 1e-4)
    #expect(try control(margin: 0.02).verdict == "inconclusive")
    let large = Hypothesis.Effect.difference(quantity("b"), minus: nil)
    #expect(try control(margin: 1e-3, of: large).verdict == "inconclusive")
    #expect(
      hypothesis(effect, control: .init(effect: .difference(quantity("c"), minus: nil), margin: 1))
        .test(on: arms + [arm("c", [5, 5.1, 4.9])]).control?.verdict == "fails")
  }

  @Test func whatWasNotMeasuredIsLeftOut() {
    let arms = [arm("a", [11, nil, 13, 14]), arm("b", [10, 10, nil, 10])]
    let effect = Hypothesis.Effect.difference(quantity("a"), minus: quantity("b"))
    #expect(hypothesis(effect).test(on: arms).effect == 2.5)  // Replications 0 and 3: 1 and 4.
    let unknown = Hypothesis.Effect.difference(quantity("nobody"), minus: nil)
    let record = hypothesis(
      unknown, control: .init(effect: unknown, margin: 1)
    ).test(on: arms)
    #expect(record.verdict == "inconclusive")
    #expect(record.effect == nil && record.low == nil && record.high == nil && record.p == nil)
    #expect(record.control?.verdict == "inconclusive" && record.control?.effect == nil)
  }

  @Test func oneReplicationProvesNothing() {
    let arms = [arm("a", [1000])]
    let effect = Hypothesis.Effect.difference(quantity("a"), minus: nil)
    let record = hypothesis(effect, control: .init(effect: effect, margin: 1)).test(on: arms)
    #expect(record.verdict == "inconclusive" && record.control?.verdict == "inconclusive")
    #expect(record.effect == 1000 && record.low == nil && record.high == nil && record.p == nil)
  }

  /// Differences 1, 2, 3 have the deviation 1: with three pairs 3.2640 is seen in 80 % of runs.
  @Test func aClaimSaysWhatItCouldHaveSeen() throws {
    let arms = [arm("a", [11, 102, 1003]), arm("b", [10, 100, 1000])]
    let effect = Hypothesis.Effect.difference(quantity("a"), minus: quantity("b"))
    var claim = hypothesis(effect)
    claim.smallest = 0.5
    let record = claim.test(on: arms)
    #expect(abs(try #require(record.detectable) - 3.2640) < 6e-5 && record.smallest == 0.5)
    #expect(hypothesis(effect).test(on: [arm("a", [1]), arm("b", [1])]).detectable == nil)
  }

  /// Differences −1, −2, −3: [−4.48, 0.48].
  @Test func aControlMayForbidOneSide() {
    let arms = [arm("a", [-1, -2, -3])]
    let effect = Hypothesis.Effect.difference(quantity("a"), minus: nil)
    func verdict(_ bound: Hypothesis.Control) -> String? {
      hypothesis(effect, control: bound).test(on: arms).control?.verdict
    }
    #expect(verdict(.init(effect: effect, margin: 0.5, bound: .atMost)) == "holds")
    #expect(verdict(.init(effect: effect, margin: 0.4, bound: .atMost)) == "inconclusive")
    #expect(verdict(.init(effect: effect, margin: 0.5, bound: .atLeast)) == "inconclusive")
    #expect(verdict(.init(effect: effect, margin: 0.5)) == "inconclusive")
  }

  @Test func aPositiveControlMustBeSeen() {
    let arms = [arm("a", [1, 2, 3]), arm("b", [9, 9.1, 9.2])]
    let effect = Hypothesis.Effect.difference(quantity("a"), minus: nil)
    func record(_ positive: Hypothesis.Positive) -> HypothesisRecord {
      var claim = hypothesis(effect)
      claim.positive = positive
      return claim.test(on: arms)
    }
    let known = Hypothesis.Effect.difference(quantity("b"), minus: nil)
    #expect(record(.init(effect: known)).judgement == "inconclusive")
    let blind = record(.init(effect: known, direction: .below, threshold: 5))
    #expect(blind.positive?.verdict == "fails" && blind.positive?.threshold == 5)
    #expect(blind.judgement == "inconclusive, but its positive control fails")
    #expect(record(.init(effect: known, threshold: 9.1)).positive?.verdict == "inconclusive")
  }
}
