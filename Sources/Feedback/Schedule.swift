import Randomness

/// When each account is at work.
struct Schedule: Sendable {
  private let shifts: Workforce.Shifts?
  /// When each account's working day begins, in hours after midnight.
  private let begins: [Double]
  /// Each account's chance of being away, by day.
  private let absences: [RandomStream]

  /// Draws when everybody's day begins.
  ///
  /// - Parameters:
  ///   - shifts: `nil` for work round the clock.
  ///   - identities: of the accounts; those of one person share its days.
  ///   - stream: all chance of the roster.
  init(_ shifts: Workforce.Shifts?, identities: [Int], using stream: RandomStream) {
    self.shifts = shifts
    guard let shifts else {
      (begins, absences) = ([], [])
      return
    }
    let days = stream.child("begin")
    let width = shifts.begin.upperBound - shifts.begin.lowerBound
    begins = identities.map {
      shifts.begin.lowerBound + width * RandomKey(days, $0).uniform(at: 0)
    }
    let away = stream.child("absences")
    absences = shifts.probabilityAbsent > 0 ? identities.map { away.child($0) } : []
  }

  /// The first time from a given hour on at which an account may begin something, and on which day's
  /// shift; the shift of the day before the campaign may still last when it begins.
  func available(_ place: Int, from hour: Double) -> (hour: Double, day: Int) {
    guard let shifts else { return (hour, 0) }
    let begin = begins[place]
    var day = Int(((hour - begin) / 24).rounded(.down))
    while true {
      let opening = 24 * Double(day) + begin
      if hour < opening + shifts.hoursPerDay, isPresent(place, on: day) {
        return (max(hour, opening), day)
      }
      day += 1
    }
  }

  private func isPresent(_ place: Int, on day: Int) -> Bool {
    guard let shifts, shifts.probabilityAbsent > 0 else { return true }
    return RandomKey(absences[place], day).uniform(at: 0) >= shifts.probabilityAbsent
  }
}
