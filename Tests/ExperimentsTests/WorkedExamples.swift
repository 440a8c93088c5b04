import Annotators
import Environments
import Evaluation
import Networks
import PolicyOptimization
import Randomness
import RewardModeling
import Rollouts
import SandboxCore

@testable import Experiments

// The worked examples of CONTRIBUTING.md: each is all that a new part of its kind needs besides its
// tests and a line in its list. Keys that PPO declares are read from its settings, so that a scenario has
// one meaning for them.

// example: optimiser
/// `reinforce`: Williams 1992, doi:10.1007/BF00992696, with the mean reward as the baseline.
struct ReinforceMethod: IterativeMethod {
  let name = "reinforce"
  let summary = "Raises the log-probability of what was better than the mean."
  let settings = PolicyGradient.Settings.declared.filter {
    ["policy_optimization.iterations", "policy_optimization.learning_rate"].contains($0.key)
  }
  func conflicts(_ values: SettingValues, in world: any Environment) -> [SettingConflict] { [] }
  func optimizer(_ values: SettingValues) -> any PolicyOptimizer {
    Reinforce(settings: values.group())
  }
}

struct Reinforce: PolicyOptimizer {
  var settings: PolicyGradient.Settings
  func begin<World: Environment>(
    _ policy: any LanguageModel, reference: any LanguageModel, in environment: World,
    prompts: [Prompt], using stream: RandomStream
  ) -> any PolicyTraining {
    ReinforceTraining(
      policy: policy, reference: reference, iterationCount: settings.iterations,
      engine: RolloutEngine(environment: environment), prompts: prompts, stream: stream,
      stepper: GradientStepper(
        policy, settings: AdamW.Settings(),
        schedule: LearningRateSchedule(peak: settings.learningRate),
        scheduleLength: settings.iterations))
  }
}

struct ReinforceTraining<World: Environment>: PolicyTraining {
  var policy: any LanguageModel
  var reference: any LanguageModel
  var iteration = 0
  let iterationCount: Int
  let engine: RolloutEngine<World>
  let prompts: [Prompt]
  let stream: RandomStream
  var stepper: GradientStepper

  mutating func step(reward: any RewardSignal, workspace: Workspace) throws -> TrainingReport {
    let rollouts = engine.run(
      policy, on: (0..<128).map { prompts[$0 % prompts.count] }, using: stream.child(iteration))
    let scores = reward.rewards(for: rollouts.map(\.response))
    let mean = scores.reduce(0, +) / Double(scores.count)
    let batch = SequenceBatch.agentTokens(of: rollouts)
    _ = stepper.accumulate(policy) { model, gradient in
      model.accumulateGradient(
        for: batch, heads: .language, groupSize: 1, into: &gradient, workspace: workspace
      ) { _, sequences, gradients in
        for sequence in sequences {
          for read in batch.readRange(of: sequence) {
            gradients.logProbabilities[read] = Float((mean - scores[sequence]) / 128)
          }
        }
      }
    }
    let norm = stepper.step(&policy, at: iteration)
    try TrainingFailure.check(
      norm, "gradient norm", phase: "policy optimisation", step: iteration)
    var report = TrainingReport()
    report.record("reward", at: iteration, mean)
    iteration += 1
    return report
  }
}
// end

// example: reward model
/// `length`: the longer the better, if that is what annotators preferred on the whole.
struct LengthMethod: RewardModelMethod {
  let name = "length"
  let summary = "Learns only whether annotators preferred long responses to short ones."
  let settings: [Setting] = []
  let needsEvidence = true
  func model<World: Environment>(
    _ values: SettingValues, from start: any LanguageModel, in world: World
  ) -> any RewardModel { LengthReward() }
}

struct LengthReward: RewardModel {
  var slope = 0.0
  var shift = 0.0
  mutating func fit(to evidence: TrainingExamples, using stream: RandomStream) -> TrainingReport {
    let gaps = evidence.preferences.map {
      Double($0.chosen.agentTokenCount - $0.rejected.agentTokenCount)
    }
    slope = gaps.reduce(0, +) / Double(max(1, gaps.count))
    return TrainingReport()
  }
  mutating func normalize(on responses: [Response]) {
    shift = 0
    shift = -rewards(for: responses).map(\.value).reduce(0, +) / Double(max(1, responses.count))
  }
  func rewards(for responses: [Response]) -> [ProxyReward] {
    responses.map { ProxyReward(slope * Double($0.agentTokenCount) + shift) }
  }
}
// end

