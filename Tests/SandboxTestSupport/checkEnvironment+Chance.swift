import SandboxCore

extension EnvironmentCheck {
  /// What may come about, where a world lists it, is a distribution, and what came about is in it.
  mutating func chances(
    _ listed: [PossibleTransition<World.State>]?, include drawn: Transition<World.State>,
    shown: String
  ) {
    guard let listed else { return }
    require(
      "what is listed is possible", listed.allSatisfy { $0.probability > 0 && $0.probability <= 1 },
      shown)
    let sum = listed.reduce(0) { $0 + $1.probability }
    require("what is listed is all there is", abs(sum - 1) < 1e-12, "\(shown): \(sum)")
    let replies = listed.map(\.transition.reply)
    require("what is listed is listed once", Set(replies).count == replies.count, shown)
    let legal = world.legalActions(in: drawn.state)
    let isListed = listed.contains {
      $0.transition.reply == drawn.reply && world.legalActions(in: $0.transition.state) == legal
    }
    require("what happens is listed", isListed, "\(shown), then \(drawn.reply)")
  }
}
