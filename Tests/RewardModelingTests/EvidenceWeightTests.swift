import Foundation
import Networks
import Randomness
import RewardModeling
import SandboxCore
import SandboxTestSupport
import Testing

/// What weights do to steps, and that weights of 1 do nothing.
@Suite struct EvidenceWeightTests {
  typealias Settings = SequenceRewardModel.Settings
  private static let oneBatch = Settings(
    epochs: 5, batchSize: 64, learningRate: 0.1, warmUpSteps: 0, weightDecay: 0,
    maxGradNorm: nil, heldOutShare: 0)
  private let world = TokenStrings(symbolCount: 4, length: 1)
  private var items: [Response] { world.strings.map(world.response) }

  /// The rewards and the gradients' lengths of a short training in which every epoch is one step.
  private func training(_ evidence: TrainingExamples) throws -> (rewards: [Double], norms: [Double])
  {
    var table = SequenceRewardModelTests.table(world)
    let start = table.parameterGroups[1].range.lowerBound
    table.parameters.replaceSubrange(start..<start + 4, with: [0.3, -0.2, 0.8, 0])
    var model = SequenceRewardModel(model: table, settings: Self.oneBatch)
    let report = try model.fit(to: evidence, using: RandomStream(seed: 1))
    return (model.rewards(for: items).map(\.value), report.values(of: "gradient_norm"))
  }

  private func agree(_ left: [Double], _ right: [Double]) -> Bool {
    zip(left, right).allSatisfy { abs($0 - $1) < 1e-6 }
  }

  /// One heavy piece and two light ones of a kind, and the same with the heavy one twice.
  private func pieces(_ weights: [Double], _ places: [Int]) -> [TrainingExamples] {
    func each<Piece>(_ make: (_ place: Int, _ weight: Double) -> Piece) -> [Piece] {
      zip(places, weights).map { make($0, $1) }
    }
    return [
      TrainingExamples(
        preferences: each {
          Preference(chosen: items[$0], rejected: items[$0 + 1], probability: 0.8, weight: $1)
        }),
      TrainingExamples(
        scores: each {
          ScoredResponse(response: items[$0], score: 2 - Double($0), weight: $1)
        }),
      TrainingExamples(
        approvals: each {
          ApprovedResponse(response: items[$0], probability: 0.5 * Double($0), weight: $1)
        }),
    ]
  }

  @Test(arguments: 0..<3) func twiceTheWeightIsTwiceThePiece(kind: Int) throws {
    let heavy = try training(pieces([2, 1, 1], [0, 1, 2])[kind])
    let twice = try training(pieces([1, 1, 1, 1], [0, 0, 1, 2])[kind])
    let thrice = try training(pieces([3, 1, 1], [0, 1, 2])[kind])
    #expect(agree(heavy.rewards, twice.rewards) && agree(heavy.norms, twice.norms))
    #expect(!agree(heavy.norms, thrice.norms))
  }

  /// Four times the weight of everything: a power of two, so not even rounding differs.
  @Test(arguments: 0..<3) func theSizeOfAllWeightsDoesNotMatter(kind: Int) throws {
    let light = try training(pieces([2, 1, 0.5], [0, 1, 2])[kind])
    let heavy = try training(pieces([8, 4, 2], [0, 1, 2])[kind])
    #expect(light.rewards == heavy.rewards && light.norms == heavy.norms)
  }

