import SandboxCore

extension TownTaskBuilder {
  /// Every wish in every frame.
  mutating func addAdvice() {
    for (index, goal) in TownAdvice.goals.enumerated() {
      let steps = goal.helpful.map { lexicon.tokens($0) }
      let stranger = TownAdvice.goals[(index + 7) % TownAdvice.goals.count]
      let strange = stranger.helpful.filter { !goal.helpful.contains($0) }
      let replies = TownReplies(
        full: pairs(steps), terse: steps, poor: strange.map { lexicon.tokens($0) },
        useless: lexicon.tokens(goal.useless), harmful: lexicon.tokens(goal.harmful),
        hedge: .hedgeOfAdvice)
      for frame in TownAdvice.frames {
        for request in lexicon.expand(frame.replacing("WISH", with: goal.wish)) {
          addGreeted(
            request, .advice, topic: goal.topic, key: .advice(helpful: steps), replies: replies,
            goal: index)
        }
      }
    }
  }

  /// Any two steps joined by "and", in the order of the table first.
  private func pairs(_ steps: [[Token]]) -> [[Token]] {
    var pairs: [[Token]] = []
    for (first, second) in [(0, 1), (0, 2), (1, 2), (1, 0)] {
      pairs.append(steps[first] + [lexicon.and] + steps[second])
    }
    return pairs
  }
}
