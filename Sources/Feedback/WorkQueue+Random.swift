import HeapModule
import Randomness
import SandboxCore

extension AssignmentStrategy {
  /// `random`: anybody, in proportion to their activity, however long their own queue is. Where the number of
  /// people who may work at once is limited: anybody of those who are free when a place is.
  public static let random = AssignmentStrategy(
    "random", summary: "Anybody, in proportion to their activity."
  ) { question, seconds, queue, seats in
    queue.seatAtRandom(question, seconds: seconds, into: &seats)
  }
}

extension WorkQueue {
  /// Accounts in proportion to their activity, without replacement; each does the work when it can.
  ///
  /// Where there are fewer places to work than people, an account that could begin as soon as a place is
  /// free goes first; if there is none among sixteen, the soonest of these waits for it.
  fileprivate mutating func seatAtRandom(
    _ question: Question, seconds: Double, into seats: inout [Seat]
  ) {
    let luck = RandomKey(panelStream, question.id)
    var attempt = 0
    while seats.count < settings.annotatorsPerQuestion {
      let desk = hasFewDesks ? desks.popMin() ?? opening : opening
      var best: (place: Int, hour: Double, day: Int)?
      for _ in 0..<(hasFewDesks ? 16 : 1) {
        let drawn = people.next(&attempt, using: luck) { place in
          accounts[place].isDismissed || seats.contains { $0.place == place }
        }
        guard let place = drawn else { break }
        let (hour, day) = roster.available(place, from: max(accounts[place].free, desk))
        if hour < best?.hour ?? .infinity { best = (place, hour, day) }
        if hour <= desk { break }
      }
      guard let best else { return }
      let seat = seat(best.place, at: best.hour, day: best.day, for: question, seconds: seconds)
      if hasFewDesks { desks.insert(seat.finish) }
      seats.append(seat)
    }
  }
}
