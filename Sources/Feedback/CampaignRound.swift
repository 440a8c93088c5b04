import Randomness
import SandboxCore

/// One round of a campaign while it runs: questions go out, answers come in, costs are booked.
struct CampaignRound {
  /// What is told of an account with each of its answers.
  struct Nameplate: Sendable {
    var name: String
    var group: String
    var behavior: String
    var isAdversarial: Bool
  }

  let settings: CampaignSettings
  let scale: UtilityScale
  /// Which round it is, from 0.
  let number: Int
  /// When it began, in hours since the campaign began.
  let opening: Double
  let nameplates: [Nameplate]
  /// Each account's luck with answers: that of the person behind it.
  let luck: [RandomStream]
  var queue: WorkQueue
  let aiJudges: ActivityDraw?
  let aiJudgeStream: RandomStream
  let shareStream: RandomStream
  var ledger: CostLedger
  var end = CampaignEnd.finished

  /// Every answer that was paid for, in the order of the questions.
  var everything: [Judgement] = []
  /// Who gave each of them, as places in the pool.
  var places: [Int32] = []
  /// Which of them people's answers stand in for.
  var isSuperseded: [Bool] = []
  /// How many questions that are not checks were answered by a full panel.
  var answeredCount = 0
  /// How many of these were answered by people.
  var answeredByPeopleCount = 0

  /// Opens a round.
  init(
    _ settings: CampaignSettings, scale: UtilityScale, pool: AnnotatorPool, questions: [Question],
    state: CampaignState, using stream: RandomStream
  ) {
    self.settings = settings
    self.scale = scale
    number = state.rounds
    opening = state.ledger.wallClockHours
    ledger = state.ledger
    nameplates = pool.members.map {
      Nameplate(
        name: $0.annotator.name, group: $0.annotator.group, behavior: $0.annotator.behavior,
        isAdversarial: $0.annotator.isAdversarial)
    }
    let answers = stream.child("answers")
    luck = pool.members.map { answers.child($0.identity) }
    aiJudgeStream = stream.child("machine panels")
    shareStream = stream.child("machine share")
    let places = pool.members.indices.filter { pool.members[$0].isAIJudge }
    aiJudges =
      places.isEmpty
      ? nil : ActivityDraw(places: places, weights: places.map { pool.members[$0].activity })
    let accounts =
      state.accounts.isEmpty
      ? pool.members.map { _ in AccountState() } : state.accounts
    precondition(
      accounts.count == pool.members.count,
      "\(pool.members.count) accounts in a campaign that began with \(accounts.count)")
    queue = WorkQueue(
      settings, pool: pool,
      topics: settings.assignment.needs.contains(.topics)
        ? Set(questions.lazy.map(\.prompt.topic)).sorted() : [],
      accounts: accounts, opening: opening, using: stream)
    precondition(
      queue.people.places.isEmpty || settings.annotatorsPerQuestion <= queue.people.places.count,
      "panels of \(settings.annotatorsPerQuestion) from \(queue.people.places.count) people")
    precondition(
      places.isEmpty || settings.aiJudgesPerQuestion <= places.count,
      "panels of \(settings.aiJudgesPerQuestion) from \(places.count) AI judges")
    precondition(!pool.members.isEmpty || questions.isEmpty, "there is nobody to ask")
  }

  /// Asks all questions, as far as the means go.
  mutating func run(_ questions: [Question], of pool: inout AnnotatorPool) {
    let size = settings.annotatorsPerQuestion
    everything.reserveCapacity(questions.count * size)
    places.reserveCapacity(questions.count * size)
    let routes = route(questions, of: &pool)
    var seats: [WorkQueue.Seat] = []
    for (index, question) in questions.enumerated() {
      let first = everything.count
      for answer in routes.given[index] { file(answer.judgement, of: answer.place) }
      let aiJudgeEnd = everything.count
      if end == .finished, routes.isForPeople[index] {
        if askPeople(question, of: &pool, seats: &seats) {
          for answer in first..<aiJudgeEnd { isSuperseded[answer] = true }
          if !question.isGoldQuestion { answeredByPeopleCount += 1 }
        }
      } else if end == .finished, aiJudgeEnd == first {
        for answer in askAIJudges(question, of: &pool) {
          file(answer.judgement, of: answer.place)
        }
      }
      if everything.count > first, !question.isGoldQuestion { answeredCount += 1 }
    }
  }

  /// Ends the round: those who failed are dismissed, and the campaign's state is brought up to date.
  mutating func close(_ state: inout CampaignState) {
    if settings.goldQuestions?.dismissal == .allAnswers {
      for place in queue.accounts.indices { queue.dismissIfFailed(place) }
    }
    state.ledger = ledger
    state.accounts = queue.accounts
    state.rounds = number + 1
  }

  /// The answers that count as evidence: those to checks do not, nor those of the dismissed where all are
  /// left out, nor those of AI judges where people answered instead.
  var evidence: [Judgement] {
    let leavesOut = settings.goldQuestions?.dismissal == .allAnswers
    let isLeftOut = queue.accounts.map { leavesOut && $0.isDismissed }
    let counts = everything.indices.map { index in
      !everything[index].question.isGoldQuestion && !isSuperseded[index]
        && !isLeftOut[Int(places[index])]
    }
    // As a rule all of them do: then the two lists share their memory.
    return counts.allSatisfy(\.self)
      ? everything : everything.indices.lazy.filter { counts[$0] }.map { everything[$0] }
  }

  /// Has people answer one question, if the means allow.
  private mutating func askPeople(
    _ question: Question, of pool: inout AnnotatorPool, seats: inout [WorkQueue.Seat]
  ) -> Bool {
    let seconds = settings.costs.seconds(question.channel, itemCount: question.items.count)
    let dollars = settings.costs.dollars(question.channel, itemCount: question.items.count)
    guard queue.seat(question, seconds: seconds, into: &seats) else {
      end = .tooFewPeople
      return false
    }
    var panel = CostLedger()
    for seat in seats {
      panel.enter(
        seconds: seat.seconds, dollars: dollars * pool.members[seat.place].cost.dollars,
        hour: seat.finish, isAIJudge: false)
    }
    if let shortage = settings.budget.shortage(for: panel, after: ledger) {
      end = shortage
      return false
    }
    queue.take(seats)
    for seat in seats {
      let place = seat.place
      if seat.isRested { pool.members[place].annotator.rest() }
      let answer = pool.members[place].annotator.answer(
        question, using: RandomKey(luck[place], question.id))
      let judgement = judgement(
        question, place, answer, seconds: seat.seconds,
        dollars: dollars * pool.members[place].cost.dollars, hour: seat.finish)
      ledger.enter(judgement)
      file(judgement, of: place)
      if question.isGoldQuestion {
        queue.noteCheck(question.isRight(answer, on: scale), of: place)
      }
    }
    return true
  }

  /// An answer with its costs.
  func judgement(
    _ question: Question, _ place: Int, _ answer: Answer, seconds: Double, dollars: Double,
    hour: Double
  ) -> Judgement {
    let plate = nameplates[place]
    return Judgement(
      question: question, annotator: plate.name, group: plate.group, behavior: plate.behavior,
      isAdversarial: plate.isAdversarial, answer: answer, seconds: seconds, dollars: dollars,
      hour: hour, round: number)
  }

  mutating func file(_ judgement: Judgement, of place: Int) {
    everything.append(judgement)
    places.append(Int32(place))
    isSuperseded.append(false)
  }
}
