import Networks
import Randomness
import Testing

@Suite struct GradientStepperTests {
  private static let schedule = LearningRateSchedule(peak: 0.1, shape: .linear)
  private static let settings = AdamW.Settings(weightDecay: 0.1, maxGradNorm: 1)
  private static let table = NGramTable(vocabularyCount: 3, order: 1, contextLength: 4)

  private static func stepper(_ model: any LanguageModel) -> GradientStepper {
    GradientStepper(model, settings: settings, schedule: schedule, scheduleLength: 10)
  }

  /// The gradient of ½ Σ (θ − target)².
  private static func pull(
    _ model: inout any LanguageModel, towards target: Float, _ stepper: inout GradientStepper,
    at time: Int
  ) -> Double {
    let count = stepper.accumulate(model) { model, gradient in
      for index in gradient.indices { gradient[index] += model.parameters[index] - target }
      return gradient.count
    }
    #expect(count == model.parameterCount)
    return stepper.step(&model, at: time)
  }

  /// The same by ``AdamW`` alone: nothing of one step's gradient is left in the next.
  @Test func isAdamWOnAScheduleAndForgetsGradients() {
    var model: any LanguageModel = Self.table
    var stepper = Self.stepper(model)
    var plain = model.parameters
    var optimizer = AdamW(Self.settings, groups: model.parameterGroups)
    for time in 0..<4 {
      let norm = Self.pull(&model, towards: 1, &stepper, at: time)
      let rate = 0.1 * (1 - Double(time) / 10)
      let known = optimizer.step(&plain, gradient: plain.map { $0 - 1 }, learningRate: rate)
      #expect(norm == known && stepper.learningRate(at: time) == rate)
    }
    #expect(model.parameters == plain)
  }

  @Test func aCopyGoesOnAsTheOriginal() {
    var model: any LanguageModel = Self.table
    var stepper = Self.stepper(model)
    for time in 0..<3 { _ = Self.pull(&model, towards: 1, &stepper, at: time) }
    var (twin, fresh) = (model, model)
    var copy = stepper
    var anew = Self.stepper(model)
    _ = Self.pull(&model, towards: -1, &stepper, at: 3)
    _ = Self.pull(&twin, towards: -1, &copy, at: 3)
    _ = Self.pull(&fresh, towards: -1, &anew, at: 3)
    #expect(model.parameters == twin.parameters)
    #expect(model.parameters != fresh.parameters)
  }

  @Test func aGradientThatIsNotFiniteChangesNothing() {
    var model: any LanguageModel = Self.table
    var stepper = Self.stepper(model)
    #expect(!Self.pull(&model, towards: .infinity, &stepper, at: 0).isFinite)
    #expect(model.parameters == Self.table.parameters)
  }
}
