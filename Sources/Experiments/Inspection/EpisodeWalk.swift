import Foundation
import PolicyOptimization
import SandboxCore

/// One episode of a policy, state by state: what it could do and did, what it thought of that, and what the
/// optimiser makes of it.
public struct EpisodeWalk: Sendable {
  /// Where the response comes from.
  public enum Choice: Sendable, Hashable {
    /// Drawn from the policy.
    case sample
    /// The most probable action in every state.
    case greedy
    /// Written by somebody.
    case given(Response)

    /// `sample`, `greedy` or `given`.
    public var name: String {
      switch self {
      case .sample: "sample"
      case .greedy: "greedy"
      case .given: "given"
      }
    }
  }

  /// The whole response.
  public var response: Response
  /// Where it comes from.
  public var choice: Choice
  /// A state for each of the agent's tokens.
  public var steps: [Step] = []
  /// How the arm's optimiser turns rewards into advantages; `nil` where it is no policy gradient, or nothing judges.
  public var credit: Credit?
  /// What the reward model says of the whole response; `nil` without one.
  public var proxy: Double?
  /// What it is truly worth, term by term; `nil` where the world does not know the prompt.
  public var gold: GoldTerms?
  /// What a reader should know besides.
  public var notes: [String] = []

  /// The state before one of the agent's tokens, and what became of it.
  public struct Step: Sendable {
    /// The tokens so far, the prompt's included: the state.
    public var state: [Token]
    /// The board, top row first; empty in worlds of words.
    public var board: [String]
    /// How many actions are legal.
    public var legalCount: Int
    /// Of π over the legal actions, in nats.
    public var entropy: Double
    /// The most probable legal actions, best first, and the chosen one; on a board all.
    public var candidates: [Candidate]
    /// The chosen action.
    public var action: Token
    /// log π of the chosen action, in nats.
    public var logProbability: Double
    /// log π_ref of the chosen action, in nats.
    public var referenceLogProbability: Double
    /// What the world then wrote: an opponent's move.
    public var reply: [Token] = []
    /// What the reward model adds for this token, where it reads every token.
    public var proxy: Double?
    /// What the optimiser makes of the token; `nil` where ``EpisodeWalk/credit`` is.
    public var credit: TokenCredit?

    /// π / π_ref of the chosen action.
    public var ratioToReference: Double { exp(logProbability - referenceLogProbability) }
  }

  /// An action that could be taken.
  public struct Candidate: Sendable, Hashable {
    /// The action.
    public var action: Token
    /// π, in 0...1.
    public var probability: Double
    /// π_ref, in 0...1.
    public var referenceProbability: Double
    /// On a solved board the exact value of the move: 1 a win under best play of both, 0 a draw, −1 a loss.
    public var exactValue: Int?
    /// Whether another move has a higher exact value.
    public var isBlunder = false
  }

  /// What the policy gradient makes of one token. All in reward units.
  public struct TokenCredit: Sendable, Hashable {
    /// V(s); `nil` where nobody asks the value function.
    public var value: Double?
    /// What the judge pays here.
    public var paid: Double
    /// β (log π − log π_ref).
    public var klTerm: Double
    /// `paid` − `klTerm`.
    public var reward: Double
    /// The discounted sum of rewards from here on; with leave-one-out of the whole answer.
    public var discountedReturn: Double
    /// Â.
    public var advantage: Double
    /// Whether π / π_ref has left 1 ± the clip range.
    public var isOutsideRange: Bool
    /// Whether the clip then leaves no gradient: the ratio has already gone where the advantage points.
    public var isClipped: Bool
  }

  /// How the arm turns rewards into advantages.
  public struct Credit: Sendable {
    /// The policy gradient, such as `ppo` or `rloo`.
    public var method: String
    /// The arm's settings of it.
    public var settings: PolicyGradient.Settings
    /// Who judges: `reward model` or `true reward`.
    public var judge: String
    /// β at the end of the training, in reward units a nat.
    public var klCoefficient: Double
    /// The judge's reward before any clip or penalty.
    public var score: Double
    /// The returns of all answers to the prompt, this one's first; one unless the baseline compares them.
    public var groupReturns: [Double]
  }

  /// The world's reward function, term by term.
  public struct GoldTerms: Sendable {
    /// The utility in words and symbols.
    public var formula: String
    /// The attributes by name, in the world's order.
    public var attributes: [(name: String, value: Double)]
    /// Before penalties.
    public var utility: Double
    /// The penalties, also those that cost nothing here.
    public var penalties: [(name: String, size: Double, violation: Double)]
    /// What the response is truly worth.
    public var total: Double
  }
}

extension EpisodeWalk {
  /// Σ (log π − log π_ref) over the agent's tokens, in nats: this episode's part in KL(π‖π_ref).
  public var klToReference: Double {
    steps.reduce(0) {
      $0
        + KLEstimator.k1.estimate(
          logProbability: $1.logProbability, reference: $1.referenceLogProbability)
    }
  }

  /// The sum of a number over all tokens; `nil` without credit.
  public func total(_ number: (TokenCredit) -> Double) -> Double? {
    credit == nil ? nil : steps.compactMap(\.credit).reduce(0) { $0 + number($1) }
  }

  /// How many of the agent's moves were blunders; `nil` where no board is solved.
  public var blunderCount: Int? {
    let moves = steps.compactMap { step in step.candidates.first { $0.action == step.action } }
    guard moves.contains(where: { $0.exactValue != nil }) else { return nil }
    return moves.count { $0.isBlunder }
  }
}

extension EpisodeWalk.GoldTerms {
  /// The terms of a response.
  init(of response: Response, in world: some Environment) {
    let episode = world.episode(response)
    let attributes = episode.attributes
    formula = world.rewardFunction.formula
    self.attributes = zip(world.attributes, attributes.values).map { ($0.name, $1) }
    utility = world.rewardFunction.utility(attributes)
    penalties = world.rewardFunction.constraints.map {
      ($0.name, $0.penalty, $0.violation(attributes))
    }
    total = episode.gold.value
  }
}
