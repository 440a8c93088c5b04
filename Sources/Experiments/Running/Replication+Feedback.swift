import Aggregation
import Annotators
import Feedback
import Networks
import Randomness
import RewardModeling
import Rollouts
import SandboxCore

extension Replication {
  /// Phase 3, first half: people, and AI judges in their place, say what they think of responses.
  mutating func askPeople(
    about policy: Artifact<any LanguageModel>, pretrained: Artifact<any LanguageModel>,
    sharing cache: inout ArtifactCache
  ) throws -> Artifact<FeedbackOutcome> {
    try result(
      of: .feedback, feedbackSettings, from: [worldKey, policy.key, pretrained.key],
      chance: luck(of: .feedback),
      sharing: &cache
    ) { replication, _ in
      var pool = try replication.pool(judging: policy.value)
      return try replication.campaign(
        about: policy.value, pretrained: pretrained.value, of: &pool)
    }
  }

  /// What the answers depend on: with several rounds, on everything up to the policy.
  private var feedbackSettings: [Setting] {
    settings.feedback.rounds > 1
      ? ArmSettings.sections(
        "annotators", "feedback", "reward_model", "policy_optimization", "fine_tuning")
      : AnnotatorSettings.declared + FeedbackSettings.declared
        + FeedbackMethods.Choice.declared
  }

  /// What responses of a model are usually like: the yardstick of everybody's opinions.
  func usualScale(of model: any LanguageModel) -> UtilityScale {
    let prompts = measuring(by: .feedback).prompts(
      from: world.prompts(in: .training), label: "usual responses", count: 256)
    let rollouts = RolloutEngine(environment: world).run(
      model, on: prompts, using: luck(of: .feedback).child("usual responses"))
    return UtilityScale(of: rollouts.map { world.episode($0.response) })
  }

  /// Where questions come from.
  var questionSource: QuestionSampler<World> {
    let feedback = settings.feedback
    var mix = QuestionSpec(
      parts: feedback.parts,
      pairing: feedback.pretrainedShare > 0
        ? .withOtherPolicy(share: feedback.pretrainedShare) : .samePolicy,
      rankingSize: feedback.rankingSize, withCourse: settings.annotatorsAsked.isMyopic)
    mix.writerNames.other = Writers.pretrained
    if feedback.isRoundRobin {
      // Sets of different responses, to be taken apart into pairs.
      mix.parts = [QuestionSpec.Part(.ranking)]
      mix.rankingSize = feedback.responsesPerPrompt
    }
    return QuestionSampler(engine: RolloutEngine(environment: world), mix: mix)
  }

  /// What the answers say, as a reward model reads it: without annotators who look like trolls, where
  /// somebody looks, and by the consensus that the settings name.
  ///
  /// - Throws: ``AggregationError`` or ``RatingError`` when the method cannot work on these answers.
  func evidence(from judgements: FeedbackDataset) throws -> TrainingExamples {
    try consensus.signal.evidence(
      from: try consensus.screened(judgements)?.judgements ?? judgements, flaws: world.flaws)
  }

  /// From answers to evidence.
  var consensus: Consensus {
    let method = settings.rewardModelMethod
    return Consensus(
      settings: settings.consensus,
      unit: settings.fitsRewardModel && method.readsAnswersApart ? .answer : .consensus,
      keepsRankingsWhole: settings.keepsRankingsWhole,
      stream: luck(of: .feedback).child("consensus"))
  }

  /// The people of this replication, and its AI judges.
  ///
  /// - Parameter policy: the fine-tuned model, for a judge that is one.
  func pool(judging policy: any LanguageModel) throws -> AnnotatorPool {
    let asked = settings.annotatorsAsked
    var pool = try AnnotatorPool(
      asked.population(in: world), world: PopulationWorld(world),
      using: luck(of: .feedback).child("people"))
    guard !asked.judgeModel.isEmpty else { return pool }
    let judge = try asked.modelJudge(fineTuned: policy, in: world)
    for place in pool.members.indices where pool.members[place].isAIJudge {
      pool.members[place].annotator = judge(pool.members[place].annotator.name)
    }
    return pool
  }

  /// Those who are asked in this replication and mean well: no trolls, no AI judges.
  func honestPool() throws -> AnnotatorPool {
    var population = settings.annotatorsAsked.population(in: world)
    population.dismissTrolls()
    population.aiJudges.accounts = 0
    population.aiJudgeKinds = []
    return try AnnotatorPool(
      population, world: PopulationWorld(world), using: luck(of: .feedback).child("people"))
  }
}
