import Foundation
import Networks
import Randomness
import Rollouts
import SandboxCore
import SandboxTestSupport
import Testing

@testable import PolicyOptimization

/// Learning from comparisons without a reward model, against closed forms.
@Suite struct DirectPreferenceTests {
  private static func logistic(_ gap: Double) -> Double { 1 / (1 + exp(-gap)) }

  /// All pairs of a world's strings, as sure as a Bradley-Terry model of the true reward is, of which a share of
  /// answers is flipped.
  private static func everyPair(of world: TokenStrings, flipRate: Double = 0) -> [Preference] {
    let responses = world.strings.map(world.response)
    return responses.indices.flatMap { second in
      (0..<second).map { first in
        let gap =
          world.episode(responses[first]).gold.value - world.episode(responses[second]).gold.value
        let sure = logistic(gap)
        return Preference(
          first: responses[first], second: responses[second],
          probabilityFirst: (1 - flipRate) * sure + flipRate * (1 - sure))
      }
    }
  }

  /// What a table of the world becomes by steps on all pairs at once.
  private static func learnt(
    _ loss: DirectPreferenceLoss, from reference: any LanguageModel, in world: TokenStrings,
    on preferences: [Preference], beta: Double, steps: Int = 3000
  ) throws -> (policy: any LanguageModel, report: TrainingReport) {
    var shared = PolicyGradient.Settings()
    shared.klCoefficient = beta
    shared.maxGradNorm = nil
    var settings = DirectPreferenceOptimizer.Settings()
    settings.batchSize = preferences.count
    settings.epochs = steps
    settings.learningRate = 0.02
    settings.klInterval = steps
    var training = DirectPreferenceOptimizer(loss, settings: settings, shared: shared).begin(
      reference, reference: reference, in: world, prompts: world.prompts(in: .training),
      on: TrainingExamples(preferences: preferences), using: RandomStream(seed: 6))
    let report = try training.advance(
      to: training.iterationCount, reward: TrueReward(environment: world))
    return (training.policy, report)
  }

  /// Three responses with π_ref = (.5, .3, .2) and r = (0, 1, 2.5).
  private static let three = TokenStrings(symbolCount: 3, length: 1) { [0, 1, 2.5][Int($0[0])] }
  private static var threeReference: any LanguageModel {
    var table = three.tabularPolicy
    for (token, probability) in [0.5, 0.3, 0.2].enumerated() {
      for row in stride(from: 0, to: table.parameterGroups[0].range.upperBound, by: 5) {
        table.parameters[row + token] = Float(log(probability))
      }
    }
    return table
  }

  /// β times the log-ratios of the second and third response, over those of the first.
  private static func gaps(_ policy: any LanguageModel, beta: Double) -> [Double] {
    let own = three.probabilities(of: policy)
    let reference = three.probabilities(of: threeReference)
    let ratios = zip(own, reference).map { beta * (log($0) - log($1)) }
    return [ratios[1] - ratios[0], ratios[2] - ratios[0]]
  }

  @Test func findsTheKLRegularisedOptimum() throws {
    let (policy, _) = try Self.learnt(
      .logistic(smoothing: 0, flipRate: 0), from: Self.threeReference, in: Self.three,
      on: Self.everyPair(of: Self.three), beta: 0.7)
    let known = [0.05639971, 0.14120459, 0.80239570]
    #expect(
      PolicyGradientOracleTests.totalVariation(Self.three.probabilities(of: policy), known) < 0.005)

