import HeapModule
import SandboxCore

extension AssignmentStrategy {
  /// `workload`: whoever is free first, so that the fast do more: one queue for all.
  public static let workload = AssignmentStrategy(
    "workload", summary: "Whoever is free first.", needs: .turns
  ) { question, seconds, queue, seats in
    queue.seatByWorkload(question, seconds: seconds, into: &seats)
  }
}

extension WorkQueue {
  /// The accounts that can begin first.
  fileprivate mutating func seatByWorkload(
    _ question: Question, seconds: Double, into seats: inout [Seat]
  ) {
    while seats.count < settings.annotatorsPerQuestion {
      let desk = hasFewDesks ? desks.popMin() ?? opening : opening
      guard let (place, hour, day) = nextFree(from: desk) else { return }
      let seat = seat(place, at: hour, day: day, for: question, seconds: seconds)
      if hasFewDesks { desks.insert(seat.finish) }
      seats.append(seat)
    }
  }

  /// Takes the account out of the queue that can begin first, or has waited longest at that hour.
  private mutating func nextFree(from desk: Double) -> (place: Int, hour: Double, day: Int)? {
    while var turn = turns.popMin() {
      guard !accounts[turn.place].isDismissed else { continue }
      let wanted = max(turn.hour, desk)
      let (hour, day) = roster.available(turn.place, from: wanted)
      if hour == wanted { return (turn.place, hour, day) }
      // Not at work then: back into the queue with the hour when it will be. Once a shift.
      turn.hour = hour
      turns.insert(turn)
    }
    return nil
  }
}
