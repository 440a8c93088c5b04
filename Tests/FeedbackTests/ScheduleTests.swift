import Randomness
import Testing

@testable import Feedback

@Suite struct RosterTests {
  private func roster(
    _ shifts: Workforce.Shifts?, identities: [Int] = Array(0..<2_000)
  ) -> Schedule {
    Schedule(shifts, identities: identities, using: RandomStream(seed: 3))
  }

  @Test func withoutShiftsEverybodyIsAlwaysThere() {
    #expect(roster(nil).available(5, from: 17.25).hour == 17.25)
  }

  @Test func aDayBeginsAndEnds() {
    let roster = roster(.init(hoursPerDay: 8, begin: 9...9))
    #expect(roster.available(0, from: 0) == (9, 0))
    #expect(roster.available(0, from: 12.5) == (12.5, 0))
    #expect(roster.available(0, from: 17) == (33, 1))
    #expect(roster.available(0, from: 33) == (33, 1))
  }

  @Test func aNightShiftOfTheDayBeforeStillLasts() {
    let roster = roster(.init(hoursPerDay: 8, begin: 20...20))
    #expect(roster.available(0, from: 0) == (0, -1))
    #expect(roster.available(0, from: 4) == (20, 0))
  }

  @Test func aThirdIsAtWorkAtAnyHour() {
    let roster = roster(.init(hoursPerDay: 8))
    for hour in [0.0, 5, 13, 23, 100] {
      let present = (0..<2_000).count { roster.available($0, from: hour).hour == hour }
      // 5 standard errors: 5·√(2 000 · 2/9) = 105.
      #expect(abs(present - 667) < 105)
    }
  }

  @Test func theAbsentMissWholeDays() {
    let roster = roster(.init(hoursPerDay: 24, begin: 0...0, probabilityAbsent: 0.25))
    var absent = 0
    for place in 0..<2_000 {
      let (hour, day) = roster.available(place, from: 1)
      #expect(hour == (day == 0 ? 1 : Double(24 * day)))
      absent += day == 0 ? 0 : 1
    }
    // 5 standard errors: 5·√(2 000 · 0.1875) = 97.
    #expect(abs(absent - 500) < 97)
  }

  @Test func accountsOfOnePersonKeepTheSameHours() {
    let roster = roster(.init(probabilityAbsent: 0.5), identities: [7, 8, 7])
    for hour in stride(from: 0.0, to: 400, by: 7) {
      #expect(roster.available(0, from: hour) == roster.available(2, from: hour))
    }
  }
}
