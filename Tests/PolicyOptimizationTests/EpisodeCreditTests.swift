import Networks
import Rollouts
import SandboxCore
import SandboxTestSupport
import Testing

@testable import PolicyOptimization

/// What PPO makes of an episode, against sums by hand.
@Suite struct EpisodeCreditTests {
  /// Pays a response its number of tokens, one for each.
  private struct Length: RewardSignal {
    var paysEach = false
    let name = "length"
    func rewards(for responses: [Response]) -> [Double] {
      responses.map { Double($0.continuation.count) }
    }
    func tokenRewards(for responses: [Response]) -> [[Double]]? {
      paysEach ? responses.map { $0.continuation.map { _ in 1 } } : nil
    }
  }

  /// log π_ref is log ¼ everywhere.
  private let reference = UniformModel(vocabularyCount: 4, contextLength: 8)

  private func rollout(_ tokens: [Token], values: [Float], ending: Ending = .terminated) -> Rollout
  {
    Rollout(
      response: Response(
        prompt: Prompt(id: 0, tokens: [0], family: "f", topic: "t"), written: tokens,
        ending: ending),
      logProbabilities: tokens.map { _ in -1 }, values: values, legalTokens: [])
  }

  private var settings: PolicyGradient.Settings {
    var settings = PolicyGradient.Settings()
    (settings.discount, settings.traceDecay) = (0.5, 0)
    (settings.normalizesAdvantages, settings.whitensRewards) = (true, true)
    return settings
  }

  @Test func theValueFunctionIsTheBaseline() throws {
    let credit = try #require(
      settings.credit(
        ofFirst: [rollout([1, 2], values: [3, 1])], by: Length(), reference: reference,
        klCoefficient: 0.1))
    // −1 − log ¼ = 0.386 nats a token; 2 is paid at the end.
    let term = 0.1 * (-1 + 1.386294361)
    #expect(credit.score == 2 && credit.paid.map { ($0 * 1e6).rounded() / 1e6 } == [0, 2])
    for (found, known) in zip(credit.klTerms, [term, term]) { #expect(abs(found - known) < 1e-6) }
    for (found, known) in zip(credit.rewards, [-term, 2 - term]) {
      #expect(abs(found - known) < 1e-6)
    }
    for (found, known) in zip(credit.returns, [-term + 0.5 * (2 - term), 2 - term]) {
      #expect(abs(found - known) < 1e-6)
    }
    // With λ = 0: r + γ V' − V.
    for (found, known) in zip(credit.advantages, [-term + 0.5 - 3, 2 - term - 1]) {
      #expect(abs(found - known) < 1e-6)
    }
    #expect(credit.values == [3, 1])
  }

  @Test func theOtherAnswersAreTheBaseline() throws {
    var settings = settings
    settings.baseline = .leaveOneOut
    let answers = [[1, 2, 3], [1], [1, 2]].map { (tokens: [Token]) in
      rollout(tokens, values: tokens.map { _ in 9 })
    }
    let credit = try #require(
      settings.credit(ofFirst: answers, by: Length(), reference: reference, klCoefficient: 0))
    #expect(credit.groupReturns == [3, 1, 2])
    #expect(credit.advantages == [1.5, 1.5, 1.5])
    #expect(credit.returns == [3, 3, 3])
    #expect(credit.values == nil)
  }

  @Test func whoReadsEveryTokenPaysForEach() throws {
    let answers = [rollout([1, 2], values: [0, 0], ending: .truncated)]
    func paid(_ change: (inout PolicyGradient.Settings) -> Void) -> [Double]? {
      var settings = settings
      settings.missingEOSPenalty = 5
      change(&settings)
      return settings.credit(
        ofFirst: answers, by: Length(paysEach: true), reference: reference, klCoefficient: 0)?.paid
    }
    #expect(paid { _ in } == [1, -4])
    #expect(paid { $0.paysByToken = false } == [0, -3])
    #expect(paid { $0.rewardClip = 1.5 } == [0, -3.5])
    let nothing = rollout([], values: [])
    #expect(
      settings.credit(
        ofFirst: [nothing], by: Length(), reference: reference, klCoefficient: 0) == nil)
  }

  /// The credit of a round of one episode is what PPO learns from, when nothing is normalised.
  @Test func itIsTheBatchOfPPO() throws {
    var settings = settings
    (settings.normalizesAdvantages, settings.whitensRewards) = (false, false)
    settings.traceDecay = 0.7
    let answers = [rollout([1, 2, 3], values: [0.3, -0.2, 1])]
    var batch = RolloutBatch(answers)
    batch.compare(with: reference, workspace: Workspace())
    batch.assignCredit(scores: [3], klCoefficient: 0.2, settings: settings)
    let credit = try #require(
      settings.credit(ofFirst: answers, by: Length(), reference: reference, klCoefficient: 0.2))
    #expect(credit.advantages == batch.advantages)
  }
}
