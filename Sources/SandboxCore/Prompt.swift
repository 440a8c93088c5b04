/// What an episode begins with: a question to answer, or a position to play on from.
public struct Prompt: Sendable, Hashable, Codable {
  /// The prompt's place among all prompts of its world.
  public var id: Int
  /// The tokens the agent finds written, the vocabulary's beginning first; at least 1.
  public var tokens: [Token]
  /// The kind of task, such as "advice"; for a board, who moves first and how far the game has come.
  public var family: String
  /// What it is about, such as "travel"; for a board, the side the agent plays.
  public var topic: String

  /// Describes a prompt; the parameters are the properties of the same names.
  public init(id: Int, tokens: [Token], family: String, topic: String) {
    self.id = id
    self.tokens = tokens
    self.family = family
    self.topic = topic
  }
}

/// What part of a world's prompts is for: learning, or measuring.
public enum PromptSplit: String, Sendable, Hashable, Codable, CaseIterable {
  /// Prompts that every phase of training may see.
  case training
  /// Prompts on the same topics that no phase has seen: "does it generalise?".
  case heldOutPrompts = "held-out-prompts"
  /// Prompts on topics that fine-tuning, reward model and policy optimisation have not seen.
  case heldOutTopics = "held-out-topics"
}
