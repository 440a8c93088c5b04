/// Reads a formula by recursive descent, one function for each line of its grammar.
struct ArithmeticFormulaParser {
  private let characters: [Character]
  private var place = 0
  private var depth = 0
  var names: [String] = []

  init(_ text: String) {
    characters = text.map { ["−": "-", "·": "*", "×": "*"][$0] ?? $0 }
  }

  mutating func formula() throws(ArithmeticFormula.Problem) -> ArithmeticFormula.Term {
    guard characters.contains(where: { !$0.isWhitespace }) else {
      throw problem("it is empty", "write for example 2 * first + second, with names of attributes")
    }
    let term = try sum()
    if let next = peek() {
      throw problem("\"\(next)\" cannot stand here", "write one of + - * / ^ between two values")
    }
    return term
  }

  private mutating func sum() throws(ArithmeticFormula.Problem) -> ArithmeticFormula.Term {
    depth += 1
    defer { depth -= 1 }
    guard depth <= 50 else {
      throw problem("brackets stand more than 25 deep", "write a shorter formula")
    }
    var term = try product()
    while let next = peek(), next == "+" || next == "-" {
      place += 1
      let right = try product()
      term = .sum(term, next == "+" ? right : .negated(right))
    }
    return term
  }

  private mutating func product() throws(ArithmeticFormula.Problem) -> ArithmeticFormula.Term {
    var term = try power()
    while let next = peek(), next == "*" || next == "/" {
      place += 1
      let column = place
      let right = try power()
      term = next == "*" ? .product(term, right) : .quotient(term, right, column: column)
    }
    return term
  }

  private mutating func power() throws(ArithmeticFormula.Problem) -> ArithmeticFormula.Term {
    depth += 1
    defer { depth -= 1 }
    guard depth <= 100 else {
      throw problem("signs or powers stand more than 50 deep", "write a shorter formula")
    }
    if peek() == "-" {
      place += 1
      return .negated(try power())
    }
    let base = try atom()
    guard peek() == "^" else { return base }
    place += 1
    let column = place
    return .power(base, try power(), column: column)
  }

  private mutating func atom() throws(ArithmeticFormula.Problem) -> ArithmeticFormula.Term {
    guard let next = peek() else {
      throw problem("it ends where a value should stand", "write a number, a name or a bracket")
    }
    if next == "(" {
      place += 1
      let term = try sum()
      try close()
      return term
    }
    if next.isNumber || next == "." { return .number(try number()) }
    guard next.isLetter || next == "_" else {
      throw problem("\"\(next)\" cannot stand here", "write a number, a name or a bracket")
    }
    let begin = place
    let name = word()
    guard peek() == "(" else { return .name(index(of: name)) }
    guard let function = ArithmeticFormula.Function(rawValue: name) else {
      place = begin
      throw problem(
        "there is no function \(Excerpt.of(name))",
        "write one of "
          + ArithmeticFormula.Function.allCases.map(\.rawValue).joined(separator: ", "))
    }
    place += 1
    var terms = [try sum()]
    while peek() == "," {
      place += 1
      terms.append(try sum())
    }
    try close()
    let takesSeveral = function == .min || function == .max
    guard takesSeveral ? terms.count >= 2 : terms.count == 1 else {
      place = begin
      throw problem(
        "\(name) has \(terms.count) values",
        takesSeveral ? "give it two or more" : "give it one")
    }
    return .function(function, terms, column: begin + 1)
  }

  private mutating func close() throws(ArithmeticFormula.Problem) {
    guard peek() == ")" else {
      throw problem("a bracket is not closed", "write ) where it ends")
    }
    place += 1
  }

  private mutating func number() throws(ArithmeticFormula.Problem) -> Double {
    let begin = place
    func isDigit(_ place: Int) -> Bool {
      place < characters.count && (characters[place].isNumber || characters[place] == ".")
    }
    while isDigit(place) { place += 1 }
    if place < characters.count, characters[place] == "e" || characters[place] == "E" {
      let sign = place + 1 < characters.count && "+-".contains(characters[place + 1]) ? 2 : 1
      if isDigit(place + sign) {
        place += sign
        while isDigit(place) { place += 1 }
      }
    }
    let text = String(characters[begin..<place])
    guard let value = Double(text), value.isFinite else {
      place = begin
      throw problem("\(Excerpt.of(text)) is no number", "write it with digits and one dot")
    }
    return value
  }

  private mutating func word() -> String {
    let begin = place
    while place < characters.count,
      characters[place].isLetter || characters[place].isNumber || characters[place] == "_"
    {
      place += 1
    }
    return String(characters[begin..<place])
  }

  private mutating func index(of name: String) -> Int {
    if let index = names.firstIndex(of: name) { return index }
    names.append(name)
    return names.count - 1
  }

  private mutating func peek() -> Character? {
    while place < characters.count, characters[place].isWhitespace { place += 1 }
    return place < characters.count ? characters[place] : nil
  }

  private func problem(_ what: String, _ remedy: String) -> ArithmeticFormula.Problem {
    ArithmeticFormula.Problem(what: what, column: min(place, characters.count) + 1, remedy: remedy)
  }
}
