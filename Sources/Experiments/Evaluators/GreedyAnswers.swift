import Evaluation
import Rollouts
import SandboxCore

/// What a model knows for certain: the share of held-out prompts that it answers wholly right when it always
/// takes the likeliest token.
struct GreedyAnswers: Evaluator {
  let phase: ModelPhase

  private var success: Metric {
    Metric(
      key: "greedy_success", unit: "share", range: 0...1, direction: .higherIsBetter,
      formula: "P(task_success = 1), each held-out prompt once, temperature 0",
      meaning: "Share of held-out prompts whose likeliest answer is wholly right.",
      divisions: [.topic, .family]
    ).of(phase, by: [.topic, .family])
  }

  var metrics: [Metric] { [success] }

  func obstacle(
    to metric: String, in settings: ArmSettings, _ world: any Environment
  ) -> String? {
    world.attributeIndex("task_success") == nil ? "\(world.name) has no task_success" : nil
  }

  func measure(_ context: EvaluationContext<some Environment>) -> [MetricValue] {
    let world = context.world
    guard let index = world.attributeIndex("task_success") else { return [] }
    var engine = RolloutEngine(environment: world)
    engine.temperature = 0
    let prompts = world.prompts(in: .heldOutPrompts)
    guard !prompts.isEmpty else { return [] }
    let answers = context.policy(phase).rollouts(
      on: prompts, in: engine, using: context.stream.child("greedy answers"))
    let results = zip(prompts, answers).map { prompt, rollout in
      (prompt, isRight: world.episode(rollout.response).attributes.values[index] >= 1)
    }
    func share(_ results: [(Prompt, isRight: Bool)]) -> Double {
      Double(results.count(where: \.isRight)) / Double(results.count)
    }
    return [MetricValue(success, share(results))]
      + [Metric.Division.topic, .family].flatMap { division in
        context.parts(results, by: division, prompt: \.0).map { part, own in
          MetricValue(success, of: part, share(own))
        }
      }
  }
}
