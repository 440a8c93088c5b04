import HeapModule
import SandboxCore

extension AssignmentStrategy {
  /// `expertise`: of those who are free when a whole panel is, the ones who know the question's topic best.
  public static let expertise = AssignmentStrategy(
    "expertise", summary: "Of those who are free, the ones who know the topic best.",
    needs: [.turns, .topics]
  ) { question, seconds, queue, seats in
    queue.seatByExpertise(question, seconds: seconds, into: &seats)
  }
}

extension WorkQueue {
  /// The accounts that know the topic best, of those who are free when a whole panel is.
  ///
  /// A question is handed out as soon as so many people are free and have a place to work, and no earlier
  /// than the one before it; its panel begins together.
  fileprivate mutating func seatByExpertise(
    _ question: Question, seconds: Double, into seats: inout [Seat]
  ) {
    let size = settings.annotatorsPerQuestion
    if hasFewDesks {
      precondition(desks.count >= size, "\(desks.count) may work at once, too few for a panel")
      for _ in 0..<size { now = max(now, desks.popMin() ?? now) }
    }
    var chosen: [(turn: Turn, day: Int)] = []
    while true {
      admit()
      chosen = choose(size, topic: question.prompt.topic)
      if chosen.count == size { break }
      for (turn, _) in chosen { experts.join(turn) }
      guard let next = turns.min else { return }
      now = max(now, next.hour)
    }
    for (turn, day) in chosen {
      let seat = seat(turn.place, at: now, day: day, for: question, seconds: seconds)
      if hasFewDesks { desks.insert(seat.finish) }
      seats.append(seat)
    }
  }

  /// Lets those join the free whose turn has come.
  private mutating func admit() {
    while let turn = turns.min, turn.hour <= now {
      turns.removeMin()
      admit(turn)
    }
  }

  /// Lets someone join the free, or come back when they are at work.
  ///
  /// - Returns: the day of their shift, if they are at work now.
  @discardableResult
  private mutating func admit(_ turn: Turn, joins: Bool = true) -> Int? {
    guard !accounts[turn.place].isDismissed else { return nil }
    let (hour, day) = roster.available(turn.place, from: now)
    guard hour <= now else {
      turns.insert(Turn(hour: hour, tie: turn.tie, place: turn.place))
      return nil
    }
    if joins { experts.join(turn) }
    return day
  }

  /// Up to so many of those free, the best first; whoever has gone home meanwhile is no longer free.
  private mutating func choose(_ size: Int, topic: String) -> [(turn: Turn, day: Int)] {
    guard experts.freeCount >= size else { return [] }
    var chosen: [(turn: Turn, day: Int)] = []
    while chosen.count < size, let turn = experts.leave(for: topic) {
      if let day = admit(turn, joins: false) { chosen.append((turn, day)) }
    }
    return chosen
  }
}
