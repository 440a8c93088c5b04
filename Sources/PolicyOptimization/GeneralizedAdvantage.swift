/// Generalised advantage estimates of one episode.
///
///     δ_t = r_t + γ V_{t+1} − V_t
///     Â_t = δ_t + γλ Â_{t+1},    V_T = Â_T = 0
///
/// Schulman et al. 2016, arXiv:1506.02438, eq. 16. The steps are the agent's tokens: what the
/// world writes in between belongs to the transition. Nothing is bootstrapped after the last one, also
/// where a length limit cut the episode off: the score has by then been paid for what is there.
///
/// Anchor: with λ = 1 and γ = 1, Â_t is the sum of rewards from t on, minus V_t.
///
/// - Parameters:
///   - rewards: r_t for t in 0..<T.
///   - values: V_t for t in 0..<T, before each action.
///   - discount: γ, in 0...1.
///   - traceDecay: λ, in 0...1: 0 trusts the values most, 1 not at all.
/// - Returns: Â_t for t in 0..<T.
public func advantages(
  rewards: some BidirectionalCollection<Double>, values: some BidirectionalCollection<Double>,
  discount: Double, traceDecay: Double
) -> [Double] {
  precondition(rewards.count == values.count, "\(rewards.count) rewards, \(values.count) values")
  var result: [Double] = []
  result.reserveCapacity(rewards.count)
  var nextValue = 0.0
  var advantage = 0.0
  for (reward, value) in zip(rewards.reversed(), values.reversed()) {
    let surprise = reward + discount * nextValue - value
    advantage = surprise + discount * traceDecay * advantage
    nextValue = value
    result.append(advantage)
  }
  result.reverse()
  return result
}
