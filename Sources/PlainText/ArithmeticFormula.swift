import Foundation

/// A formula over named quantities, as somebody writes it: `2 * task_success - 0.1 * length`.
///
///     sum     = product (("+" | "-") product)*
///     product = power (("*" | "/") power)*
///     power   = ["-"] atom ["^" power]
///     atom    = number | name | function "(" sum ("," sum)* ")" | "(" sum ")"
///
/// `−`, `·` and `×` stand for `-` and `*`. Functions: `min`, `max`, `abs`, `sqrt`, `exp`, `log`, `tanh`.
public struct ArithmeticFormula: Sendable, Hashable {
  /// As written.
  public let text: String
  /// The names that stand in it, each once, in the order of their first use; ``value(of:)`` takes them so.
  public let names: [String]
  private let root: Term

  /// What is wrong with a formula: what, at which column, and how to put it right.
  public struct Problem: Error, Hashable, Sendable {
    /// What is wrong.
    public var what: String
    /// Where, from 1.
    public var column: Int
    /// How to put it right.
    public var remedy: String
  }

  indirect enum Term: Sendable, Hashable {
    case number(Double)
    case name(Int)
    case negated(Term)
    case sum(Term, Term)
    case product(Term, Term)
    case quotient(Term, Term, column: Int)
    case power(Term, Term, column: Int)
    case function(Function, [Term], column: Int)
  }

  enum Function: String, CaseIterable {
    case min, max, abs, sqrt, exp, log, tanh
  }

  /// Reads a formula.
  ///
  /// - Throws: the first thing that is wrong with it.
  public init(_ text: String) throws(Problem) {
    // Longer ones are no formula that somebody wrote; what is nested without end has no room on the stack.
    guard text.count <= Self.longest else {
      throw Problem(
        what: "it has \(text.count) characters", column: 1,
        remedy: "write a formula of at most \(Self.longest) characters")
    }
    var parser = ArithmeticFormulaParser(text)
    root = try parser.formula()
    names = parser.names
    self.text = text
  }

  /// Characters at most.
  static let longest = 2_000
  /// Values lie within ± this: what is larger leaves no room for the learner's arithmetic.
  static let largest = 1e6

  // MARK: - Values

  /// The value where the names have these values.
  ///
  /// - Parameter values: one for each of ``names``, in their order.
  public func value(of values: [Double]) -> Double { Self.value(of: root, values) }

  private static func value(of term: Term, _ values: [Double]) -> Double {
    switch term {
    case .number(let number): return number
    case .name(let index): return values[index]
    case .negated(let term): return -value(of: term, values)
    case .sum(let left, let right): return value(of: left, values) + value(of: right, values)
    case .product(let left, let right): return value(of: left, values) * value(of: right, values)
    case .quotient(let left, let right, _):
      return value(of: left, values) / value(of: right, values)
    case .power(let base, let exponent, _):
      return pow(value(of: base, values), value(of: exponent, values))
    case .function(let function, let terms, _):
      let found = terms.map { value(of: $0, values) }
      switch function {
      case .min: return found.reduce(.infinity, Swift.min)
      case .max: return found.reduce(-.infinity, Swift.max)
      case .abs: return Swift.abs(found[0])
      case .sqrt: return found[0].squareRoot()
      case .exp: return Foundation.exp(found[0])
      case .log: return Foundation.log(found[0])
      case .tanh: return Foundation.tanh(found[0])
      }
    }
  }

  // MARK: - Ranges

  /// Between which values the formula lies where the names lie in these ranges, by interval arithmetic: never
  /// too narrow, sometimes too wide.
  ///
  /// - Throws: where it might divide by zero, take a root or logarithm of what has none, or grow without bound.
  public func range(over ranges: [ClosedRange<Double>]) throws(Problem) -> ClosedRange<Double> {
    try Self.range(of: root, ranges)
  }

  /// A range whose ends are numbers of some size.
  private static func checked(
    _ low: Double, _ high: Double, column: Int = 1
  ) throws(Problem) -> ClosedRange<Double> {
    guard abs(low) <= largest, abs(high) <= largest, low <= high else {
      throw Problem(
        what: "a part of it can be larger than a million", column: column,
        remedy: "divide it, or bound it by min and max")
    }
    return low...high
  }

