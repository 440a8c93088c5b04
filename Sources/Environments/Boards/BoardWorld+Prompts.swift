import SandboxCore

extension BoardWorld {
  /// The empty boards, one for each side the agent can have.
  public var wholeGamePrompts: [Prompt] { emptyBoardPrompts }

  /// The best outcome that any policy could expect against this world's opponent.
  public func bestRewards(of prompts: [Prompt]) -> [Double]? { bestResponseValues(of: prompts) }
}
