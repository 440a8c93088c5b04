/// When people work, and how fast.
///
/// As it stands everybody works round the clock, nobody takes a break, and all may work at
/// once.
public struct Workforce: Sendable, Hashable, Codable {
  /// Working days; `nil` for work round the clock.
  public var shifts: Shifts?
  /// Breaks; `nil` for none.
  public var session: Session?
  /// How many people may work at the same time, at least 1; `nil` for all of them.
  public var parallelPeople: Int?
  /// σ ≥ 0 of the logarithm of the time that an answer takes, around the channel's mean: the time is
  /// multiplied by exp(σz − σ²/2), z standard normal, whose mean is 1. 0 for always the same.
  public var paceSpread: Double

  /// A working day.
  public struct Shifts: Sendable, Hashable, Codable {
    /// Working hours a day, in 0...24, not 0. A person begins nothing new after them, but finishes what
    /// was begun.
    public var hoursPerDay: Double
    /// When each person's day begins, in hours after the campaign's midnight: drawn once and uniformly
    /// for each person; within 0...24. The whole day, as it stands: people all over the earth.
    public var begin: ClosedRange<Double>
    /// The probability that a person is away on a day, in 0..<1.
    public var probabilityAbsent: Double

    /// Describes a working day; the parameters are the properties of the same names.
    public init(
      hoursPerDay: Double = 8, begin: ClosedRange<Double> = 0...24, probabilityAbsent: Double = 0
    ) {
      precondition(hoursPerDay > 0 && hoursPerDay <= 24, "a working day of \(hoursPerDay) hours")
      precondition(begin.lowerBound >= 0 && begin.upperBound <= 24, "days begin at \(begin)")
      precondition(
        probabilityAbsent >= 0 && probabilityAbsent < 1, "absent with \(probabilityAbsent)")
      self.hoursPerDay = hoursPerDay
      self.begin = begin
      self.probabilityAbsent = probabilityAbsent
    }
  }

  /// A stretch of work and the break after it. Whoever waits as long as a break for other reasons has
  /// had it.
  public struct Session: Sendable, Hashable, Codable {
    /// How many answers a person gives before the break, at least 1.
    public var answers: Int
    /// How long the break is, in minutes, ≥ 0.
    public var breakMinutes: Double

    /// Describes a session; the parameters are the properties of the same names.
    public init(answers: Int, breakMinutes: Double) {
      precondition(answers >= 1 && breakMinutes >= 0, "\(answers) answers, \(breakMinutes) minutes")
      self.answers = answers
      self.breakMinutes = breakMinutes
    }
  }

  /// Describes a workforce; the parameters are the properties of the same names.
  public init(
    shifts: Shifts? = nil, session: Session? = nil, parallelPeople: Int? = nil,
    paceSpread: Double = 0
  ) {
    precondition(parallelPeople.map { $0 >= 1 } ?? true, "nobody may work")
    precondition(paceSpread >= 0, "a spread of \(paceSpread)")
    self.shifts = shifts
    self.session = session
    self.parallelPeople = parallelPeople
    self.paceSpread = paceSpread
  }
}
