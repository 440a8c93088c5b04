import Foundation
import Networks
import PlainText
import PolicyOptimization
import SandboxCore

/// The most gold reward that can be had at every KL from a reference, and what best-of-n comes to beside it.
struct OptimumFrontier {
  /// A policy on the frontier: the optimum of gold − β · KL.
  struct Point {
    /// β; `nil` is the reference itself, which no reward moves.
    var klCoefficient: Double?
    /// KL(π*‖π_ref), nats an episode.
    var divergence: Double
    /// E_π*[gold].
    var gold: Double
    /// J = gold − β · KL.
    var objective: Double
    /// How likely π* is to end as well as can be.
    var probabilityOfBest: Double
  }

  /// The best of n draws from the reference by the gold reward.
  struct BestOfN {
    var n: Int
    var divergence: Double
    var gold: Double
    /// The most gold reward that any policy has at this KL.
    var frontierGold: Double
  }

  /// What episodes begin with, in words.
  let prompt: String
  let isUniform: Bool
  let stateCount: Int
  let leafCount: Int
  /// The greatest gold reward of an episode, how many have it, and the first of these in words.
  let best: (gold: Double, count: Int, examples: [String])
  let points: [Point]
  /// None where the world replies by chance.
  let bestOfN: [BestOfN]

  /// The coefficients of a table that nobody chose, the weakest penalty last.
  static let defaultCoefficients = [5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0]

  /// Works everything out.
  ///
  /// - Parameters:
  ///   - reference: `nil` takes all legal actions alike.
  ///   - klCoefficients: β of each row; empty takes some that show the frontier.
  init<World: Environment>(
    of tree: EpisodeTree, named prompt: String, reference: (any LanguageModel)?,
    klCoefficients: [Double], in world: World
  ) {
    self.prompt = prompt
    isUniform = reference == nil
    stateCount = tree.stateCount
    leafCount = tree.leafCount
    let gold = tree.rewards(by: TrueReward(environment: world))
    let most = gold.max() ?? 0
    let isBest = gold.map { $0 == most ? 1.0 : 0 }
    let places = gold.indices.filter { gold[$0] == most }
    best = (
      most, places.count, places.prefix(3).map { world.responseText(tree.response(at: $0)) }
    )
    let policy = reference.map { tree.policy(of: $0) } ?? tree.uniformPolicy
    let start = EpisodeLaw(policy, in: tree)
    func point(_ klCoefficient: Double) -> Point {
      let optimum = TreeOptimum(
        of: tree, reference: policy, rewards: gold, klCoefficient: klCoefficient)
      let law = EpisodeLaw(optimum.policy, in: tree)
      return Point(
        klCoefficient: klCoefficient, divergence: law.divergence(from: start),
        gold: law.mean(of: gold), objective: optimum.objective,
        probabilityOfBest: law.mean(of: isBest))
    }
    let mean = start.mean(of: gold)
    points =
      [
        Point(
          divergence: 0, gold: mean, objective: mean, probabilityOfBest: start.mean(of: isBest))
      ] + (klCoefficients.isEmpty ? Self.defaultCoefficients : klCoefficients).map(point)
    bestOfN =
      tree.isDeterministic
      ? [1, 2, 4, 8, 16, 32, 64].map { n in
        let law = start.best(of: n, by: gold)
        let divergence = law.divergence(from: start)
        return BestOfN(
          n: n, divergence: divergence, gold: law.mean(of: gold),
          frontierGold: Self.gold(at: divergence, of: start, rewards: gold))
      } : []
  }

  /// The gold reward of the tilt whose KL is this, by bisection over log β; the greatest where no tilt goes so
  /// far.
  private static func gold(
    at divergence: Double, of start: EpisodeLaw, rewards: [Double]
  ) -> Double {
    func tilt(_ klCoefficient: Double) -> ExactOptimum {
      ExactOptimum(
        reference: start.logProbabilities, rewards: rewards, klCoefficient: klCoefficient)
    }
    var (low, high) = (log(1e-4), log(1e8))
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if tilt(exp(middle)).klToReference > divergence { low = middle } else { high = middle }
    }
    return tilt(exp(high)).expectedReward
  }

  /// Everything as JSON.
  var json: JSON {
    [
      "prompt": .text(prompt), "reference": .text(isUniform ? "uniform" : "model"),
      "states": .number(stateCount), "responses": .number(leafCount),
      "best_gold": .number(best.gold), "best_count": .number(best.count),
      "best_examples": .array(best.examples.map { .text($0) }),
      "frontier": .array(
        points.map { point in
          [
            "kl_coefficient": .number(point.klCoefficient), "kl": .number(point.divergence),
            "gold": .number(point.gold), "objective": .number(point.objective),
            "probability_of_best": .number(point.probabilityOfBest),
          ]
        }),
      "best_of_n": .array(
        bestOfN.map { row in
          [
            "n": .number(row.n), "kl": .number(row.divergence), "gold": .number(row.gold),
            "frontier_gold": .number(row.frontierGold),
          ]
        }),
    ]
  }
}
