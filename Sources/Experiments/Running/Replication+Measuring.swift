import Aggregation
import Annotators
import Evaluation
import Feedback
import Foundation
import Networks
import Randomness
import RewardModeling
import Rollouts
import SandboxCore
import Statistics

extension Replication {
  /// Measures the phases' models against the truth, and lets people compare them head to head.
  mutating func measure(
    pretrained: any LanguageModel, fineTuned: any LanguageModel,
    rewardModel: (any RewardModel)?, start: any LanguageModel, policy: any LanguageModel
  ) throws {
    let clock = ContinuousClock()
    let begin = clock.now
    stage = "evaluation"
    report(.phaseBegan(arm: arm.name, replication: number, phase: stage))
    let measuring = measuring
    let prompts = measuring.heldOutPrompts()
    let stages = [("_pretrained", pretrained), ("_fine_tuned", fineTuned), ("", policy)]
    var rollouts: [[Rollout]] = []
    for (suffix, model) in stages {
      let written = measuring.rollouts(of: model, on: prompts, label: "held-out prompts")
      try noteRewards(of: written, rewardModel, suffix: suffix)
      try noteGames(of: model, suffix: suffix)
      rollouts.append(written)
    }
    try noteAttack(rollouts[2], baseline: rollouts[1])
    try notePolicy(rollouts[2], policy, start: start, prompts: prompts, baseline: rollouts[1])
    if let rewardModel { try noteQuality(of: rewardModel, fineTuned) }
    record.samples = samples(stages.map(\.1), rewardModel)
    try compareHeadToHead(stages.map(\.1), rewardModel)
    record.phases.append(
      PhaseRecord(
        name: "evaluation", seconds: (clock.now - begin) / .seconds(1), report: TrainingReport()))
  }

  private func names() -> [String] { world.attributes.map(\.name) }

  /// Gold and proxy reward of what a model wrote, and what the world says of it.
  private mutating func noteRewards(
    of rollouts: [Rollout], _ rewardModel: (any RewardModel)?, suffix: String
  ) throws {
    let summary = RewardSummary(measuring.episodes(rollouts), attributeNames: names())
    try note("gold_reward" + suffix, summary.goldReward)
    if let rewardModel {
      let rewards = rewardModel.rewards(for: rollouts.map(\.response)).map(\.value)
      try note("proxy_reward" + suffix, rewards.reduce(0, +) / Double(rewards.count))
    }
    let rates = [
      ("task_success", summary.taskSuccess), ("harm_rate", summary.harmRate),
      ("gibberish_rate", summary.gibberishRate),
    ]
    for (name, rate) in rates {
      if let rate { try note(name + suffix, rate) }
    }
    if let index = world.attributeIndex("length"), suffix.isEmpty {
      try note("response_length", summary.attributeMeans[index])
    }
  }

  /// Whole games: won, drawn, lost, and what the model would do if nobody stopped it breaking a rule.
  private mutating func noteGames(of model: any LanguageModel, suffix: String) throws {
    guard !world.wholeGamePrompts.isEmpty else { return }
    let prompts = measuring.prompts(from: world.wholeGamePrompts, label: "whole games")
    let played = measuring.rollouts(of: model, on: prompts, label: "whole games")
    let summary = RewardSummary(measuring.episodes(played), attributeNames: names())
    let unmasked = RewardSummary(
      measuring.episodes(
        measuring.rollouts(of: model, on: prompts, label: "whole games", masked: false)),
      attributeNames: names())
    let rates = [
      ("win_rate", summary.winRate), ("draw_rate", summary.drawRate),
      ("loss_rate", summary.lossRate), ("illegal_rate", summary.illegalRate),
      ("illegal_rate_unmasked", unmasked.illegalRate),
    ]
    for (name, rate) in rates {
      if let rate { try note(name + suffix, rate) }
    }
  }