  /// The first gradient's length against central differences of L = Σ w L / Σ w over all rewards.
  @Test(arguments: 0..<3) func gradientsAreThoseOfTheWeightedMean(kind: Int) throws {
    let evidence = pieces([2, 1, 0.5], [0, 1, 2])[kind]
    func loss(_ rewards: [Double]) -> Double {
      func reward(_ response: Response) -> Double { rewards[Int(response.continuation[0])] }
      let losses =
        evidence.preferences.map {
          let gap = reward($0.chosen) - reward($0.rejected)
          return $0.weight * BradleyTerryLoss(gap: gap, probability: $0.probability).value
        }
        + evidence.scores.map {
          $0.weight * ScoreLoss(reward: reward($0.response), score: $0.score).value
        }
        + evidence.approvals.map {
          $0.weight
            * ApprovalLoss(reward: reward($0.response), probability: $0.probability).value
        }
      return losses.reduce(0, +) / 3.5
    }
    let rewards: [Double] = [0.3, -0.2, 0.8, 0].map { Double(Float($0)) }
    var squares = 0.0
    var total = 0.0
    for index in rewards.indices {
      var (above, below) = (rewards, rewards)
      above[index] += 1e-5
      below[index] -= 1e-5
      let slope = (loss(above) - loss(below)) / 2e-5
      squares += slope * slope
      total += slope
    }
    // The reward of a string is the sum of two values: its own, and that of the beginning, which all
    // strings share and whose slope is therefore the sum of theirs.
    squares += total * total
    #expect(abs(try training(evidence).norms[0] - squares.squareRoot()) < 1e-6)
  }

  /// The loop as it is without weights, kinds or held-out share, written out: not a bit may differ.
  @Test func preferencesOfWeightOneAreLearntByThePlainLoop() throws {
    let world = TokenStrings(symbolCount: 4, length: 3)
    let strings = world.strings.map(world.response)
    var stream = RandomStream(seed: 3)
    let preferences = (0..<75).map { _ in
      Preference(
        chosen: strings[stream.uniform(below: 64)], rejected: strings[stream.uniform(below: 64)],
        probability: [0.5, 0.75, 1, 2.0 / 3][stream.uniform(below: 4)])
    }
    let settings = Settings(epochs: 3, batchSize: 16, heldOutShare: 0)
    let start = Decoder<Float>(
      shape: DecoderShape(
        vocabularyCount: 6, contextLength: 4, width: 16, layerCount: 1, headCount: 2),
      using: RandomStream(seed: 9))
    var model = SequenceRewardModel(model: start, settings: settings)
    let report = try model.fit(to: preferences, using: RandomStream(seed: 4))

    var plain: any LanguageModel = start
    var optimizer = AdamW(
      AdamW.Settings(weightDecay: 0.01, maxGradNorm: 1), groups: start.parameterGroups)
    let schedule = LearningRateSchedule(peak: 1e-3, warmUpSteps: 10, shape: .cosine)
    var losses: [Double] = []
    for epoch in 0..<3 {
      var shuffling = RandomStream(seed: 4).child("order").child(epoch)
      let order = shuffling.permutation(75)
      for first in stride(from: 0, to: 75, by: 16) {
        let pairs = order[first..<min(first + 16, 75)].map { preferences[$0] }
        var batch = SequenceBatch(sharesPrefixes: true)
        for response in pairs.flatMap({ [$0.chosen, $0.rejected] }) {
          batch.append(scoring: response.sequence)
        }
        var gradient = [Float](repeating: 0, count: plain.parameterCount)
        var loss = 0.0
        plain.accumulateGradient(
          for: batch, heads: .scalar, groupSize: 2, into: &gradient, workspace: Workspace()
        ) { outputs, sequences, gradients in
          for pair in sequences.lowerBound / 2..<sequences.upperBound / 2 {
            let values = (outputs.values[2 * pair], outputs.values[2 * pair + 1])
            let judged = BradleyTerryLoss(
              gap: Double(values.0) - Double(values.1), probability: pairs[pair].probability)
            loss += judged.value
            gradients.values[2 * pair] = Float(judged.derivative / Double(pairs.count))
            gradients.values[2 * pair + 1] = -gradients.values[2 * pair]
          }
        }
        let rate = schedule.learningRate(at: losses.count, of: 15)
        _ = optimizer.step(&plain.parameters, gradient: gradient, learningRate: rate)
        losses.append(loss / Double(pairs.count))
      }
    }
    #expect(model.model.parameters == plain.parameters)
    #expect(report.values(of: "loss") == losses)
  }
}
