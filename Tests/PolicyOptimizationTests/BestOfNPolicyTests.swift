import Networks
import PolicyOptimization
import Rollouts
import SandboxCore
import SandboxTestSupport
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
    #expect(abs(policy.klBound - bound) < 5e-7)
    // A world that does not say what may happen in it leaves the bound.
    let world = ScriptedWorld()
    #expect(
      policy.klToReference(on: world.prompts(in: .training), in: world) == .atMost(policy.klBound))
    #expect(policy.languageModel == nil)
  }
}
