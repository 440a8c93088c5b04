import Experiments
import Foundation
import Randomness
import Reports
import SandboxCore

/// A world in words, in the terms in which reinforcement learning speaks.
enum WorldDescription {
  /// The whole description, section by section.
  static func text<World: Environment>(_ world: World) throws -> String {
    [
      heading(world), spaces(world), reward(world), attributes(world), people(world),
      flaws(world), prompts(world), demonstration(world), examples(world),
    ].filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private static var columns: Int { Terminal.width(of: STDOUT_FILENO) }

  private static func heading(_ world: some Environment) -> String {
    world.name + "\n" + wrapped(world.summary, indent: "  ")
  }

  private static func spaces<World: Environment>(_ world: World) -> String {
    var stream = RandomStream(seed: 1)
    let prompt = world.prompts(in: .training).first
    let actions = prompt.map { world.legalActions(in: world.begin($0, using: &stream).state) }
    let legal =
      switch actions {
      case .only(let tokens):
        "one legal token of \(tokens.count) at the first turn, such as "
          + tokens.prefix(5).map { world.vocabulary.words[Int($0)] }.joined(separator: ", ")
      case .everything, nil: "any token of the vocabulary"
      }
    return section(
      "State space",
      "the tokens so far: at most \(world.contextLength), of which at most "
        + "\(world.responseLimit) after the prompt")
      + "\n" + section("Action space", "\(legal); the vocabulary has \(world.vocabulary.count)")
      + "\n" + section("Policy", "a distribution over the next token, given the tokens so far")
  }

  private static func section(_ title: String, _ text: String) -> String {
    title + "\n" + wrapped(text, indent: "  ")
  }

  private static func reward(_ world: some Environment) -> String {
    let function = world.rewardFunction
    let penalties = function.constraints.map { constraint in
      wrapped(
        "- \(SettingValue.number(constraint.penalty)) for \(constraint.name): \(constraint.meaning)",
        indent: "  ")
    }
    let constraints = penalties.isEmpty ? ["  no constraints"] : penalties
    return (["Reward function (gold)", wrapped(function.formula, indent: "  ")] + constraints)
      .joined(separator: "\n")
  }

  private static func attributes(_ world: some Environment) -> String {
    let rows = world.attributes.map { attribute in
      [
        "  " + attribute.name,
        "\(NumberText.short(attribute.range.lowerBound)) to "
          + NumberText.short(attribute.range.upperBound), attribute.meaning,
      ]
    }
    return "Attributes, known exactly of every episode\n"
      + TextTable(heads: ["", "", ""], rows: rows).fitted(to: columns).text
  }

  private static func people(_ world: some Environment) -> String {
    guard !world.groups.isEmpty else { return "" }
    let rows = world.groups.map { group in
      let tastes = group.tastes.map { taste in
        let topics = taste.topics.isEmpty ? "" : " on \(taste.topics.joined(separator: ", "))"
        let sign = taste.weight < 0 ? "" : "+"
        return "\(sign)\(SettingValue.number(taste.weight)) \(taste.attribute)\(topics)"
      }
      let utility = (["\(SettingValue.number(group.goldWeight)) gold"] + tastes).joined(
        separator: ", ")
      return ["  " + group.name, group.meaning, utility]
    }
    return "Groups of people, and what they want\n"
      + TextTable(heads: ["", "", ""], rows: rows).fitted(to: columns).text
  }

  private static func flaws(_ world: some Environment) -> String {
    guard !world.flaws.isEmpty else { return "" }
    let rows = world.flaws.map { flaw in
      let limit =
        switch flaw.limit {
        case .above(let value): "\(flaw.attribute) above \(SettingValue.number(value))"
        case .below(let value): "\(flaw.attribute) below \(SettingValue.number(value))"
        }
      return ["  " + flaw.name, "-\(SettingValue.number(flaw.weight))", limit, flaw.meaning]
    }
    return "Flaws that a rubric asks about, and what each takes off the quality score\n"
      + TextTable(heads: ["", "", "", ""], rows: rows).fitted(to: columns).text
  }

  private static func prompts(_ world: some Environment) -> String {
    let counts = PromptSplit.allCases.map { split in
      "  \(split.rawValue): \(world.prompts(in: split).count)"
    }
    let training = world.prompts(in: .training)
    let families = training.map(\.family).reduce(into: [String]()) { families, family in
      if !families.contains(family) { families.append(family) }
    }
    let examples = families.compactMap { family in
      training.first { $0.family == family }.map {
        ["  " + family, $0.topic, PromptReader(world).text(of: $0)]
      }
    }
    func topics(_ split: PromptSplit) -> String {
      world.prompts(in: split).map(\.topic).reduce(into: [String]()) {
        if !$0.contains($1) { $0.append($1) }
      }.joined(separator: ", ")
    }
    let lines =
      counts + [
        "  topics: \(topics(.training)); held out as a topic: \(topics(.heldOutTopics))"
      ]
    return (["Prompts"] + lines).joined(separator: "\n") + "\n"
      + TextTable(heads: ["  family", "topic", "example"], rows: examples)
      .fitted(to: columns).text
  }

  private static func demonstration(_ world: some Environment) -> String {
    var stream = RandomStream(seed: 1).child("demonstration")
    guard let shown = world.demonstrations(count: 1, using: &stream).first else { return "" }
    let prompt = PromptReader(world).text(of: shown.prompt)
    let gold = world.episode(shown).gold.value
    return "A demonstration, worth \(NumberText.short(gold))\n" + wrapped(prompt, indent: "  > ")
      + "\n"
      + world.transcript(of: shown).split(separator: "\n").map { "  " + $0 }
      .joined(separator: "\n")
  }

  /// What good and bad responses to one prompt of each family are worth.
  private static func examples(_ world: some Environment) -> String {
    var families: Set<String> = []
    let prompts = world.prompts(in: .training).filter { families.insert($0.family).inserted }
    let tables = prompts.compactMap { prompt in
      let rows = world.exampleResponses(for: prompt).map { kind, response in
        [
          "  " + NumberText.short(world.episode(response).gold.value), kind,
          world.responseText(response),
        ]
      }
      return rows.isEmpty
        ? nil
        : wrapped(PromptReader(world).text(of: prompt), indent: "  > ") + "\n"
          + TextTable(heads: ["", "", ""], rows: rows).fitted(to: columns).text
    }
    return tables.isEmpty
      ? "" : "What responses are worth\n" + tables.joined(separator: "\n\n")
  }
}
