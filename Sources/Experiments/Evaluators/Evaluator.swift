import Evaluation
import SandboxCore

/// A part that measures what a replication left, and declares what its numbers mean.
///
/// One file, one test, one line in ``Evaluators/all``. Measuring draws from streams of its own, so no
/// evaluator touches another's numbers.
protocol Evaluator: Sendable {
  /// Every metric that it may measure.
  var metrics: [Metric] { get }

  /// What it measures of a replication; a metric that makes no sense there is left out.
  func measure(_ context: EvaluationContext<some Environment>) throws -> [MetricValue]

  /// Why an arm can never measure one of the metrics; `nil` where it may. What only the answers decide
  /// is not asked.
  ///
  /// - Parameters:
  ///   - metric: one of ``metrics``, by its key.
  ///   - settings: the arm's.
  ///   - world: the arm's.
  func obstacle(
    to metric: String, in settings: ArmSettings, _ world: any Environment
  ) -> String?
}

extension Evaluator {
  /// Every arm may measure everything.
  func obstacle(
    to metric: String, in settings: ArmSettings, _ world: any Environment
  ) -> String? { nil }
}

extension ArmSettings {
  /// Why the arm can have no reward model; `nil` where it has one.
  var obstacleToRewardModel: String? {
    policyOptimization.reward == .trueReward
      ? "policy_optimization.reward is true-reward, which needs no reward model" : nil
  }
}

/// What is measured of every replication.
enum Evaluators {
  /// In the order in which records have their numbers.
  static let all: [any Evaluator] =
    [AnswerCosts(), AnswerQuality(), ConsensusQuality(), ScreeningQuality()]
    + ModelPhase.allCases.flatMap { phase -> [any Evaluator] in
      [PhaseRewards(phase: phase), WholeGames(phase: phase), CorpusLoss(phase: phase)]
    } + [
      GreedyAnswers(phase: .fineTuned), GreedyAnswers(phase: .policy), AttackSuccess(),
      PolicyDistance(), Wording(), GroupViews(), Regret(), ExactMeasures(),
      HeldOutTopics(),
      RewardModelQuality(), RewardModelDisagreement(), HiddenGroups(), Overoptimization(),
      BestOfNCurve(),
      EloTable(), CrowdVerdict(),
    ]
}