  private static func range(
    of term: Term, _ ranges: [ClosedRange<Double>]
  ) throws(Problem) -> ClosedRange<Double> {
    switch term {
    case .number(let number): return try checked(number, number)
    case .name(let index): return try checked(ranges[index].lowerBound, ranges[index].upperBound)
    case .negated(let term):
      let range = try range(of: term, ranges)
      return -range.upperBound ... -range.lowerBound
    case .sum(let left, let right):
      let (a, b) = (try range(of: left, ranges), try range(of: right, ranges))
      return try checked(a.lowerBound + b.lowerBound, a.upperBound + b.upperBound)
    case .product(let left, let right):
      return try hull(try range(of: left, ranges), try range(of: right, ranges), *)
    case .quotient(let left, let right, let column):
      let (a, b) = (try range(of: left, ranges), try range(of: right, ranges))
      guard !b.contains(0) else {
        throw Problem(
          what: "it may divide by zero: what stands under the line lies between \(words(b))",
          column: column, remedy: "add something to it, such as 1, or bound it by max")
      }
      return try hull(a, b, /, column: column)
    case .power(let base, let exponent, let column):
      let (a, b) = (try range(of: base, ranges), try range(of: exponent, ranges))
      let isWhole = b.lowerBound == b.upperBound && b.lowerBound == b.lowerBound.rounded()
      guard
        a.lowerBound > 0 || (a.lowerBound == 0 && b.lowerBound >= 0)
          || (isWhole && (b.lowerBound >= 0 || !a.contains(0)))
      else {
        throw Problem(
          what: "it may raise \(words(a)) to a power that this has not",
          column: column, remedy: "use a whole number that is not negative as the power")
      }
      var ends = try hull(a, b, pow, column: column)
      if isWhole, a.contains(0) {
        ends = min(ends.lowerBound, pow(0, b.lowerBound))...max(ends.upperBound, 0)
      }
      return ends
    case .function(let function, let terms, let column):
      var found: [ClosedRange<Double>] = []
      for term in terms { found.append(try range(of: term, ranges)) }
      return try range(of: function, found, column: column)
    }
  }

  private static func range(
    of function: Function, _ found: [ClosedRange<Double>], column: Int
  ) throws(Problem) -> ClosedRange<Double> {
    let first = found[0]
    switch function {
    case .min:
      return found.map(\.lowerBound).reduce(
        .infinity, Swift.min)...found.map(\.upperBound).reduce(.infinity, Swift.min)
    case .max:
      return found.map(\.lowerBound).reduce(
        -.infinity, Swift.max)...found.map(\.upperBound).reduce(-.infinity, Swift.max)
    case .abs:
      let ends = [Swift.abs(first.lowerBound), Swift.abs(first.upperBound)]
      return (first.contains(0) ? 0 : Swift.min(ends[0], ends[1]))...Swift.max(ends[0], ends[1])
    case .sqrt, .log:
      let isRoot = function == .sqrt
      guard isRoot ? first.lowerBound >= 0 : first.lowerBound > 0 else {
        throw Problem(
          what: "it may take \(function.rawValue) of \(words(first))", column: column,
          remedy: "write max(\(isRoot ? "0" : "0.001"), …) inside it")
      }
      return isRoot
        ? first.lowerBound.squareRoot()...first.upperBound.squareRoot()
        : Foundation.log(first.lowerBound)...Foundation.log(first.upperBound)
    case .exp:
      return try checked(
        Foundation.exp(first.lowerBound), Foundation.exp(first.upperBound), column: column)
    case .tanh: return Foundation.tanh(first.lowerBound)...Foundation.tanh(first.upperBound)
    }
  }

  private static func hull(
    _ a: ClosedRange<Double>, _ b: ClosedRange<Double>, _ operation: (Double, Double) -> Double,
    column: Int = 1
  ) throws(Problem) -> ClosedRange<Double> {
    var (low, high) = (Double.infinity, -Double.infinity)
    for x in [a.lowerBound, a.upperBound] {
      for y in [b.lowerBound, b.upperBound] {
        let value = operation(x, y)
        (low, high) = (Swift.min(low, value), Swift.max(high, value))
      }
    }
    return try checked(low, high, column: column)
  }

  private static func words(_ range: ClosedRange<Double>) -> String {
    func word(_ value: Double) -> String {
      value == value.rounded() && Swift.abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
    }
    return "\(word(range.lowerBound)) and \(word(range.upperBound))"
  }
}
