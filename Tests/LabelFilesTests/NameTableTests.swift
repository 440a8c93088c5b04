import PlainText
import Testing

@testable import LabelFiles

@Suite struct NameTableTests {
  @Test func indicesAreThoseOfFirstAppearance() {
    var table = NameTable()
    #expect(["b", "", "a", "b", "é", "a"].map { table.index(of: $0) } == [0, 1, 2, 0, 3, 2])
    #expect(table.names == ["b", "", "a", "é"])
    #expect(table.count == 4)
  }

  @Test func doubledMarksMeanOne() {
    let text = Array("\"a\"\"b\"".utf8)
    var table = NameTable()
    let field = CSVField(bytes: 1..<5, isQuoted: true, hasDoubledQuotes: true)
    #expect(table.index(of: "a\"b") == 0)
    #expect(table.index(of: field, in: text.span) == 0)
    #expect(table.names == ["a\"b"])
  }

  /// Growing moves every name to another slot, and none may be lost.
  @Test func manyNames() {
    var table = NameTable()
    let names = (0..<10_000).map { "name \($0)" }
    #expect(names.map { table.index(of: $0) } == (0..<10_000).map(Int32.init))
    #expect(names.reversed().map { table.index(of: $0) } == (0..<10_000).reversed().map(Int32.init))
    #expect(table.names == names)
  }
}
