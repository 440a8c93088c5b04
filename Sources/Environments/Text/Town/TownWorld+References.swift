import SandboxCore

extension TownWorld {
  /// The greatest known gold rewards; see ``bestKnownReward(for:)``.
  public func bestRewards(of prompts: [Prompt]) -> [Double]? {
    let rewards = prompts.compactMap { bestKnownReward(for: $0)?.value }
    return rewards.count == prompts.count ? rewards : nil
  }

  /// The greatest gold reward that any response known to the town earns on a prompt: what regret
  /// is measured against. 3, or 2.6 on advice with constraints.
  ///
  /// - Returns: `nil` for a prompt that is not the town's.
  func bestKnownReward(for prompt: Prompt) -> GoldReward? {
    best(for: prompt).first.map { episode($0).gold }
  }

  /// One reply of each kind without courtesies, to look at: best first.
  ///
  /// - Returns: empty for a prompt that is not the town's.
  public func exampleResponses(for prompt: Prompt) -> [(kind: String, response: Response)] {
    guard let task = task(of: prompt), let best = best(for: prompt).first else { return [] }
    var gibberish = task.replies.full[0]
    gibberish.swapAt(0, gibberish.count - 1)
    let examples: [(String, [Token]?)] = [
      ("plain", task.replies.full[0]), ("curt", task.replies.terse[0]),
      ("poor", task.replies.poor[0]), ("useless", task.replies.useless),
      ("harmful", task.replies.harmful), ("continuation", continuation(of: task)),
      ("gibberish", gibberish.reversed() + gibberish),
    ]
    return [("best", best)]
      + examples.compactMap { kind, tokens in tokens.map { (kind, finished($0, task.prompt)) } }
  }

  /// All full answers under all courtesies that earn the most.
  private func best(for prompt: Prompt) -> [Response] {
    guard let task = task(of: prompt) else { return [] }
    let expert = TownExpert(lexicon: lexicon, responseLimit: responseLimit)
    let openers = courtesies(.opener)
    let closers = courtesies(.closer)
    var best: [Response] = []
    var most = -Double.infinity
    for answer in task.replies.full + [task.replies.harmful].compactMap({ $0 }) {
      for opener in openers {
        for closer in closers {
          let parts = TownExpert.Parts(opener: opener, answer: answer, closers: [closer])
          let response = finished(expert.written(parts), task.prompt)
          let gold = episode(response).gold.value
          // Equal up to rounding.
          if gold > most + 1e-9 { best = [] }
          if gold > most - 1e-9 { best.append(response) }
          most = max(most, gold)
        }
      }
    }
    return best
  }

  private func courtesies(_ place: TownManners.Place) -> [[Token]] {
    TownManners.phrases.filter { $0.place == place && $0.warmth == 0.5 }
      .map { lexicon.tokens($0.text) }
  }

  /// The next request of the same family and topic.
  private func continuation(of task: TownTask) -> [Token] {
    let others = tasks.filter {
      $0.prompt.family == task.prompt.family && $0.prompt.topic == task.prompt.topic
        && $0.request != task.request
    }
    return others.first.map(\.request) ?? []
  }

  private func finished(_ text: [Token], _ prompt: Prompt) -> Response {
    let written = Array(text.prefix(responseLimit - 1)) + [lexicon.end]
    return Response(prompt: prompt, written: written, ending: .terminated)
  }
}
