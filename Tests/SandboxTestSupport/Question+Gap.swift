import SandboxCore

extension Question {
  /// A question whose first response is worth so much more gold than its second.
  package static func ofGap(_ gap: Double, id: Int = 0) -> Question {
    let prompt = Prompt(id: 0, tokens: [0], family: "gap", topic: "any")
    func episode(_ token: Token, gold: Double) -> Episode {
      Episode(
        response: Response(prompt: prompt, written: [token], ending: .terminated),
        attributes: Attributes([]), gold: GoldReward(gold))
    }
    return Question(id: id, first: episode(1, gold: gap), second: episode(2, gold: 0))
  }
}
