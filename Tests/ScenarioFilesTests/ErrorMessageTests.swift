import Experiments
import Foundation
import ScenarioFiles
import Testing

@Suite struct ErrorMessageTests {
  @Test func tenMistakesAreReportedAtOnceWithTheirLines() {
    let text = """
      name: 07-mistakes
      title: Ten mistakes
      seed: one
      replications: 0
      base:
        annotators:
          trols: {share: 0.1}
          mistakes: 2
          count: many
          count: 20
        model: {width: 63}
      arms:
        - name: base
        - name: trolls 20
          annotators.trolls.share: [0.2]
      hypotheses:
        - id: P20
          claim: Trolls hurt.
          effect: {of: trols.gold_reward, minus: base.gold_rewards}
          direction: downwards
      """
    let expected = """
      Scenarios/07-mistakes.yaml:3: error: seed is one, but must be a whole number from 0 to \
      18446744073709551615
        fix: write for example seed: 1
      Scenarios/07-mistakes.yaml:4: error: replications is 0, but must be a whole number from 1 to \
      100000
        fix: write for example replications: 10
      Scenarios/07-mistakes.yaml:7: error: there is no setting annotators.trols
        fix: write annotators.trolls
      Scenarios/07-mistakes.yaml:8: error: annotators.mistakes is 2, but must be a number from 0 to 1, \
      or two as in 0.2 ± 0.1, the second from 0 to 1
        fix: write for example annotators.mistakes: 0.05
      Scenarios/07-mistakes.yaml:10: error: count is written again; it already stands on line 9
        fix: keep one of the two
      Scenarios/07-mistakes.yaml:11: error: model.heads is 4, which does not divide model.width 63
        fix: choose a width that is a multiple of the heads
      Scenarios/07-mistakes.yaml:14: error: arms[1].name is trolls 20, but may have only letters, \
      digits and . - _ = , + @ ±, and no . or - in front
        fix: write for example name: trolls-20
      Scenarios/07-mistakes.yaml:15: error: annotators.trolls.share is a list, but must be a number \
      from 0 to 1
        fix: write one value
      Scenarios/07-mistakes.yaml:19: error: there is no arm trols
        fix: write one of base, trolls 20
      Scenarios/07-mistakes.yaml:19: error: there is no metric gold_rewards
        fix: write gold_reward
      Scenarios/07-mistakes.yaml:20: error: hypotheses[0].direction is downwards, but must be above \
      or below
        fix: write direction: above, or direction: below
      """
    #expect(throws: InvalidScenario.self) {
      try reader.read(text: text, path: "Scenarios/07-mistakes.yaml")
    }
    do throws(InvalidScenario) {
      _ = try reader.read(text: text, path: "Scenarios/07-mistakes.yaml")
    } catch {
      #expect(error.description == expected)
    }
  }

  @Test func aProblemNamesItsPathOfKeys() throws {
    let error = try #require(throws: InvalidScenario.self) {
      try read("arms:\n  - name: a\n  - name: b\n    annotators:\n      trolls: {share: 2}\n")
    }
    #expect(
      error.problems == [
        ScenarioProblem(
          what: "annotators.trolls.share is 2, but must be a number from 0 to 1",
          location: "arms[1].annotators.trolls.share (line 8)",
          remedy: "write for example annotators.trolls.share: 0", line: 8)
      ])
  }

  @Test func whatIsMissingIsSaid() {
    let error = #expect(throws: InvalidScenario.self) {
      try reader.read(text: "base:\n  annotators.count: 3\n", path: "x.yaml")
    }
    #expect(
      error?.description == """
        x.yaml:1: error: name is missing
          fix: write name: and some text
        x.yaml:1: error: title is missing
          fix: write title: and some text
        x.yaml:1: error: seed is missing
          fix: write for example seed: 1; all randomness comes from it
        """)
  }

  @Test(arguments: [
    ("", "x.yaml:1: error: the file is empty", "write at least name, title and seed"),
    ("# a comment\n", "x.yaml:1: error: the file is empty", "write at least name, title and seed"),
    (
      "- a\n- b\n", "x.yaml:1: error: the file is a list, but must be a mapping",
      "write keys and values: name, title, seed, base, arms"
    ),
    (
      "just words\n", "x.yaml:1: error: the file is just words, but must be a mapping",
      "write keys and values: name, title, seed, base, arms"
    ),
    (
      "name: x\nbase:\n\tseed: 1\n",
      "x.yaml:3: error: this is no YAML: found character that cannot start any token",
      "indent with blanks instead of tabs"
    ),
    (
      "name: x\ntitle: this: that\n",
      "x.yaml:2: error: this is no YAML: mapping values are not allowed in this context",
      "indent keys of one mapping alike, and put text that has a colon in quotes"
    ),
    (
      "name: x\ntitle: \"open\nseed: 1\n",
      "x.yaml:4: error: this is no YAML: found unexpected end of stream",
      "check the quotes, brackets, colons and indentation on and above this line"
    ),
    (
      "name: x\n---\nname: y\n", "x.yaml:2: error: this is no YAML: but found another document",
      "write one scenario in a file, without a line of three hyphens between"
    ),
    (
      "name: x\n\ntitle: a\u{1}b\n",
      "x.yaml:3: error: this is no YAML: control characters are not allowed",
      "check the quotes, brackets, colons and indentation on and above this line"
    ),
  ])
  func whatIsNoScenario(text: String, what: String, fix: String) {
    let error = #expect(throws: InvalidScenario.self) {
      try reader.read(text: text, path: "x.yaml")
    }
    #expect(error?.description == "\(what)\n  fix: \(fix)")
  }

  @Test func filesThatCannotBeRead() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sf-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let missing = #expect(throws: InvalidScenario.self) { try reader.read(path: "no/such.yaml") }
    #expect(
      missing?.description == """
        no/such.yaml: error: there is no such file
          fix: check the path; `rlhf list` names the scenarios that ship
        """)
    let isFolder = #expect(throws: InvalidScenario.self) { try reader.read(path: folder.path()) }
    #expect(isFolder?.problems.map(\.what) == ["this is a folder"])
    let latin = folder.appending(path: "x.yaml")
    try Data([0x6E, 0x3A, 0x20, 0xE4]).write(to: latin)
    let isLatin = #expect(throws: InvalidScenario.self) { try reader.read(path: latin.path()) }
    #expect(isLatin?.problems.map(\.what) == ["the file is not UTF-8 text"])
  }

  /// A copy under another name is read as it is: the name says where its run is filed.
  @Test func theFileMayHaveAnyName() throws {
    let text = "name: trolls\ntitle: T\nseed: 1\n"
    #expect(try reader.read(text: text, path: "Scenarios/03 trolls (copy).yml").name == "trolls")
  }

  @Test func keysWrittenAgainAreFoundInAnyNotation() {
    let lines = [
      "\"question\": a", "'question': b", "question: c",
      "base: {model: {heads: 2, layers: 1, \"heads\": 4}}",
    ]
    let expected = """
      x.yaml:5: error: question is written again; it already stands on line 4
        fix: keep one of the two
      x.yaml:6: error: question is written again; it already stands on line 5
        fix: keep one of the two
      x.yaml:7: error: heads is written again; it already stands on line 7
        fix: keep one of the two
      """
    #expect(complaint(lines.joined(separator: "\n")) == expected)
    #expect(complaint(lines.joined(separator: "\r\n") + "\r\n") == expected)
  }

  /// Aliases as keys cannot be told apart by the trick that finds the others; this must end.
  @Test func anAliasAsAKeyTwice() {
    let text = "title2: &a question\n*a : b\n*a : c\n"
    #expect(complaint(text).contains("error: "))
  }

  @Test(arguments: [
    (
      "annotators: {count: 3}", "annotators is a setting, but stands outside base",
      "write it below base"
    ),
    ("replication: 3", "there is no key replication here", "write replications"),
    (
      "base: 3", "base is 3, but must be a mapping",
      "write settings below it, such as world.name: text.town"
    ),
    (
      "base: {world: text.town}", "world is text.town, but must be a mapping",
      "write its settings as a mapping: name, constraints, penalties, vocabulary, token_count, length, opponent, "
        + "opponent_depth, opponent_model, width, height, in_a_row"
    ),
    (
      "base: {trolls.share: 0.1}", "there is no setting trolls.share",
      "write annotators.trolls.share"
    ),
    (
      "base: {annotators.zzzzzzzzzz: 1}", "there is no setting annotators.zzzzzzzzzz",
      "write one of preset, count, groups, individuals, topic_traits, individual_taste, rationality, mistakes, "
        + "lapses, misperception, error_correlation, myopia, position_bias, length_bias, sycophancy, "
        + "self_preference, halo, anchoring, severity, scale_use, fatigue_limit, fatigue_answers, "
        + "beginner_share, learning_answers, expertise, topic_bias, tie_threshold, "
        + "skip_threshold, sycophancy_attribute, favoured_writer, trolls, ai_judges"
    ),
    (
      "base: {annotators.groups.elders.shar: 1}",
      "annotators.groups.elders has shar, which a group cannot have", "write share"
    ),
    (
      "base: {annotators.count: {a: 1}}",
      "annotators.count is a mapping, but must be a whole "
        + "number from 1 to 100000", "write annotators.count: 20"
    ),
    (
      "base: {annotators: {count: 3}, annotators.count: 4}",
      "annotators.count is written again; it already stands on line 4", "keep one of the two"
    ),
    (
      "base: {annotators.rationality: inf}",
      "annotators.rationality is inf, but must be a number from 0 to 1000, or two as in "
        + "2 ± 0.5, the second from 0 to 1000, or perfect",
      "write for example annotators.rationality: 2.5"
    ),
    (
      "base: {annotators.groups: {elders: 0.5}}",
      "annotators.groups: the shares add up to 0.5, but must add up to 1",
      "change them, or leave one out: that group takes what the others leave"
    ),
    (
      "base: {annotators.groups: {elders: half}}",
      "annotators.groups.elders.share is half, but must be a number from 0 to 1",
      "write for example annotators.groups.elders.share: 0.2"
    ),
    (
      "arms: {}", "arms is no list, but must be a list of arms",
      "write each arm as - name: and its settings, or leave arms out"
    ),
    (
      "arms: [{name: a}, {name: A}]", "the arm A is written again; it already stands on line 4",
      "give each arm a name of its own"
    ),
  ])
  func mistakesInSettings(text: String, what: String, fix: String) {
    #expect(complaint(text) == "x.yaml:4: error: \(what)\n  fix: \(fix)")
  }

  @Test(arguments: [
    (
      "{world.name: board.connect-four, world.in_a_row: 6}",
      "world.in_a_row is 6, which a board of 5 x 4 has no room for",
      "write world.in_a_row: 5 or less"
    ),
    (
      "{world.name: text.tiny, reward_model.normalization: predictive-fit}",
      "reward_model.normalization is predictive-fit, which needs 50 prompts, but text.tiny has 1 to "
        + "learn from", "write reward_model.normalization: mean-and-variance"
    ),
    (
      "{world: {name: board.connect-four, width: 8, height: 8}}", "a board of 8 x 8 is too large",
      "keep world.width times (world.height + 1) at 63 or less; 7 x 6 is the usual"
    ),
    (
      "{world: {name: board.connect-four, width: 7, height: 6, opponent: perfect}}",
      "world.opponent is perfect, but a board of 7 x 6 is too large to solve",
      "write world.opponent: minimax, or use the board of 5 x 4"
    ),
    (
      "{world: {name: board.tic-tac-toe, opponent: policy}}",
      "world.opponent is policy, but world.opponent_model names no model",
      "write world.opponent_model: and the folder of a model that a run left"
    ),
    (
      "{world: {name: text.tiny, token_count: 8}, model.order: 10}",
      "model.order is 10, but a table over the 9 words of text.tiny has room for at most 7",
      "write model.order: 7 or less, or model.kind: decoder"
    ),
    (
      "{world.name: board.tic-tac-toe, model: {kind: n-gram, order: 7}}",
      "model.order is 7, but a table over the 21 words of board.tic-tac-toe has room for at most 5",
      "write model.order: 5 or less, or model.kind: decoder"
    ),
    (
      "{world.name: text.town, model.kind: n-gram}",
      "model.order is 3, but a table over the 335 words of text.town has room for at most 2",
      "write model.order: 2 or less, or model.kind: decoder"
    ),
    (
      "{world.name: text.vast, model.kind: n-gram}",
      "model.order is 3, but a table over the 50257 words of text.vast has room for none of any order",
      "write model.kind: decoder"
    ),
    (
      "{world: {name: board.tic-tac-toe, opponent: policy, opponent_model: /no/model}}",
      "/no/model/config.json: this file is missing, so the folder is not a model",
      "give a folder such as runs/NAME/models/ARM-1/policy"
    ),
    (
      "{annotators.groups: {elder: 1}}",
      "annotators.groups.elder: the world has no group \"elder\"",
      "write elders"
    ),
    (
      "{world.name: text.tiny, annotators.groups: {elders: 1}}",
      "annotators.groups.elders: the world has no group \"elders\"",
      "use one of: plain, climbers, divers; or say what your own likes, such as tastes.gold: 1"
    ),
    (
      "{feedback.annotators_per_question: 30}",
      "feedback.annotators_per_question is 30, but annotators.count is only 20",
      "write annotators.count: 30 or more"
    ),
    (
      "{feedback.questions: 0}",
      "feedback.questions is 0, but policy_optimization.reward is reward-model",
      "ask for comparisons, or write policy_optimization.reward: true-reward"
    ),
    (
      "{policy_optimization.minibatch_count: 600}",
      "policy_optimization.minibatch_count is 600, but a round has only 256 episodes",
      "write policy_optimization.minibatch_count: 256 or less"
    ),
    (
      "{policy_optimization: {kl: adaptive, adaptive_kl_target: 0}}",
      "policy_optimization.adaptive_kl_target is 0, but the adaptive penalty divides by it",
      "write a number above 0, such as 6"
    ),
    (
      "{policy_optimization.method: exact}",
      "policy_optimization.method is exact, but the episodes of text.town cannot be listed",
      "write world.name: text.tiny, or board.tic-tac-toe against an opponent that is no model, or another method"
    ),
    (
      "{world.name: board.tic-tac-toe, policy_optimization: {method: exact, kl: adaptive}}",
      "policy_optimization.method is exact, which needs a KL penalty of fixed size",
      "write policy_optimization.kl: fixed, or off for the greatest reward there is"
    ),
    (
      "{policy_optimization.clip_range: 0}",
      "policy_optimization.clip_range is 0, which lets nothing be learnt",
      "write policy_optimization.clip_range: off to be without it"
    ),
  ])
  func settingsThatDoNotGoTogether(base: String, what: String, fix: String) {
    // Two arms share the base's mistake, which is reported once.
    let arms = "\narms: [{name: a}, {name: b}]"
    #expect(complaint("base: " + base + arms) == "x.yaml:4: error: \(what)\n  fix: \(fix)")
  }

  @Test(arguments: [
    (
      "annotators.trolls.share=2", "--set annotators.trolls.share",
      "annotators.trolls.share is 2, but must be a number from 0 to 1",
      "write for example annotators.trolls.share=0"
    ),
    (
      "annotators.trolls.shar=1", "--set annotators.trolls.shar",
      "there is no setting annotators.trolls.shar", "write annotators.trolls.share"
    ),
    (
      "a:model.heads=3", "--set a:model.heads",
      "model.heads is 3, which does not divide model.width 64",
      "choose a width that is a multiple of the heads"
    ),
    (
      "replications=3", "--set replications", "replications is no setting",
      "write --replications N instead"
    ),
    (
      "aa.model.heads=2", "--set aa.model.heads", "there is no setting aa.model.heads",
      "for one arm alone write --set a:model.heads=…"
    ),
    ("aa:model.heads=2", "--set aa:model.heads", "there is no arm aa", "write a"),
    (
      "model.heads", "--set model.heads", "model.heads is no setting with a value",
      "write KEY=VALUE, such as annotators.trolls.share=0.2"
    ),
    (
      "seed=-1", "--set seed",
      "seed is -1, but must be a whole number from 0 to "
        + "18446744073709551615", "write for example seed: 1"
    ),
    (
      "evaluation.pairs=9", "--set evaluation.pairs",
      "evaluation.pairs changes nothing, because every arm sets it itself",
      "name an arm: --set a:evaluation.pairs=…"
    ),
    (
      "annotators.groups={elders: 1", "--set annotators.groups",
      "this is no YAML: did not find expected ',' or '}'",
      "check the brackets, colons and commas"
    ),
  ])
  func mistakesOnTheCommandLine(option: String, place: String, what: String, fix: String) {
    let text = "arms: [{name: a, evaluation.pairs: 7}]"
    #expect(complaint(text, overrides: [option]) == "\(place): error: \(what)\n  fix: \(fix)")
  }

  @Test func anOptionGivenTwice() {
    #expect(
      complaint("", overrides: ["model.heads=2", "model.heads=8"]) == """
        --set model.heads: error: model.heads is written again; it already stands by \
        --set model.heads
          fix: keep one of the two
        """)
    #expect(
      complaint("", replications: 0) == """
        --replications: error: replications is 0, but must be a whole number from 1 to \
        100000
          fix: write for example --replications 10
        """)
  }

  @Test(arguments: [
    (
      "effect: {of: gold_reward}", "hypotheses[0].effect.of is gold_reward, but must be ARM.METRIC",
      "write for example a.gold_reward"
    ),
    (
      "effect: {minus: a.gold_reward}",
      "hypotheses[0].effect needs one of of, slope, contrast, interaction",
      "write {of: ARM.METRIC, minus: ARM.METRIC} or {slope: METRIC, over: SETTING}"
    ),
    (
      "effect: {slope: gold_reward, over: model.heads}",
      "model.heads is the same in all these arms, so there is no slope",
      "give the arms different values of it"
    ),
    (
      "effect: {slope: gold_reward, over: world.name}", "world.name is not a number in every arm",
      "name the arms in which it is"
    ),
    (
      "effect: {of: a.gold_reward, arms: [a]}",
      "hypotheses[0].effect.arms belongs to slope or interaction, not to of",
      "leave it out"
    ),
    (
      "effect: {slope: gold_reward, over: evaluation.pairs, arms: [a, c]}", "there is no arm c",
      "write a"
    ),
    (
      "effect: {of: a.gold_reward}, control: {of: a.label_count}",
      "hypotheses[0].control has no margin",
      "write one of within: 0.1 (no effect), at_most: 0.1 (none above), at_least: -0.1 (none below)"
    ),
    (
      "effect: {of: a.gold_reward}, control: {of: a.label_count, within: 1, at_least: -1}",
      "hypotheses[0].control has within and at_least",
      "write one of within: 0.1 (no effect), at_most: 0.1 (none above), at_least: -0.1 (none below)"
    ),
    (
      "effect: {of: a.gold_reward}, control: {of: a.label_count, within: 0}",
      "hypotheses[0].control.within must be a number above 0",
      "write within: and the largest effect that counts as none; what must be seen belongs to positive"
    ),
    (
      "effect: {of: a.gold_reward}, control: {of: a.label_count, at_least: 0.5}",
      "hypotheses[0].control.at_least must be a number below 0",
      "write at_least: and the largest effect that counts as none; what must be seen belongs to "
        + "positive"
    ),
    (
      "effect: {of: a.gold_reward}, smallest: -1",
      "hypotheses[0].smallest is -1, but must be above 0",
      "write the size of the smallest effect that would matter; direction says which way"
    ),
    (
      "effect: {of: a.gold_reward}, control: {of: b.gold_reward, minus: b.gold_reward, within: 1}",
      "hypotheses[0].control.minus is what stands under of, so that the difference is always 0",
      "name another arm or metric"
    ),
    (
      "effect: {of: a.gold_reward}, positive: {of: a.gold_reward}",
      "hypotheses[0].positive measures what the claim itself does",
      "name an effect that is known beforehand, such as that of perfect people over coins"
    ),
    (
      "effect: {of: a.gold_reward}, positive: {of: b.gold_reward, direction: up}",
      "hypotheses[0].positive.direction is up, but must be above or below",
      "write direction: above, or direction: below"
    ),
    (
      "effect: {of: a.gold_reward}, positive: {of: b.gold_reward, within: 1}",
      "there is no key within here",
      "write one of of, slope, contrast, interaction, minus, over, arms, weights, direction, threshold"
    ),
    (
      "effect: {of: a.gold_reward}, threshold: high",
      "hypotheses[0].threshold is high, but must be a number from -1000000000000 to 1000000000000",
      "write for example threshold: 0.1"
    ),
    ("effect: {of: a.gold_reward}, claims: high", "there is no key claims here", "write claim"),
  ])
  func mistakesInHypotheses(text: String, what: String, fix: String) {
    let arms = "arms: [{name: a}, {name: b, evaluation.pairs: 7}]\n"
    let hypothesis = "hypotheses: [{id: H, claim: C, direction: above, \(text)}]\n"
    #expect(complaint(arms + hypothesis) == "x.yaml:5: error: \(what)\n  fix: \(fix)")
  }

  @Test(arguments: [
    ("[a, b]", "scale is a list, but must be a mapping", "write it with the keys best, worst"),
    ("{best: a}", "scale.worst is missing", "write worst: and some text"),
    ("{best: a, worst: bb}", "there is no arm bb", "write b"),
    (
      "{best: a, worst: a}", "best and worst are the same arm, a",
      "name an arm whose people never err as best, and one whose people toss coins as worst"
    ),
    (
      "{best: a, worst: board}", "a plays in text.town, but board in board.tic-tac-toe",
      "name two arms of one world"
    ),
  ])
  func mistakesInTheScale(text: String, what: String, fix: String) {
    let arms = "arms: [{name: a}, {name: b}, {name: board, world.name: board.tic-tac-toe}]\n"
    #expect(complaint(arms + "scale: \(text)") == "x.yaml:5: error: \(what)\n  fix: \(fix)")
  }
}
