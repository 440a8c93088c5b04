import SandboxCore

/// Who is given a question: a way to seat panels that scenarios can name, as `feedback.assignment`.
///
/// Equal and coded by name. A new one is one file, its tests, and a line in ``AssignmentStrategies``.
public struct AssignmentStrategy: RawRepresentable, Sendable, Hashable, Codable, CaseIterable {
  /// The name scenarios use.
  public let rawValue: String
  /// Who gets it, in one sentence.
  public let summary: String
  /// What the queue keeps up to date for it.
  let needs: Needs
  /// Finds people for a question, as many of the panel as there are: seats them with
  /// ``WorkQueue/seat(_:at:day:for:seconds:)``, the first to be asked first.
  let seat: Seating

  typealias Seating =
    @Sendable (
      _ question: Question, _ seconds: Double, _ queue: inout WorkQueue,
      _ seats: inout [WorkQueue.Seat]
    ) -> Void

  /// What a strategy goes by.
  struct Needs: OptionSet {
    let rawValue: Int
    /// Who can begin when, ``WorkQueue/turns``.
    static let turns = Needs(rawValue: 1)
    /// Who knows which topic, ``WorkQueue/experts``.
    static let topics = Needs(rawValue: 2)
  }

  init(
    _ name: String, summary: String, needs: Needs = [], seat: @escaping Seating
  ) {
    rawValue = name
    self.summary = summary
    self.needs = needs
    self.seat = seat
  }

  /// The strategies that ship, in the order of ``AssignmentStrategies``.
  public static var allCases: PartList<AssignmentStrategy> { AssignmentStrategies.all }
}

/// The strategies that ship.
public enum AssignmentStrategies {
  /// Every strategy, the default first.
  public static let all = PartList<AssignmentStrategy>(
    "assignment", [.random, .workload, .expertise], name: { $0.rawValue }, summary: { $0.summary })
}
