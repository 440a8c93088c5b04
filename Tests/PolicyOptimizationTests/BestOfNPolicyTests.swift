import Networks
import PolicyOptimization
import SandboxCore
import Testing

/// The best of n samples as a policy.
@Suite struct BestOfNPolicyTests {
  private struct Signal: RewardSignal {
    let name = "signal"
    let reward: @Sendable (Response) -> Double
    func rewards(for responses: [Response]) -> [Double] { responses.map(reward) }
  }
  private let model = NGramTable(vocabularyCount: 4, order: 2, contextLength: 8)

  @Test(arguments: [
    (1, 0.0), (2, 0.193147), (4, 0.636294), (16, 1.835089), (128, 3.859843), (1_000, 5.908755),
  ])
  func boundOfTheDivergence(n: Int, bound: Double) {
    let policy = BestOfNPolicy(of: model, by: Signal { _ in 0 }, n: n)
    guard case .atMost(let most) = policy.klToReference else {
      Issue.record("the divergence is no bound")
      return
    }
    #expect(abs(most - bound) < 5e-7)
    #expect(policy.languageModel == nil)
  }
}
