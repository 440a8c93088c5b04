/// A point in time as tables have it: a number, or a date of ISO 8601.
enum TimeStamp: Hashable {
  /// Any finite number: seconds, a date such as 20240301, the number of a round.
  case number(Double)
  /// Seconds since the beginning of 1970, UTC.
  case date(Double)

  /// Reads `17`, `2024-03-01`, `2024-03-01T09:30`, `2024-03-01 09:30:15.5+02:00`.
  init?(_ text: String, hasDecimalComma: Bool = false) {
    if let number = DecimalNumber.value(of: text, hasDecimalComma: hasDecimalComma) {
      self = .number(number)
    } else if let seconds = Self.seconds(of: text) {
      self = .date(seconds)
    } else {
      return nil
    }
  }

  /// The number or the seconds; comparable only within one kind.
  var value: Double {
    switch self {
    case .number(let value), .date(let value): value
    }
  }

  /// Whether it is a date.
  var isDate: Bool {
    if case .date = self { true } else { false }
  }

  private static func seconds(of text: String) -> Double? {
    var digits = DigitScanner(text)
    guard let year = digits.number(4...4), digits.skip("-/") != nil,
      let month = digits.number(1...2), digits.skip("-/") != nil,
      let day = digits.number(1...2), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    var seconds = Double(days(year: year, month: month, day: day)) * 86_400
    if digits.skip("T ") != nil {
      guard let hour = digits.number(1...2), digits.skip(":") != nil,
        let minute = digits.number(2...2), hour < 25, minute < 60
      else { return nil }
      seconds += Double(hour * 3600 + minute * 60)
      if digits.skip(":") != nil {
        guard let second = digits.fraction(), second < 61 else { return nil }
        seconds += second
      }
      if digits.skip("Z") == nil, let sign = digits.skip("+-") {
        guard let hours = digits.number(2...2) else { return nil }
        _ = digits.skip(":")
        guard let minutes = digits.number(2...2) else { return nil }
        // The clock of a zone such as +02:00 is ahead of UTC.
        seconds -= (sign == "-" ? -1 : 1) * Double(hours * 3600 + minutes * 60)
      }
    }
    return digits.isAtEnd ? seconds : nil
  }

  /// Days from 1 January 1970 in the Gregorian calendar, counting years from 1 March so that the leap
  /// day comes last.
  private static func days(year: Int, month: Int, day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let monthFromMarch = (month + 9) % 12
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    return 365 * year + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
  }
}

/// Reads numbers and marks off the front of a text.
private struct DigitScanner {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = Substring(text).utf8 }

  var isAtEnd: Bool { rest.isEmpty }

  /// Takes one of some characters; `nil` when another is next.
  mutating func skip(_ characters: String) -> String? {
    guard let byte = rest.first, characters.utf8.contains(byte) else { return nil }
    rest.removeFirst()
    return String(Unicode.Scalar(byte))
  }

  /// Takes a whole number of so many digits; `nil` when there are fewer.
  mutating func number(_ lengths: ClosedRange<Int>) -> Int? {
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      .prefix(lengths.upperBound)
    guard digits.count >= lengths.lowerBound else { return nil }
    rest = rest.dropFirst(digits.count)
    return digits.reduce(0) { 10 * $0 + Int($1 - UInt8(ascii: "0")) }
  }

  /// Takes two digits with decimals behind a point, if there are any.
  mutating func fraction() -> Double? {
    guard let whole = number(2...2) else { return nil }
    guard skip(".") != nil else { return Double(whole) }
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    rest = rest.dropFirst(digits.count)
    return Double("\(whole)." + String(decoding: digits, as: UTF8.self))
  }
}
