import Randomness
import SandboxCore

extension CampaignRound {
  /// What machines said of all questions before any was put to people.
  struct Routing {
    var answers: [Judgement] = []
    var places: [Int32] = []
    /// The machines' answers to each question; empty where they were not asked.
    var ranges: [Range<Int>] = []
    /// Which questions go to people.
    var isForPeople: [Bool] = []
  }

  /// Whether a question is machines' work, where its share of questions is.
  func isForMachines(_ question: Question) -> Bool {
    guard machines != nil else { return false }
    guard !queue.people.places.isEmpty else { return true }
    guard !question.isGoldCheck, case .share(let share) = settings.machines else { return false }
    return RandomKey(shareStream, question.id).uniform(at: 0) < share
  }

  /// Tells machines what is coming, so that they may work on many questions at once.
  func prepareMachines(for questions: [Question], of pool: inout AnnotatorPool) {
    guard let machines else { return }
    let theirs = questions.filter { isForMachines($0) }
    for place in machines.places where !theirs.isEmpty {
      pool.members[place].annotator.prepare(for: theirs)
    }
  }

  /// Has machines answer one question, if the means allow.
  ///
  /// - Returns: whether they did; their answers are filed.
  mutating func askMachines(_ question: Question, of pool: inout AnnotatorPool) -> Bool {
    guard let panel = payMachines(question, of: pool) else { return false }
    for seat in panel {
      let answer = pool.members[seat.place].annotator.answer(
        question, using: RandomKey(luck[seat.place], question.id))
      note(answer, to: question, of: seat.place)
      file(
        judgement(
          question, seat.place, answer, seconds: seat.seconds, dollars: seat.dollars,
          hour: opening + seat.seconds / 3_600), of: seat.place)
    }
    return true
  }

  /// Has machines answer every question, and finds those of which they are least sure.
  ///
  /// - Returns: `nil` where questions are not routed.
  mutating func route(_ questions: [Question], of pool: inout AnnotatorPool) -> Routing? {
    guard case .routing(let share) = settings.machines, let machines,
      !queue.people.places.isEmpty
    else { return nil }
    let theirs = questions.filter { !$0.isGoldCheck }
    for place in machines.places { pool.members[place].annotator.prepare(for: theirs) }
    var routing = Routing()
    var confidences: [(confidence: Double, index: Int)] = []
    for (index, question) in questions.enumerated() {
      let first = routing.answers.count
      if !question.isGoldCheck, end == .finished,
        let panel = payMachines(question, of: pool)
      {
        var sum = 0.0
        for seat in panel {
          let (answer, explanation) = pool.members[seat.place].annotator.explainedAnswer(
            question, using: RandomKey(luck[seat.place], question.id))
          sum += explanation.confidence(in: answer)
          note(answer, to: question, of: seat.place)
          routing.places.append(Int32(seat.place))
          routing.answers.append(
            judgement(
              question, seat.place, answer, seconds: seat.seconds, dollars: seat.dollars,
              hour: opening + seat.seconds / 3_600))
        }
        confidences.append((sum / Double(panel.count), index))
      }
      routing.ranges.append(first..<routing.answers.count)
      // Checks are for people.
      routing.isForPeople.append(question.isGoldCheck)
    }
    confidences.sort { ($0.confidence, $0.index) < ($1.confidence, $1.index) }
    let count = Int((share * Double(confidences.count)).rounded())
    for (_, index) in confidences.prefix(count) { routing.isForPeople[index] = true }
    return routing
  }

  /// Chooses machines for a question and pays them, or ends the round.
  private mutating func payMachines(
    _ question: Question, of pool: AnnotatorPool
  ) -> [(place: Int, seconds: Double, dollars: Double)]? {
    guard let machines else { return nil }
    let seconds = settings.costs.seconds(question.channel, itemCount: question.items.count)
    let dollars = settings.costs.dollars(question.channel, itemCount: question.items.count)
    var panel: [(place: Int, seconds: Double, dollars: Double)] = []
    var cost = CostLedger()
    for place in machines.panel(
      settings.machinesPerQuestion, using: RandomKey(machineStream, question.id),
      besides: { queue.accounts[$0].isDismissed })
    {
      let member = pool.members[place]
      let own = seconds * member.cost.seconds / member.activity
      panel.append((place, own, dollars * member.cost.dollars))
      cost.enter(
        seconds: own, dollars: dollars * member.cost.dollars, hour: opening + own / 3_600,
        isMachine: true)
    }
    guard panel.count == settings.machinesPerQuestion else {
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
        isMachine: true)
    }
    return panel
  }

  private mutating func note(_ answer: Answer, to question: Question, of place: Int) {
    queue.accounts[place].answers += 1
    if question.isGoldCheck {
      queue.noteCheck(question.isRight(answer, on: scale), of: place)
    }
  }
}

extension Explanation {
  /// How sure an annotator was, in 0...½; see ``MachineUse/routing(toPeople:)``.
  func confidence(in answer: Answer) -> Double {
    if answer == .declined { return 0 }
    if let probability { return abs(probability - 0.5) }
    return switch answer {
    case .rating(let rating), .rubric(let rating, _): abs(Double(rating) - 5.5) / 9
    case .graded(let grade): abs(Double(grade)) / 6
    default: 0
    }
  }
}
