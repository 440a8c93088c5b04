import Foundation
import Testing

@testable import PlainText

@Suite struct ArithmeticFormulaTests {
  @Test(arguments: [
    ("1 + 2 * 3", 7.0), ("(1 + 2) * 3", 9), ("2 ^ 3 ^ 2", 512), ("-2 ^ 2", -4), ("8 / 4 / 2", 1),
    ("2 - 3 - 4", -5), ("min(3, 1, 2) + max(4, 5)", 6), ("abs(-2) * sqrt(16)", 8),
    ("exp(0) + log(1) + tanh(0)", 1), ("1.5e1 · 2", 30), ("3 × 2 − 1", 5),
  ])
  func numbersHaveTheirValues(text: String, value: Double) throws {
    let formula = try ArithmeticFormula(text)
    #expect(formula.names.isEmpty && formula.value(of: []) == value)
    #expect(try formula.range(over: []) == value...value)
  }

  @Test func namesStandForValuesInTheOrderOfTheirFirstUse() throws {
    let formula = try ArithmeticFormula("2 * warmth - length / (1 + warmth)")
    #expect(formula.names == ["warmth", "length"])
    #expect(formula.value(of: [1, 6]) == 2 - 3)
  }

  /// Whatever values the names take in their ranges, the formula stays in the range that is given for it.
  @Test(arguments: [
    "a * b - b ^ 2", "abs(a) / (2 + b)", "max(a, -b) * tanh(a * b)", "sqrt(3 + a) ^ b",
    "(a - b) ^ 3",
  ])
  func noValueLeavesTheRange(text: String) throws {
    let formula = try ArithmeticFormula(text)
    let ranges = formula.names.map { $0 == "a" ? -2.0...1.5 : 0.0...3.0 }
    let range = try formula.range(over: ranges)
    for i in 0...20 {
      for j in 0...20 {
        let (a, b) = (-2 + 0.175 * Double(i), 0.15 * Double(j))
        let value = formula.value(of: formula.names.map { $0 == "a" ? a : b })
        #expect(value >= range.lowerBound - 1e-9 && value <= range.upperBound + 1e-9)
      }
    }
  }

  @Test(arguments: [
    ("", "it is empty", 1), ("2 +", "it ends where a value should stand", 4),
    ("2 3", "\"3\" cannot stand here", 3), ("(1", "a bracket is not closed", 3),
    ("sin(1)", "there is no function sin", 1), ("max(1)", "max has 1 values", 1),
    ("1..2", "1..2 is no number", 1), ("a $ b", "\"$\" cannot stand here", 3),
  ])
  func mistakesAreNamedWithTheirColumn(text: String, what: String, column: Int) {
    do throws(ArithmeticFormula.Problem) {
      _ = try ArithmeticFormula(text)
      Issue.record("\(text) was read")
    } catch {
      #expect(error.what == what && error.column == column)
    }
  }

  @Test(arguments: ["1 / a", "1 / (a + 1)", "log(a + 1)", "sqrt(a)", "a ^ 0.5", "exp(1000 * a)"])
  func whatHasNoValueIsRefusedBeforeItIsAsked(text: String) throws {
    let formula = try ArithmeticFormula(text)
    #expect(throws: ArithmeticFormula.Problem.self) { try formula.range(over: [-1...1]) }
  }

  /// Found by hostile input: bounds that are no numbers, and formulas larger than the stack.
  @Test(arguments: [
    "a + 1e308*10 - 1e308*10", "a + exp(1000) - exp(1000)", "max(exp(1000) - exp(1000), a)",
    "a * exp(1000) / exp(1000)", "tanh(a * exp(1000))", "1e300 * a",
  ])
  func whatIsTooLargeIsRefusedBeforeItIsAsked(text: String) throws {
    let formula = try ArithmeticFormula(text)
    #expect(throws: ArithmeticFormula.Problem.self) { try formula.range(over: [-1...1]) }
  }

  @Test func lengthHasALimit() {
    #expect(throws: ArithmeticFormula.Problem.self) {
      try ArithmeticFormula(String(repeating: "1+", count: 40_000) + "a")
    }
  }

  @Test func depthHasALimit() {
    let text = String(repeating: "(", count: 100_000) + "1" + String(repeating: ")", count: 100_000)
    #expect(throws: ArithmeticFormula.Problem.self) { try ArithmeticFormula(text) }
    #expect(throws: ArithmeticFormula.Problem.self) {
      try ArithmeticFormula(String(repeating: "-", count: 100_000) + "1")
    }
  }
}
