import Foundation

/// Numbers as a person wants to read them: few digits, the same number of decimals for numbers that
/// are compared.
package enum NumberText {
  /// One number: `1,234`, `12.3`, `0.52`, `0.031`, `1.2e-05`.
  package static func short(_ value: Double) -> String {
    if value == value.rounded() && abs(value) < 1e12 { return grouped("\(Int(value))") }
    return write(value, decimals: decimals(forScale: abs(value)))
  }

  /// A mean with its 95 % interval, `0.52 [0.41, 0.63]`; the mean alone where there is none.
  package static func interval(_ mean: Double, _ interval: ClosedRange<Double>?) -> String {
    guard let interval else { return short(mean) }
    let numbers = [mean, interval.lowerBound, interval.upperBound]
    let scale = numbers.map(abs).max() ?? 0
    let isWhole = numbers.allSatisfy { $0 == $0.rounded() && abs($0) < 1e12 }
    let decimals = isWhole ? 0 : decimals(forScale: scale)
    let parts = numbers.map { write($0, decimals: decimals) }
    return "\(parts[0]) [\(parts[1]), \(parts[2])]"
  }

  /// A number of things: `1 task`, `1,200 tasks`.
  package static func counted(_ count: Int, _ noun: String) -> String {
    "\(short(Double(count))) \(noun)\(count == 1 ? "" : "s")"
  }

  /// One number with a fixed number of decimals, for numbers that stand below one another: `1.30`.
  package static func fixed(_ value: Double, decimals: Int) -> String {
    write(value, decimals: decimals)
  }

  /// The text of a number with a real minus sign, for print.
  package static func typeset(_ text: String) -> String { text.replacing("-", with: "\u{2212}") }

  /// A duration: `850 ms`, `12.3 s`, `4 min 05 s`, `2 h 03 min`.
  package static func duration(seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0 else { return "unknown" }
    if seconds < 0.9995 { return "\(Int((seconds * 1000).rounded())) ms" }
    if seconds < 59.95 { return String(format: "%.1f s", seconds) }
    guard seconds < 1e12 else { return "unknown" }
    let whole = Int(seconds.rounded())
    if whole < 3600 { return String(format: "%d min %02d s", whole / 60, whole % 60) }
    return String(format: "%d h %02d min", whole / 3600, whole % 3600 / 60)
  }

  /// Time left, in whole seconds: `9 s`, `4 min 05 s`.
  package static func remaining(seconds: Double) -> String {
    let whole = max(seconds, 1).rounded(.up)
    return whole < 60 ? "\(Int(whole)) s" : duration(seconds: whole)
  }

  /// A sum of money: `$0.30`, `$1,234.50`.
  package static func dollars(_ value: Double) -> String {
    (value < 0 ? "-$" : "$") + grouped(String(format: "%.2f", abs(value)))
  }

  /// How many decimals show about three digits of numbers of this size; `nil` asks for an exponent.
  private static func decimals(forScale scale: Double) -> Int? {
    switch scale {
    case 0: 0
    case ..<0.001: nil
    case ..<0.01: 4
    case ..<1: 3
    case ..<10: 2
    case ..<1000: 1
    case ..<1e12: 0
    default: nil
    }
  }

  private static func write(_ value: Double, decimals: Int?) -> String {
    guard value.isFinite else { return "\(value)" }
    guard let decimals else { return String(format: "%.2g", value) }
    let text = grouped(String(format: "%.\(decimals)f", value))
    // A tiny negative number must not be shown as minus zero.
    return text.contains { "123456789".contains($0) } ? text : text.replacing("-", with: "")
  }

  /// Commas between the thousands of a plain decimal number.
  private static func grouped(_ text: String) -> String {
    let sign = text.hasPrefix("-") ? "-" : ""
    let parts = text.dropFirst(sign.count).split(separator: ".", omittingEmptySubsequences: false)
    var whole = ""
    for (index, digit) in parts[0].enumerated() {
      if index > 0 && (parts[0].count - index).isMultiple(of: 3) { whole += "," }
      whole.append(digit)
    }
    return sign + whole + (parts.count > 1 ? "." + parts[1] : "")
  }
}
