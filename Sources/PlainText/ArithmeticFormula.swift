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
    var parser = ArithmeticFormulaParser(text)
    root = try parser.formula()
    names = parser.names
    self.text = text
  }

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
    let range = try Self.range(of: root, ranges)
    guard range.lowerBound.isFinite, range.upperBound.isFinite else {
      throw Problem(
        what: "it can be larger than any number", column: 1,
        remedy: "divide it, or bound it by min and max")
    }
    return range
  }

  private static func range(
    of term: Term, _ ranges: [ClosedRange<Double>]
  ) throws(Problem) -> ClosedRange<Double> {
    switch term {
    case .number(let number): return number...number
    case .name(let index): return ranges[index]
    case .negated(let term):
      let range = try range(of: term, ranges)
      return -range.upperBound ... -range.lowerBound
    case .sum(let left, let right):
      let (a, b) = (try range(of: left, ranges), try range(of: right, ranges))
      return a.lowerBound + b.lowerBound...a.upperBound + b.upperBound
    case .product(let left, let right):
      return hull(try range(of: left, ranges), try range(of: right, ranges), *)
    case .quotient(let left, let right, let column):
      let (a, b) = (try range(of: left, ranges), try range(of: right, ranges))
      guard !b.contains(0) else {
        throw Problem(
          what: "it may divide by zero: what stands under the line lies between \(words(b))",
          column: column, remedy: "add something to it, such as 1, or bound it by max")
      }
      return hull(a, b, /)
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
      var ends = hull(a, b, pow)
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
          remedy: "add something, such as 1, so that it stays above 0")
      }
      return isRoot
        ? first.lowerBound.squareRoot()...first.upperBound.squareRoot()
        : Foundation.log(first.lowerBound)...Foundation.log(first.upperBound)
    case .exp: return Foundation.exp(first.lowerBound)...Foundation.exp(first.upperBound)
    case .tanh: return Foundation.tanh(first.lowerBound)...Foundation.tanh(first.upperBound)
    }
  }

  private static func hull(
    _ a: ClosedRange<Double>, _ b: ClosedRange<Double>, _ operation: (Double, Double) -> Double
  ) -> ClosedRange<Double> {
    let ends = [a.lowerBound, a.upperBound].flatMap { x in
      [b.lowerBound, b.upperBound].map { y in
        let value = operation(x, y)
        return value.isNaN ? 0 : value
      }
    }
    return ends.reduce(.infinity, Swift.min)...ends.reduce(-.infinity, Swift.max)
  }

  private static func words(_ range: ClosedRange<Double>) -> String {
    func word(_ value: Double) -> String {
      value == value.rounded() && Swift.abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
    }
    return "\(word(range.lowerBound)) and \(word(range.upperBound))"
  }
}
