import Foundation
import HeapModule
import Randomness
import SandboxCore

/// Who answers which question, and when: the queue of a round.
///
/// Questions are handed out in their order; each is given to a full panel before the next is looked at, so
/// a question that no longer fits the budget leaves nobody half asked. Everybody works through what they
/// are given first come, first served, so this order of book-keeping gives the same times as a clock that
/// runs from event to event. No question costs work in proportion to the crowd.
struct WorkQueue: Sendable {
  /// One person's part in a panel.
  struct Seat: Sendable, Hashable {
    /// Who, as a place in the pool.
    var place: Int
    /// When the work begins and when the answer is in, in hours since the campaign began.
    var start: Double
    var finish: Double
    /// On which day's shift.
    var day: Int
    /// Working time.
    var seconds: Double
    /// Whether the person comes back from a break or a night.
    var isRested: Bool
  }

  /// When an account can begin something; ties are broken by chance.
  struct Turn: Sendable, Comparable {
    var hour: Double
    var tie: Double
    var place: Int

    static func < (left: Turn, right: Turn) -> Bool {
      (left.hour, left.tie, left.place) < (right.hour, right.tie, right.place)
    }
  }

  let settings: CampaignSettings
  let roster: Schedule
  let people: ActivityDraw
  /// When the round begins, in hours since the campaign began.
  let opening: Double
  /// How the accounts stand.
  var accounts: [AccountState]
  /// How many people may still be asked.
  var activeCount: Int
  /// Accounts that wait for work, or will.
  var turns = Heap<Turn>()
  /// When each place to work is free next; as many as people may work at once.
  var desks = Heap<Double>()
  /// Whether there are fewer places to work than people.
  let hasFewDesks: Bool
  private let needsTurns: Bool
  /// Who knows which topic, where that decides.
  var experts: ExpertTable
  /// Up to when questions have been handed out, where a panel begins together.
  var now: Double

  let panelStream: RandomStream
  private let ties: RandomStream
  private let paceStreams: [RandomStream]
  /// Working time of each account compared with an ordinary person's.
  private let paces: [Double]

  /// Opens a round.
  ///
  /// - Parameters:
  ///   - topics: of the round's questions, where it matters who knows them.
  ///   - accounts: how they stand, one for each member.
  init(
    _ settings: CampaignSettings, pool: AnnotatorPool, topics: [String], accounts: [AccountState],
    opening: Double, using stream: RandomStream
  ) {
    self.settings = settings
    self.accounts = accounts
    self.opening = opening
    needsTurns = settings.assignment.needs.contains(.turns)
    now = opening
    let members = pool.members
    let places = members.indices.filter { !members[$0].isAIJudge }
    people = ActivityDraw(places: places, weights: places.map { members[$0].activity })
    roster = Schedule(
      settings.workforce.shifts, identities: members.map(\.identity),
      using: stream.child("shifts"))
    panelStream = stream.child("panels")
    ties = stream.child("ties")
    let pace = stream.child("pace")
    paceStreams = settings.workforce.paceSpread > 0 ? members.map { pace.child($0.identity) } : []
    paces = members.map { $0.cost.seconds / $0.activity }
    activeCount = places.count { !accounts[$0].isDismissed }
    hasFewDesks = settings.workforce.parallelPeople.map { $0 < places.count } ?? false
    if hasFewDesks, let count = settings.workforce.parallelPeople {
      desks = Heap(repeatElement(opening, count: count))
    }
    experts = ExpertTable(members, topics: topics)
    if needsTurns {
      turns = Heap(places.filter { !accounts[$0].isDismissed }.map { turn(of: $0) })
    }
  }

  /// Finds a full panel for a question; nobody is told yet.
  ///
  /// - Parameters:
  ///   - seconds: working time of an ordinary person.
  ///   - seats: filled with the panel, the first to be asked first.
  /// - Returns: whether there are so many people.
  mutating func seat(_ question: Question, seconds: Double, into seats: inout [Seat]) -> Bool {
    seats.removeAll(keepingCapacity: true)
    guard activeCount >= settings.annotatorsPerQuestion else { return false }
    settings.assignment.seat(question, seconds, &self, &seats)
    return seats.count == settings.annotatorsPerQuestion
  }

  /// Lets a panel do its work.
  mutating func take(_ seats: [Seat]) {
    for seat in seats {
      let place = seat.place
      accounts[place].answers += 1
      accounts[place].day = seat.day
      accounts[place].finished = seat.finish
      accounts[place].free = seat.finish
      accounts[place].sinceBreak = seat.isRested ? 1 : accounts[place].sinceBreak + 1
      if let session = settings.workforce.session, accounts[place].sinceBreak >= session.answers {
        accounts[place].free += session.breakMinutes / 60
      }
      if needsTurns { turns.insert(turn(of: place)) }
    }
  }

  /// Notes the result of a check.
  mutating func noteCheck(_ isRight: Bool, of place: Int) {
    accounts[place].checks += 1
    accounts[place].rightChecks += isRight ? 1 : 0
    if settings.goldQuestions?.dismissal == .fromThenOn { dismissIfFailed(place) }
  }

  /// Dismisses an account whose checks are too bad.
  mutating func dismissIfFailed(_ place: Int) {
    let account = accounts[place]
    guard let checks = settings.goldQuestions, !account.isDismissed,
      checks.fails(right: account.rightChecks, of: account.checks)
    else { return }
    accounts[place].isDismissed = true
    activeCount -= 1
  }

  // MARK: - Parts of all assignments

  /// The seat of an account that begins at an hour.
  func seat(
    _ place: Int, at start: Double, day: Int, for question: Question, seconds: Double
  ) -> Seat {
    let own = seconds * paces[place] * spread(of: place, for: question)
    return Seat(
      place: place, start: start, finish: start + own / 3_600, day: day, seconds: own,
      isRested: isRested(place, at: start, day: day))
  }

  /// The waiting for an account's next turn.
  func turn(of place: Int) -> Turn {
    let luck = RandomKey(ties, place).uniform(at: accounts[place].answers)
    return Turn(hour: max(accounts[place].free, opening), tie: luck, place: place)
  }

  private func isRested(_ place: Int, at start: Double, day: Int) -> Bool {
    let account = accounts[place]
    guard account.answers > 0 else { return false }
    if account.day != day { return true }
    guard let session = settings.workforce.session else { return false }
    let pause = session.breakMinutes / 60
    return account.sinceBreak >= session.answers
      || (pause > 0 && start - account.finished >= pause)
  }

  /// exp(σz − σ²/2), z standard normal by Box & Muller.
  private func spread(of place: Int, for question: Question) -> Double {
    let sigma = settings.workforce.paceSpread
    guard sigma > 0 else { return 1 }
    let (u, v) = RandomKey(paceStreams[place], question.id).pair(0)
    let z = (-2 * log(1 - u)).squareRoot() * cos(2 * .pi * v)
    return exp(sigma * z - sigma * sigma / 2)
  }
}
