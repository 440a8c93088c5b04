import Networks
import Testing

@Suite struct LearningRateScheduleTests {
  @Test func warmUpRisesToThePeakInEqualSteps() {
    let schedule = LearningRateSchedule(peak: 0.4, warmUpSteps: 4)
    let rates = (0..<6).map { schedule.learningRate(at: $0, of: 10) }
    for (rate, expected) in zip(rates, [0.1, 0.2, 0.3, 0.4, 0.4, 0.4]) {
      #expect(abs(rate - expected) < 1e-15)
    }
  }

  @Test func linearFallsToZeroAndCosineIsHalfWayInTheMiddle() {
    let linear = LearningRateSchedule(peak: 1, warmUpSteps: 2, shape: .linear)
    #expect(linear.learningRate(at: 2, of: 12) == 1)
    #expect(linear.learningRate(at: 7, of: 12) == 0.5)
    #expect(linear.learningRate(at: 12, of: 12) == 0)
    #expect(linear.learningRate(at: 99, of: 12) == 0)
    let cosine = LearningRateSchedule(peak: 1, warmUpSteps: 2, shape: .cosine)
    #expect(cosine.learningRate(at: 2, of: 12) == 1)
    #expect(abs(cosine.learningRate(at: 7, of: 12) - 0.5) < 1e-15)
    #expect(abs(cosine.learningRate(at: 12, of: 12)) < 1e-15)
  }
}
