import Rollouts
import SandboxCore
import Testing

@testable import PolicyOptimization

/// A reward that is paid token by token, against one that is paid at the end.
@Suite struct TokenRewardsTests {
  /// With γ = λ = 1 and values of 0, an advantage is the reward that is still to come.
  @Test func eachTokenIsPaidWhereItStands() {
    let rollout = Rollout(
      response: Response(
        prompt: Prompt(id: 0, tokens: [0], family: "f", topic: "t"), written: [1, 2, 3],
        ending: .terminated),
      logProbabilities: [-1, -1, -1], values: [0, 0, 0], legalTokens: [])
    var settings = PolicyGradient.Settings()
    (settings.discount, settings.traceDecay) = (1, 1)
    settings.normalizesAdvantages = false
    func advantages(byToken: [[Double]]?) -> [Double] {
      var batch = RolloutBatch([rollout])
      batch.assignCredit(scores: [6], byToken: byToken, klCoefficient: 0, settings: settings)
      return batch.advantages
    }
    #expect(advantages(byToken: nil) == [6, 6, 6])
    #expect(advantages(byToken: [[1, 2, 3]]) == [6, 5, 3])
  }
}
