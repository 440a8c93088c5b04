import Randomness
import SandboxCore

extension CampaignRound {
  /// Who answers which question, and what AI judges said before any was put to people.
  struct Routes {
    /// Which questions go to people.
    var isForPeople: [Bool]
    /// What AI judges have said already to each question.
    var given: [[AIJudgeAnswer]]
  }

  /// What an AI judge said.
  struct AIJudgeAnswer {
    var place: Int
    var judgement: Judgement
    /// How sure it is, in 0...½; 0 where nobody wanted to know.
    var confidence: Double
  }

  /// Settles who answers which question, having AI judges answer first where that decides.
  mutating func route(_ questions: [Question], of pool: inout AnnotatorPool) -> Routes {
    let hasPeople = !queue.people.places.isEmpty
    var routes = Routes(
      isForPeople: questions.map { aiJudges == nil || (hasPeople && $0.isGoldQuestion) },
      given: questions.map { _ in [] })
    guard aiJudges != nil else { return routes }
    let (routing, share) = (settings.aiJudges.routing, settings.aiJudges.share)
    var theirs = questions.indices.filter { !routes.isForPeople[$0] }
    if hasPeople {
      if routing.answersFirst {
        prepareAIJudges(for: theirs.map { questions[$0] }, of: &pool)
        for index in theirs where end == .finished {
          routes.given[index] = askAIJudges(questions[index], of: &pool, explained: true)
        }
        theirs.removeAll { routes.given[$0].isEmpty }
      }
      let candidates = theirs.map { index in
        let given = routes.given[index]
        return AIJudgeRouting.Candidate(
          question: questions[index],
          confidence: given.reduce(0) { $0 + $1.confidence } / Double(max(1, given.count)))
      }
      let keeps = routing.keeps(candidates, share, shareStream)
      for (index, keeps) in zip(theirs, keeps) { routes.isForPeople[index] = !keeps }
      theirs.removeAll { routes.isForPeople[$0] }
    }
    if !hasPeople || !routing.answersFirst {
      prepareAIJudges(for: theirs.map { questions[$0] }, of: &pool)
    }
    return routes
  }

  /// Tells AI judges what is coming, so that they may work on many questions at once.
  private func prepareAIJudges(for questions: [Question], of pool: inout AnnotatorPool) {
    for place in aiJudges?.places ?? [] where !questions.isEmpty {
      pool.members[place].annotator.prepare(for: questions)
    }
  }

  /// Has AI judges answer one question.
  ///
  /// - Parameter explained: whether somebody wants to know how sure they are.
  /// - Returns: nothing where the means do not allow it.
  mutating func askAIJudges(
    _ question: Question, of pool: inout AnnotatorPool, explained: Bool = false
  ) -> [AIJudgeAnswer] {
    var answers: [AIJudgeAnswer] = []
    for seat in payAIJudges(question, of: pool) ?? [] {
      let key = RandomKey(luck[seat.place], question.id)
      var (answer, confidence) = (Answer.declined, 0.0)
      if explained {
        let reasons: Explanation
        (answer, reasons) = pool.members[seat.place].annotator.explainedAnswer(
          question, using: key)
        confidence = reasons.confidence(in: answer)
      } else {
        answer = pool.members[seat.place].annotator.answer(question, using: key)
      }
      note(answer, to: question, of: seat.place)
      answers.append(
        AIJudgeAnswer(
          place: seat.place,
          judgement: judgement(
            question, seat.place, answer, seconds: seat.seconds, dollars: seat.dollars,
            hour: opening + seat.seconds / 3_600), confidence: confidence))
    }
    return answers
  }

  /// Chooses AI judges for a question and pays them, or ends the round.
  private mutating func payAIJudges(
    _ question: Question, of pool: AnnotatorPool
  ) -> [(place: Int, seconds: Double, dollars: Double)]? {
    guard let aiJudges else { return nil }
    let seconds = settings.costs.seconds(question.channel, itemCount: question.items.count)
    let dollars = settings.costs.dollars(question.channel, itemCount: question.items.count)
    var panel: [(place: Int, seconds: Double, dollars: Double)] = []
    var cost = CostLedger()
    for place in aiJudges.panel(
      settings.aiJudgesPerQuestion, using: RandomKey(aiJudgeStream, question.id),
      besides: { queue.accounts[$0].isDismissed })
    {
      let member = pool.members[place]
      let own = seconds * member.cost.seconds / member.activity
      panel.append((place, own, dollars * member.cost.dollars))
      cost.enter(
        seconds: own, dollars: dollars * member.cost.dollars, hour: opening + own / 3_600,
        isAIJudge: true)
    }
    guard panel.count == settings.aiJudgesPerQuestion else {
      end = .tooFewPeople
      return nil
    }
    if let shortage = settings.budget.shortage(for: cost, after: ledger) {
      end = shortage
      return nil
    }
    for seat in panel {
      ledger.enter(
        seconds: seat.seconds, dollars: seat.dollars, hour: opening + seat.seconds / 3_600,
        isAIJudge: true)
    }
    return panel
  }

  private mutating func note(_ answer: Answer, to question: Question, of place: Int) {
    queue.accounts[place].answers += 1
    if question.isGoldQuestion {
      queue.noteCheck(question.isRight(answer, on: scale), of: place)
    }
  }
}
