import Foundation
import Testing

@testable import LabelFiles

@Suite struct TimeStampTests {
  @Test func datesAreSecondsSince1970() {
    #expect(TimeStamp("1970-01-01") == .date(0))
    #expect(TimeStamp("2000-03-01") == .date(951_868_800))
    #expect(TimeStamp("2000-02-29T23:59:59.5Z") == .date(951_868_799.5))
    #expect(TimeStamp("1969/12/31 23:00") == .date(-3600))
    #expect(TimeStamp("2000-03-01T01:00+01:00") == .date(951_868_800))
    #expect(TimeStamp("2000-02-29T19:00:00-0500") == .date(951_868_800))
  }

  /// Against the calendar of the system, one day in each of 4,000 months.
  @Test func daysAreThoseOfTheCalendar() throws {
    let calendar = ISO8601DateFormatter()
    for month in 0..<4_000 {
      let text =
        "\(1800 + month / 12)-\(month % 12 < 9 ? "0" : "")\(month % 12 + 1)-\(10 + month % 19)"
      let seconds = try #require(calendar.date(from: text + "T00:00:00Z")).timeIntervalSince1970
      #expect(TimeStamp(text) == .date(seconds))
    }
  }

  @Test func numbersAreNumbers() {
    #expect(TimeStamp("20240301") == .number(20_240_301))
    #expect(TimeStamp("1682351591.13") == .number(1_682_351_591.13))
    #expect(TimeStamp("1,5", hasDecimalComma: true) == .number(1.5))
  }

  @Test(arguments: [
    "", "soon", "2024-13-01", "2024-01-32", "24-01-01", "2024-01-01T", "2024-01-01T9",
    "2024-01-01T09:60", "2024-01-01T09:00:00+2", "2024-01-01 x", "01/02/2024", "nan", "1e999",
  ])
  func otherTextIsNone(_ text: String) {
    #expect(TimeStamp(text) == nil)
  }
}
