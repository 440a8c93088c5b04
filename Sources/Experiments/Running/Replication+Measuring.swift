import Networks
import Rollouts
import SandboxCore

extension Replication {
  /// Measures what the phases left, by every evaluator there is.
  mutating func measure(
    _ lesson: Lesson, pretrained: Artifact<any LanguageModel>,
    fineTuned: Artifact<any LanguageModel>, start: any LanguageModel, policy: any Policy,
    sharing cache: inout ArtifactCache
  ) throws {
    let clock = ContinuousClock()
    let begin = clock.now
    stage = "evaluation"
    report(.phaseBegan(arm: arm.name, replication: number, phase: stage))
    var context = EvaluationContext(
      of: self, lesson: lesson, pretrained: pretrained, fineTuned: fineTuned, start: start,
      policy: policy, sharing: &cache)
    context.contest = try Contest(context)
    for evaluator in Evaluators.all {
      try Task.checkCancellation()
      for value in try evaluator.measure(context) { try note(value.key, value.value) }
    }
    record.samples = context.samples
    record.elo = context.contest?.table ?? []
    record.phases.append(
      PhaseRecord(
        name: stage, seconds: (clock.now - begin) / .seconds(1), report: TrainingReport()))
  }
}
