import SandboxCore

extension TownWorld {
  /// The town as `rlhf show world text.town` prints it: families, topics, counts, the reward, and
  /// three prompts of each family with what could be said to them.
  public var description: String {
    var lines = [name, summary, ""]
    lines.append("words      \(vocabulary.count), \(TownLanguage.dictionary.count) of them old")
    lines.append("topics     \(TownWords.topics.joined(separator: ", "))")
    for split in PromptSplit.allCases {
      let prompts = prompts(in: split)
      let counts = TownFamily.allCases.map { family in
        "\(family.rawValue) \(prompts.count { $0.family == family.rawValue })"
      }
      lines.append("\(split.rawValue): \(prompts.count) (\(counts.joined(separator: ", ")))")
    }
    lines += ["", "gold = \(rewardFunction.formula)"]
    for constraint in rewardFunction.constraints {
      lines.append("  - \(constraint.penalty) for \(constraint.name): \(constraint.meaning)")
    }
    lines.append("")
    lines += attributes.map { "\($0.name) (\($0.range)): \($0.meaning)" }
    lines.append("")
    lines += groups.map { "group \($0.name): \($0.meaning)" }
    for family in TownFamily.allCases {
      let prompts = prompts(in: .training).filter { $0.family == family.rawValue }
      lines += ["", family.rawValue]
      for prompt in prompts.prefix(3) { lines += describe(prompt) }
    }
    return lines.joined(separator: "\n")
  }

  /// One prompt and a reply of each kind with its gold reward and what stands out about it.
  private func describe(_ prompt: Prompt) -> [String] {
    let shown: [TownAttribute] = [.taskSuccess, .answersPrompt, .fluency, .harm, .warmth]
    let head = vocabulary.text(prompt.tokens.dropFirst())
    return ["  \(head)  (\(prompt.topic))"]
      + exampleResponses(for: prompt).map { kind, response in
        let episode = episode(response)
        let values = shown.map { attribute in
          "\(attribute.description.name) \(rounded(episode.attributes[attribute]))"
        }
        let text = vocabulary.text(response.continuation.dropLast())
        return "    \(rounded(episode.gold.value))  \(kind): \(text)  "
          + "[\(values.joined(separator: ", "))]"
      }
  }

  private func rounded(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
}
