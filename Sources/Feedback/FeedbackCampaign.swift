import Networks
import Randomness
import Rollouts
import SandboxCore

/// Asks a crowd which of two responses is better, until the questions or the money run out.
///
/// Common random numbers: who answers a question depends on the question's id and the pool; how
/// person j answers question i draws from a stream of (i, j) alone. So neither the order of asking
/// nor the number of others who answer changes what a person says.
public struct FeedbackCampaign: Sendable {
  /// How much is asked, of how many, at what cost.
  public var settings: FeedbackSettings

  /// A campaign under these settings.
  public init(settings: FeedbackSettings) { self.settings = settings }

  /// Lets a policy answer prompts twice, and people judge: questions and answers in one go.
  ///
  /// Samples no more questions than the budget pays for.
  ///
  /// - Parameters:
  ///   - policy: writes the responses.
  ///   - other: the other policy, if the pairing wants one.
  ///   - prompts: of the training split; at least 1.
  ///   - engine: runs the policies.
  ///   - pool: the people; what the work does to them stays in it.
  ///   - stream: all chance of the campaign.
  /// - Returns: all answers, question by question, and what they cost.
  public func collect<World: Environment>(
    from policy: any LanguageModel, other: (any LanguageModel)? = nil, prompts: [Prompt],
    engine: RolloutEngine<World>, pool: inout AnnotatorPool, using stream: RandomStream
  ) -> (judgements: [Judgement], ledger: CostLedger) {
    let questions = QuestionSource(engine: engine, pairing: settings.pairing).questions(
      settings.affordableQuestionCount, from: policy, other: other, prompts: prompts,
      using: stream.child("questions"))
    return ask(questions, of: &pool, using: stream.child("answers"))
  }

  /// Has questions answered, in their order, each by a full panel.
  ///
  /// - Parameters:
  ///   - questions: their ids are distinct. Those beyond ``FeedbackSettings/affordableQuestionCount``
  ///     are not asked.
  ///   - pool: at least ``FeedbackSettings/annotatorsPerQuestion`` people.
  ///   - stream: all chance of who answers, and what.
  public func ask(
    _ questions: [Question], of pool: inout AnnotatorPool, using stream: RandomStream
  ) -> (judgements: [Judgement], ledger: CostLedger) {
    let panels = stream.child("panels")
    let answers = stream.child("answers")
    var judgements: [Judgement] = []
    for question in questions.prefix(settings.affordableQuestionCount) {
      var panelLuck = panels.child(question.id)
      let luck = answers.child(question.id)
      for place in pool.panel(size: settings.annotatorsPerQuestion, using: &panelLuck) {
        var own = luck.child(place)
        let answer = pool.members[place].annotator.answer(question, using: &own).answer
        let annotator = pool.members[place].annotator
        judgements.append(
          Judgement(
            question: question, annotator: annotator.name, group: annotator.group,
            conduct: annotator.conduct, answer: answer, seconds: settings.secondsPerAnswer,
            dollars: settings.dollarsPerAnswer))
      }
    }
    return (judgements, CostLedger(judgements))
  }
}
