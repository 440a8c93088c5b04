import Foundation
import Networks
import Randomness
import SandboxCore
import SandboxTestSupport
import SupervisedTraining
import Testing

@Suite struct SupervisedTrainerTests {
  static let table = NGramTable(vocabularyCount: 3, order: 2, contextLength: 21)

  /// P(the other token) = 0.8: sequences of 20 tokens after the beginning, token 2.
  static func markovChains(_ count: Int, seed: UInt64) -> [[Token]] {
    var stream = RandomStream(seed: seed)
    return (0..<count).map { _ in
      var sequence: [Token] = [2, Token(stream.uniform(below: 2))]
      while sequence.count < 21 {
        let last = sequence[sequence.count - 1]
        sequence.append(stream.bernoulli(0.8) ? 1 - last : last)
      }
      return sequence
    }
  }

  @Test func pretrainingReachesTheEntropyOfItsSource() throws {
    var model: any LanguageModel = Self.table
    let trainer = SupervisedTrainer(
      settings: .init(
        duration: .epochs(6), batchSize: 16, learningRate: 0.1, warmUpSteps: 5, weightDecay: 0))
    let report = try trainer.pretrain(
      &model, on: Self.markovChains(1000, seed: 1), heldOut: Self.markovChains(1000, seed: 2),
      using: RandomStream(seed: 3))
    let losses = report.values(of: "loss")
    #expect(losses.count == 6 * 63)
    #expect(abs(losses[0] - log(3)) < 1e-6)
    #expect(report.last("tokens") == 120_000.0)
    // The first token costs log 2, the other 19 the entropy of (0.8, 0.2).
    let entropy = -0.8 * log(0.8) - 0.2 * log(0.2)
    let least = (log(2) + 19 * entropy) / 20
    // A token's loss has a standard deviation of log 4 × 0.4 = 0.55; over 20,000 held-out tokens and as
    // many learnt from, 5 × 0.55 × √(2 / 20,000) = 0.028.
    let heldOut = report.values(of: "held_out_loss")
    #expect(heldOut.count == 6)
    #expect(abs(heldOut[5] - least) < 0.028)
  }

  @Test func fineTuningLearnsOnlyWhatTheAgentWrote() throws {
    let prompt = Prompt(id: 0, tokens: [4, 0], family: "", topic: "")
    let response = Response(
      prompt: prompt, continuation: [1, 2, 3], authors: [.agent, .environment, .agent],
      ending: .terminated)
    let start = NGramTable(vocabularyCount: 5, order: 2, contextLength: 8)
    var model: any LanguageModel = start
    let trainer = SupervisedTrainer(
      settings: .init(
        duration: .steps(40), batchSize: 4, learningRate: 0.1, warmUpSteps: 0, weightDecay: 0))
    let report = try trainer.fineTune(
      &model, on: [response, response], using: RandomStream(seed: 1))
    #expect(report.values(of: "loss").count == 40)
    #expect((report.last("loss") ?? 1) < 0.2)
    for context: Token in 0..<5 {
      let row = start.logitRange(after: [context])
      // The agent wrote 1 after 0, and 3 after 2. Token 2 after 1 is the world's, 0 after 4 the prompt's.
      #expect((model.parameters[row] == start.parameters[row]) == ![0, 2].contains(context))
    }
    #expect(model.parameters[start.parameterGroups[1].range].allSatisfy { $0 == 0 })
  }

  @Test func aSeedDecidesEverything() throws {
    func parameters(seed: UInt64) throws -> [Float] {
      var model: any LanguageModel = Self.table
      _ = try SupervisedTrainer(settings: .init(batchSize: 8)).pretrain(
        &model, on: Self.markovChains(50, seed: 1), using: RandomStream(seed: seed))
      return model.parameters
    }
    let first = try parameters(seed: 1)
    #expect(try parameters(seed: 1) == first)
    #expect(try parameters(seed: 2) != first)
  }

  /// 50 sequences in batches of 8 make 7 steps a pass; it is stopped within the second.
  @Test func aTrainingInTwoPartsIsTheWhole() throws {
    let trainer = SupervisedTrainer(settings: .init(duration: .epochs(3), batchSize: 8))
    let (corpus, heldOut) = (Self.markovChains(50, seed: 1), Self.markovChains(20, seed: 2))
    var model: any LanguageModel = Self.table
    let report = try trainer.pretrain(
      &model, on: corpus, heldOut: heldOut, using: RandomStream(seed: 3))
    var training = trainer.pretraining(
      of: Self.table, on: corpus, heldOut: heldOut, using: RandomStream(seed: 3))
    #expect(training.stepCount == 21)
    var found = TrainingReport()
    for _ in 0..<10 { found.points += try training.step(workspace: Workspace()).points }
    let kept = training
    while !training.isFinished {
      found.points += try training.step(workspace: Workspace()).points
    }
    #expect(training.model.parameters == model.parameters && found == report)
    #expect(kept.stepIndex == 10 && kept.model.parameters != model.parameters)
  }

  @Test func aNumberThatIsNotFiniteStopsTheRunWithPhaseAndStep() {
    var broken = Self.table
    broken.parameters[0] = .nan
    var model: any LanguageModel = broken
    #expect {
      try SupervisedTrainer().pretrain(&model, on: [[2, 0, 1]], using: RandomStream(seed: 1))
    } throws: { error in
      error as? TrainingFailure
        == TrainingFailure(phase: "pre-training", step: 0, quantity: "loss", value: .nan)
    }
  }

  @Test func cancellationEndsTheTraining() async {
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      var model: any LanguageModel = Self.table
      _ = try SupervisedTrainer().pretrain(&model, on: [[2, 0, 1]], using: RandomStream(seed: 1))
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