    let binary = PolicyGradientOracleTests.binary
    let reference = PolicyGradientOracleTests.binaryReference
    let (other, _) = try Self.learnt(
      .logistic(smoothing: 0, flipRate: 0), from: reference, in: binary,
      on: Self.everyPair(of: binary), beta: 0.5)
    let exact = PolicyGradientOracleTests.optimum(
      of: binary, reference: reference, klCoefficient: 0.5)
    #expect(PolicyGradientOracleTests.totalVariation(binary.probabilities(of: other), exact) < 0.02)
  }

  /// With 20 % of answers flipped DPO shrinks the implied gaps, cDPO more, and rDPO not at all.
  @Test func flippedAnswers() throws {
    let pairs = Self.everyPair(of: Self.three, flipRate: 0.2)
    let known: [(DirectPreferenceLoss, [Double])] = [
      (.logistic(smoothing: 0, flipRate: 0), [0.495308, 1.218300]),
      (.logistic(smoothing: 0.2, flipRate: 0), [0.281045, 0.690462]),
      (.logistic(smoothing: 0, flipRate: 0.2), [1, 2.5]),
    ]
    for (loss, expected) in known {
      let (policy, _) = try Self.learnt(
        loss, from: Self.threeReference, in: Self.three, on: pairs, beta: 0.7)
      let found = Self.gaps(policy, beta: 0.7)
      #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 0.02 }, "\(loss): \(found)")
    }
  }

  /// Of two actions IPO leads to h = (p − ½) / τ, DPO to logit(p) / β, which grows without end.
  @Test(arguments: [(0.6, 1.0, 4.0547), (0.8, 3.0, 13.8629), (0.9, 4.0, 21.9722)])
  func twoActions(p: Double, identity: Double, logistic: Double) throws {
    let world = TokenStrings(symbolCount: 2, length: 1)
    let pair = [
      Preference(
        first: world.response([1]), second: world.response([0]), probabilityFirst: p)
    ]
    func gap(_ loss: DirectPreferenceLoss) throws -> Double {
      let (policy, _) = try Self.learnt(
        loss, from: world.tabularPolicy, in: world, on: pair, beta: 0.1)
      let probabilities = world.probabilities(of: policy)
      return log(probabilities[1] / probabilities[0])
    }
    #expect(abs(try gap(.squared) - identity) < 0.02 * identity)
    #expect(abs(try gap(.logistic(smoothing: 0, flipRate: 0)) - logistic) < 0.02 * logistic)
  }

  @Test(arguments: [
    DirectPreferenceLoss.logistic(smoothing: 0, flipRate: 0),
    .logistic(smoothing: 0.1, flipRate: 0), .logistic(smoothing: 0, flipRate: 0.1), .squared,
    .simple(margin: 0.5), .prospect(undesirableWeight: 1.5),
  ])
  func derivativesByCentralDifferences(loss: DirectPreferenceLoss) {
    for gap in [-3.0, -0.4, 0, 0.7, 5] {
      for probability in [0.5, 0.8, 1] {
        func value(_ gap: Double) -> Double {
          loss.value(gap: gap, probability: probability, beta: 0.3).value
        }
        let difference = (value(gap + 1e-5) - value(gap - 1e-5)) / 2e-5
        let derivative = loss.value(gap: gap, probability: probability, beta: 0.3).derivative
        #expect(abs(difference - derivative) < 1e-6)
      }
    }
  }

  /// The losses without a closed form here fall as well, and the distance is looked at in the first and last step.
  @Test func aStepGoesDownItsLoss() throws {
    let world = PolicyGradientOracleTests.binary
    let pairs = Array(Self.everyPair(of: world).prefix(6))
    for loss in [DirectPreferenceLoss.squared, .simple(margin: 0.2)] {
      let (_, report) = try Self.learnt(
        loss, from: PolicyGradientOracleTests.binaryReference, in: world, on: pairs, beta: 0.5,
        steps: 200)
      let losses = report.values(of: "preference_loss")
      #expect(try #require(losses.last) < losses[0])
      #expect(report.values(of: "kl_to_reference").count == 2)
    }
  }

  @Test func theImplicitRewardIsWhatWasLearnt() throws {
    let (policy, report) = try Self.learnt(
      .logistic(smoothing: 0, flipRate: 0), from: Self.threeReference, in: Self.three,
      on: Self.everyPair(of: Self.three), beta: 0.7)
    let responses = Self.three.strings.map(Self.three.response)
    func rewards(_ policy: any LanguageModel) -> [Double] {
      ImplicitReward(of: policy, reference: Self.threeReference, beta: 0.7, in: Self.three)
        .rewards(for: responses).map(\.value)
    }
    let learnt = rewards(policy)
    #expect(abs(learnt[2] - learnt[0] - 2.5) < 0.02)
    #expect(rewards(Self.threeReference).allSatisfy { $0 == 0 })
    #expect(report.last("accuracy") == 1)
  }

  @Test func stopsWhereThePolicyIsTooFarAway() throws {
    var shared = PolicyGradient.Settings()
    (shared.klCoefficient, shared.stopKL) = (0.05, 0.3)
    var settings = DirectPreferenceOptimizer.Settings()
    (settings.batchSize, settings.epochs, settings.learningRate) = (3, 300, 0.05)
    var training = DirectPreferenceOptimizer(
      .logistic(smoothing: 0, flipRate: 0), settings: settings, shared: shared
    ).begin(
      Self.threeReference, reference: Self.threeReference, in: Self.three,
      prompts: Self.three.prompts(in: .training),
      on: TrainingExamples(preferences: Self.everyPair(of: Self.three)),
      using: RandomStream(seed: 2))
    let report = try training.advance(
      to: training.iterationCount, reward: TrueReward(environment: Self.three))
    #expect(training.hasStopped && training.iteration < training.iterationCount)
    #expect(try #require(report.last("kl_to_reference")) > 0.3)
  }

  /// 1 − σ(βh) of a thumb up, w (1 − σ(−βh)) of one down: a half each where the response is as likely as z₀ has it.
  @Test func theLossOfAThumb() {
    let loss = DirectPreferenceLoss.prospect(undesirableWeight: 2)
    #expect(loss.value(gap: 0, probability: 1, beta: 0.1).value == 0.5)
    #expect(loss.value(gap: 0, probability: 0, beta: 0.1).value == 1)
    let up = loss.value(gap: 3, probability: 1, beta: 0.5).value
    #expect(abs(up - (1 - Self.logistic(1.5))) < 1e-12)
    // It saturates: who is wrong beyond hope moves nothing.
    #expect(abs(loss.value(gap: -40, probability: 1, beta: 1).derivative) < 1e-12)
  }

  /// Of three responses people accept the third alone. Its share grows, that of the others falls, and the distance that a
  /// single response is compared with is what was sampled.
  @Test func thumbsMoveThePolicy() throws {
    let responses = Self.three.strings.map(Self.three.response)
    let approvals = responses.enumerated().map {
      ApprovedResponse(response: $1, probability: $0 == 2 ? 1 : 0)
    }
    func learnt(_ approvals: [ApprovedResponse], klInterval: Int) throws -> (
      probabilities: [Double], report: TrainingReport
    ) {
      var shared = PolicyGradient.Settings()
      (shared.klCoefficient, shared.maxGradNorm) = (0.5, nil)
      var settings = DirectPreferenceOptimizer.Settings()
      (settings.batchSize, settings.epochs, settings.learningRate) = (3, 300, 0.02)
      settings.klInterval = klInterval
      var training = DirectPreferenceOptimizer(
        .prospect(undesirableWeight: 1), settings: settings, shared: shared
      ).begin(
        Self.threeReference, reference: Self.threeReference, in: Self.three,
        prompts: Self.three.prompts(in: .training), on: TrainingExamples(approvals: approvals),
        using: RandomStream(seed: 6))
      let report = try training.advance(
        to: training.iterationCount, reward: TrueReward(environment: Self.three))
      return (Self.three.probabilities(of: training.policy), report)
    }
    let (probabilities, report) = try learnt(approvals, klInterval: 10)
    #expect(probabilities[2] > 0.8 && probabilities[0] < 0.1)
    #expect(report.last("accuracy") == 1)
    #expect(try #require(report.last("chosen_log_ratio")) > 0)
    #expect(try #require(report.last("rejected_log_ratio")) < 0)
    // At a half nobody has said anything, and by symmetry nothing moves.
    let undecided = responses.map { ApprovedResponse(response: $0, probability: 0.5) }
    let still = try learnt(undecided, klInterval: 300).probabilities
    #expect(PolicyGradientOracleTests.totalVariation(still, [0.5, 0.3, 0.2]) < 1e-5)
    // What is compared with z₀ = 0 to the end goes another way than what is compared with a distance that is looked at.
    let blind = try learnt(approvals, klInterval: 300).probabilities
    #expect(PolicyGradientOracleTests.totalVariation(blind, probabilities) > 1e-3)
  }
}
