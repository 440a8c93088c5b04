import Networks

/// Who plays against the agent.
public enum Opponent: Sendable {
  /// Moves uniformly at random.
  case random
  /// Takes a win, else stops the agent's win, else moves at random.
  case greedy
  /// Looks a number of plies ahead (≥ 1), and plays one of the moves that then look best.
  case minimax(depth: Int)
  /// Plays one of the moves that are best in truth; only on a board that is solved.
  case perfect
  /// Samples from a model trained in this sandbox, which plays the other side.
  case policy(any LanguageModel)

  /// The word by which reports speak of it.
  public var name: String {
    switch self {
    case .random: "random"
    case .greedy: "greedy"
    case .minimax(let depth): "minimax-\(depth)"
    case .perfect: "perfect"
    case .policy: "policy"
    }
  }
}