// example: world
/// `bandit.coins`: one choice among coins that pay 0, 1 and 2.
struct CoinWorld: Environment {
  let name = "bandit.coins"
  let summary = "One choice among three coins, of which the gold one pays most."
  let vocabulary = Vocabulary(
    words: ["copper", "silver", "gold", "<bos>"], beginning: "<bos>", end: nil)
  let contextLength = 2
  let responseLimit = 1
  let attributes = [AttributeDescription(name: "worth", meaning: "What it pays.", range: 0...2)]
  var rewardFunction = RewardFunction(formula: "worth", constraints: []) { $0.values[0] }
  var groups = [Group(name: "plain", meaning: "Wants what pays.")]

  func prompts(in split: PromptSplit) -> [Prompt] {
    [Prompt(id: 0, tokens: [3], family: "bandit", topic: "coins")]
  }
  func begin(_ prompt: Prompt, using stream: inout RandomStream) -> Transition<Bool> {
    Transition(state: false)
  }
  func legalActions(in isOver: Bool) -> ActionSet { .only(isOver ? [] : [0, 1, 2]) }
  func step(_ state: Bool, action: Token, using stream: inout RandomStream) -> Transition<Bool> {
    Transition(state: true)
  }
  // Nothing is left to chance, so that everything can be computed exactly.
  func possibleOpenings(of prompt: Prompt) -> [PossibleTransition<Bool>]? {
    [PossibleTransition(Transition(state: false))]
  }
  func possibleOutcomes(of action: Token, in state: Bool) -> [PossibleTransition<Bool>]? {
    [PossibleTransition(Transition(state: true))]
  }
  func attributes(of response: Response) -> Attributes {
    Attributes([Double(response.continuation.first ?? 0)])
  }
  func corpus(tokenCount: Int, using stream: inout RandomStream) -> [[Token]] {
    (0..<(tokenCount + 1) / 2).map { _ in [3, Token(stream.uniform(below: 3))] }
  }
  func demonstrations(count: Int, using stream: inout RandomStream) -> [Response] {
    (0..<count).map { _ in
      Response(prompt: prompts(in: .training)[0], written: [2], ending: .terminated)
    }
  }
  func transcript(of response: Response) -> String {
    response.continuation.isEmpty ? "nothing" : vocabulary.text(response.continuation)
  }
}

struct CoinDefinition: WorldDefinition {
  let name = "bandit.coins"
  let summary = "One choice among three coins."
  let targets = (attribute: "worth", words: "copper")
  let recommended: [String: SettingValue] = ["model.kind": "n-gram", "model.order": 2]
  func world(_ values: SettingValues) -> any Environment { CoinWorld() }
}
// end

// example: metric
/// How often the final policy writes nothing.
struct Silence: Evaluator {
  private static let share = Metric(
    key: "silence_rate", unit: "share", range: 0...1, direction: .lowerIsBetter,
    formula: "P_π(length = 0)", meaning: "Share of responses of the final policy without a word.")
  let metrics = [share]

  func measure(_ context: EvaluationContext<some Environment>) -> [MetricValue] {
    let rollouts = context.rollouts(.policy)
    let silent = rollouts.count { $0.response.agentTokenCount == 0 }
    return [MetricValue(Self.share, Double(silent) / Double(rollouts.count))]
  }
}
// end

// example: trait
/// How much somebody dislikes a response that breaks off.
struct Impatience: Leaning {
  let trait = TraitDescription(
    leaning: "impatience", meaning: "Leaning away from what breaks off.",
    unit: "standard deviations of quality", source: "an assumption of ours")
  let name = "breaks off"

  func term(
    _ strength: Double, of episode: Episode, by writer: String, seenBy person: SimulatedAnnotator
  ) -> Double { episode.response.ending == .terminated ? 0 : -strength }
}
// end

// example: channel
/// `clear-comparison`: a comparison with a button for what is about alike.
enum ClearComparisonChannel: FeedbackChannel {
  static let name = "clear-comparison"
  static let summary = "Which of two is clearly better, if one is."
  static let form = Answer.Form.comparison
  static let itemCount: Int? = 2

  static func secondsOfDeciding(itemCount: Int) -> Double { 6.8 }
  static func answer(by person: inout some Respondent) -> Answer {
    let grade = person.grade()
    return abs(grade) < 2 ? .tie : grade > 0 ? .first : .second
  }
}
// end