  /// What is measured of the final policy only.
  private mutating func notePolicy(
    _ rollouts: [Rollout], _ policy: any LanguageModel, start: any LanguageModel,
    prompts: [Prompt], baseline: [Rollout]
  ) throws {
    let comparison = ReferenceComparison(policy: policy, reference: start, rollouts: rollouts)
    let variety = WordingVariety(rollouts.map(\.response))
    let groups = GroupSummary(
      measuring.episodes(rollouts), baseline: measuring.episodes(baseline), groups: world.groups,
      attributeNames: names())
    for metric in comparison.metrics + variety.metrics + groups.metrics {
      try note(metric.key, metric.value)
    }
    if let best = world.bestRewards(of: prompts), !best.isEmpty {
      let gold = measuring.episodes(rollouts).map(\.gold.value).reduce(0, +)
      try note("regret", (best.reduce(0, +) - gold) / Double(best.count))
    }
    let topics = measuring.prompts(
      from: world.prompts(in: .heldOutTopics), label: "held-out topics")
    let elsewhere = RewardSummary(
      measuring.episodes(measuring.rollouts(of: policy, on: topics, label: "held-out topics")),
      attributeNames: names())
    try note("gold_reward_held_out_topics", elsewhere.goldReward)
  }

  /// How well the reward model knows the truth, on pairs of the fine-tuned model's responses.
  private mutating func noteQuality(
    of rewardModel: any RewardModel, _ fineTuned: any LanguageModel
  ) throws {
    let fitting = record.phases.first { $0.name == "reward model" }?.report
    // Of preferences where there are any, else of scores or approvals.
    for (name, kinds) in [
      (
        "reward_model_label_accuracy",
        ["held_out_accuracy", "held_out_score_accuracy", "held_out_approval_accuracy"]
      ),
      ("reward_model_training_accuracy", ["accuracy", "approval_accuracy"]),
    ] {
      if let accuracy = kinds.lazy.compactMap({ fitting?.last($0) }).first {
        try note(name, accuracy)
      }
    }
    func pairs(_ split: PromptSplit, _ label: String) -> [Question] {
      QuestionSource(engine: RolloutEngine(environment: world)).questions(
        settings.evaluation.pairs, from: fineTuned, prompts: world.prompts(in: split),
        using: stream.child("evaluation").child(label))
    }
    func isDecided(_ question: Question) -> Bool { question.first.gold != question.second.gold }
    let elsewhere = pairs(.heldOutTopics, "pairs on held-out topics")
    if elsewhere.contains(where: isDecided) {
      try note(
        "reward_model_accuracy_held_out_topics",
        PairwiseQuality(of: rewardModel, on: elsewhere).accuracy)
    }
    let questions = pairs(.heldOutPrompts, "pairs")
    guard questions.contains(where: isDecided) else { return }
    let quality = PairwiseQuality(of: rewardModel, on: questions)
    try note("reward_model_accuracy", quality.accuracy)
    try note("reward_model_calibration_error", quality.calibrationError)
    let episodes = questions.flatMap { [$0.first, $0.second] }
    let proxy = rewardModel.rewards(for: episodes.map(\.response)).map(\.value)
    if let tau = kendallTauB(proxy, episodes.map(\.gold.value)) {
      try note("reward_model_kendall_tau", tau)
    }
    let lengths = episodes.map { Double($0.response.agentTokenCount) }
    if let correlation = pearson(proxy, lengths) {
      try note("reward_model_length_correlation", correlation)
    }
  }

  /// The same prompts answered by the model of each phase.
  private func samples(
    _ models: [any LanguageModel], _ rewardModel: (any RewardModel)?
  ) -> [SampleRecord] {
    let prompts = varied(
      world.prompts(in: .heldOutPrompts), count: settings.evaluation.samples)
    guard !prompts.isEmpty else { return [] }
    return zip(["pre-trained", "fine-tuned", "policy"], models).flatMap { phase, model in
      measuring.rollouts(of: model, on: prompts, label: "samples").map { rollout in
        let response = rollout.response
        return SampleRecord(
          phase: phase, family: response.prompt.family, prompt: world.promptText(response.prompt),
          response: world.responseText(response), gold: world.episode(response).gold.value,
          proxy: rewardModel?.rewards(for: [response]).first?.value)
      }
    }
  }

  /// Prompts of all families in turn.
  private func varied(_ prompts: [Prompt], count: Int) -> [Prompt] {
    var chance = stream.child("samples")
    let shuffled = chance.permutation(prompts.count).map { prompts[$0] }
    var families: [String] = []
    for prompt in prompts where !families.contains(prompt.family) { families.append(prompt.family) }
    let decks = families.map { family in shuffled.filter { $0.family == family } }
    var chosen: [Prompt] = []
    var round = 0
    while chosen.count < min(count, prompts.count) {
      for deck in decks where round < deck.count && chosen.count < count {
        chosen.append(deck[round])
      }
      round += 1
    }
    return chosen
  }

