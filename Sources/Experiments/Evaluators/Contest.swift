import Aggregation
import Evaluation
import Feedback
import Foundation
import RewardModeling
import SandboxCore

/// Every two contestants answer the same prompts, and honest people say who is better.
struct Contest: Sendable {
  /// The Elo table, best first.
  let table: [EloRecord]
  /// The expected gold reward of the response that the reward model likes best among n; `nil` without one.
  let goldOfBest: Double?

  /// Holds the contest; `nil` where the settings want none.
  init?<World: Environment>(_ context: EvaluationContext<World>) throws {
    let matchCount = context.settings.evaluation.matches
    guard matchCount > 0 else { return nil }
    let prompts = context.measuring.heldOutPrompts(count: matchCount)
    func contestant(_ phase: ModelPhase) -> (name: String, responses: [Response]) {
      let rollouts = context.measuring.rollouts(
        of: context.policy(phase), on: prompts, label: "matches")
      return (phase.name, rollouts.map(\.response))
    }
    var contestants = [contestant(.pretrained), contestant(.fineTuned)]
    let best = context.rewardModel.map { Self.bestOfN($0, prompts, context) }
    if let best {
      contestants.append(("best of \(context.settings.evaluation.bestOf)", best.responses))
    }
    contestants.append(contestant(.policy))
    goldOfBest = best?.gold
    let matches = try Self.matches(of: contestants.map(\.responses), context)
    table = Self.table(of: contestants.map(\.name), matches, context)
  }

  private static func table(
    of names: [String], _ matches: [Match], _ context: EvaluationContext<some Environment>
  ) -> [EloRecord] {
    let elo = EloRating()
    let ratings = elo.ratings(
      of: matches, itemCount: names.count, using: context.stream.child("elo"))
    // No finite estimate exists when a contestant never scores; the Elo rating then stands alone.
    let strengths = try? BradleyTerry().fit(matches, itemCount: names.count).logStrengths
    let pointsPerNat = elo.scale / log(elo.base)
    return names.indices.map { index in
      let own = matches.filter { $0.first == index || $0.second == index }
      return EloRecord(
        contestant: names[index], rating: ratings[index].mean,
        spread: ratings[index].standardDeviation,
        wins: own.reduce(0) { $0 + ($1.first == index ? $1.score : 1 - $1.score) },
        matches: own.count,
        bradleyTerry: strengths.map { elo.initialRating + pointsPerNat * $0[index] })
    }.sorted { $0.rating > $1.rating }
  }

  /// The response that the reward model likes best among n of the fine-tuned model, for each prompt, and
  /// what the truth may expect of such a choice.
  private static func bestOfN(
    _ rewardModel: any RewardModel, _ prompts: [Prompt],
    _ context: EvaluationContext<some Environment>
  ) -> (responses: [Response], gold: Double) {
    let n = context.settings.evaluation.bestOf
    let many = prompts.flatMap { Array(repeating: $0, count: n) }
    let responses = context.measuring.rollouts(
      of: context.policy(.fineTuned), on: many, label: "best of n"
    ).map(\.response)
    let rewards = rewardModel.rewards(for: responses)
    let gold = responses.map { context.world.episode($0).gold.value }
    let choices = prompts.indices.map { index in index * n..<(index + 1) * n }
    let expected = choices.map { own in
      BestOfN.expectedGold(gold: Array(gold[own]), proxy: rewards[own].map(\.value), n: n)
    }
    return (
      choices.map { own in responses[own.max { rewards[$0] < rewards[$1] } ?? own.lowerBound] },
      expected.reduce(0, +) / Double(expected.count)
    )
  }

  /// Head-to-head judgements of each two contestants by a crowd without trolls.
  private static func matches(
    of contestants: [[Response]], _ context: EvaluationContext<some Environment>
  ) throws -> [Match] {
    var pool = try context.replication.honestPool()
    pool.learn(context.replication.usualScale(of: context.fineTuned))
    let campaign = FeedbackCampaign(settings: .init(costs: .free))
    let world = context.world
    var matches: [Match] = []
    for first in contestants.indices {
      for second in contestants.indices where second > first {
        let stream = context.stream.child("matches").child("\(first) against \(second)")
        var chance = stream
        // Who is shown first is tossed for; the id says which way round it was.
        let questions = contestants[first].indices.map { index in
          let pair = [contestants[first][index], contestants[second][index]]
          let isSwapped = chance.bernoulli(0.5)
          return Question(
            id: 2 * index + (isSwapped ? 1 : 0),
            first: world.episode(pair[isSwapped ? 1 : 0]),
            second: world.episode(pair[isSwapped ? 0 : 1]))
        }
        let answers = campaign.ask(questions, of: &pool, using: stream.child("answers")).judgements
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
