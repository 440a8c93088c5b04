import PlainText

/// A column whose distinct values are understood once each, however many rows repeat them.
struct ParsedColumn<Value> {
  private var table = NameTable()
  private var values: [Value] = []
  private let parse: (String) -> Value

  init(_ parse: @escaping (String) -> Value) { self.parse = parse }

  /// How many distinct values there were.
  var count: Int { values.count }

  /// How many further ways there were to write a value.
  var variantCount: Int { table.variantCount }

  /// What a field means, and the number of its distinct value in order of first appearance.
  mutating func read(_ field: CSVField, in text: Span<UInt8>) -> (index: Int32, value: Value) {
    let index = table.index(of: field, in: text)
    if Int(index) == values.count { values.append(parse(table.name(index))) }
    return (index, values[Int(index)])
  }

  /// What a distinct value is written as.
  func name(_ index: Int32) -> String { table.name(index) }

  subscript(index: Int32) -> Value { values[Int(index)] }
}