  /// The Elo table: every two contestants answer the same prompts, and honest people say who is better.
  private mutating func compareHeadToHead(
    _ models: [any LanguageModel], _ rewardModel: (any RewardModel)?
  ) throws {
    let matchCount = settings.evaluation.matches
    guard matchCount > 0 else { return }
    let measuring = measuring
    let prompts = measuring.heldOutPrompts(count: matchCount)
    var contestants = zip(["pre-trained", "fine-tuned"], models).map { name, model in
      (name, measuring.rollouts(of: model, on: prompts, label: "matches").map(\.response))
    }
    if let rewardModel {
      contestants.append(
        ("best of \(settings.evaluation.bestOf)", try bestOfN(models[1], rewardModel, prompts)))
    }
    contestants.append(
      ("policy", measuring.rollouts(of: models[2], on: prompts, label: "matches").map(\.response)))
    let matches = try judge(contestants.map(\.1), usually: models[1])
    let ratings = EloRating().ratings(
      of: matches, itemCount: contestants.count, using: stream.child("elo"))
    // No finite estimate exists when a contestant never scores; the Elo rating then stands alone.
    let strengths = try? BradleyTerry().fit(matches, itemCount: contestants.count).logStrengths
    let pointsPerNat = EloRating().scale / log(EloRating().base)
    record.elo = contestants.indices.map { index in
      let own = matches.filter { $0.first == index || $0.second == index }
      return EloRecord(
        contestant: contestants[index].0, rating: ratings[index].mean,
        spread: ratings[index].standardDeviation,
        wins: own.reduce(0) { $0 + ($1.first == index ? $1.score : 1 - $1.score) },
        matches: own.count,
        bradleyTerry: strengths.map { EloRating().initialRating + pointsPerNat * $0[index] })
    }.sorted { $0.rating > $1.rating }
    for row in record.elo where row.contestant == "policy" {
      try note("elo_rating", row.rating)
      try note("elo_order_spread", row.spread)
    }
  }

  /// The response that the reward model likes best among n of a model, for each prompt.
  private mutating func bestOfN(
    _ model: any LanguageModel, _ rewardModel: any RewardModel, _ prompts: [Prompt]
  ) throws -> [Response] {
    let n = settings.evaluation.bestOf
    let many = prompts.flatMap { Array(repeating: $0, count: n) }
    let responses = measuring.rollouts(of: model, on: many, label: "best of n").map(\.response)
    let rewards = rewardModel.rewards(for: responses)
    let gold = responses.map { world.episode($0).gold.value }
    let expected = prompts.indices.map { index in
      let own = index * n..<(index + 1) * n
      return BestOfN.expectedGold(
        gold: Array(gold[own]), proxy: rewards[own].map(\.value), n: n)
    }
    try note("gold_reward_best_of_n", expected.reduce(0, +) / Double(expected.count))
    return prompts.indices.map { index in
      let own = index * n..<(index + 1) * n
      return responses[own.max { rewards[$0] < rewards[$1] } ?? own.lowerBound]
    }
  }

  /// Head-to-head judgements of each two contestants by a crowd without trolls.
  private func judge(
    _ contestants: [[Response]], usually fineTuned: any LanguageModel
  ) throws -> [Match] {
    var pool = try honestPool()
    pool.learn(usualScale(of: fineTuned))
    let campaign = FeedbackCampaign(settings: .init(costs: .free))
    var matches: [Match] = []
    for first in contestants.indices {
      for second in contestants.indices where second > first {
        let label = "\(first) against \(second)"
        var chance = stream.child("matches").child(label)
        // Who is shown first is tossed for; the id says which way round it was.
        let questions = contestants[first].indices.map { index in
          let pair = [contestants[first][index], contestants[second][index]]
          let isSwapped = chance.bernoulli(0.5)
          return Question(
            id: 2 * index + (isSwapped ? 1 : 0),
            first: world.episode(pair[isSwapped ? 1 : 0]),
            second: world.episode(pair[isSwapped ? 0 : 1]))
        }
        let answers = campaign.ask(
          questions, of: &pool, using: stream.child("matches").child(label).child("answers")
        ).judgements
        for judgement in answers {
          guard let score = judgement.answer.scoreOfFirst else { continue }
          let isSwapped = judgement.question.id % 2 == 1
          matches.append(
            Match(first: first, second: second, score: isSwapped ? 1 - score : score))
        }
      }
    }
    return matches
  }
}
