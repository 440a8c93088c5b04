import PlainText
import Testing

/// All rows of a text, with the separator found in its first line.
private func rows(_ text: String) -> [[String]] {
  let bytes = Array(text.utf8)
  var reader = CSVReader(findingSeparatorOf: bytes.span)
  var rows: [[String]] = []
  while reader.readRow(of: bytes.span) {
    rows.append(reader.fields.map { $0.string(in: bytes.span) })
  }
  return rows
}

/// The first flaw of each row.
private func flaws(_ text: String) -> [CSVFlaw?] {
  let bytes = Array(text.utf8)
  var reader = CSVReader(separator: UInt8(ascii: ","))
  var flaws: [CSVFlaw?] = []
  while reader.readRow(of: bytes.span) { flaws.append(reader.flaw) }
  return flaws
}

@Suite struct CSVReaderTests {
  @Test(arguments: [
    "a,b\nc,d\n", "a,b\r\nc,d\r\n", "a,b\rc,d\r", "a,b\nc,d", "\n\na,b\n\n  \nc,d\n\n",
    "\u{FEFF}a,b\nc,d", "a , b\n c,\td\n", "\"a\",\"b\"\n \"c\" ,\"d\"", "a;b\nc;d\n",
    "a\tb\nc\td\n", "sep=;\r\na;b\r\nc;d\r\n", "sep=,\na,b\nc,d",
  ])
  func oneTableInManyForms(_ text: String) {
    #expect(rows(text) == [["a", "b"], ["c", "d"]])
  }

  @Test(arguments: [
    ("\"a,b\",c", [["a,b", "c"]]), ("\"say \"\"hi\"\"\",c", [["say \"hi\"", "c"]]),
    ("\"two\r\nlines\",\"\n\"\nx,y", [["two\r\nlines", "\n"], ["x", "y"]]),
    ("\"\",b", [["", "b"]]), ("\"\"\"\",b", [["\"", "b"]]), ("\" a \",b", [[" a ", "b"]]),
    ("5\" nail,it's", [["5\" nail", "it's"]]), ("a,", [["a", ""]]), (",", [["", ""]]),
    ("a,,\n,b,", [["a", "", ""], ["", "b", ""]]), ("\"\"\n", [[""]]), ("", []), ("\n \r\n", []),
    ("é,“ü”\n", [["é", "“ü”"]]),
    // What separates the header separates all rows.
    ("a;b\n1,5;2,5", [["a", "b"], ["1,5", "2,5"]]),
    ("\"a;b;c\",d\ne,f", [["a;b;c", "d"], ["e", "f"]]),
    ("a\t\tb\n\tx\t", [["a", "", "b"], ["", "x", ""]]),
    ("sep=\na", [["sep="], ["a"]]),
  ])
  func fields(_ text: String, _ expected: [[String]]) {
    #expect(rows(text) == expected)
  }

  @Test func flawsAreFoundWhereTheyShow() {
    #expect(flaws("a,\"b\nc,d\n") == [.unclosedQuote(at: 2)])
    #expect(flaws("\"a\"b,c\nd,e\n") == [.textAfterQuote(at: 3), nil])
    #expect(flaws("\"a\"b,\"c\"d\n\"") == [.textAfterQuote(at: 3), .unclosedQuote(at: 10)])
    #expect(flaws("\"") == [.unclosedQuote(at: 0)])
    #expect(flaws("\"\"\"") == [.unclosedQuote(at: 0)])
    #expect(flaws("\"a\" ,b") == [nil])
  }

  @Test func rowsKnowWhereTheyStand() {
    let bytes = Array("\n a,b\r\nc".utf8)
    var reader = CSVReader(separator: UInt8(ascii: ","))
    _ = reader.readRow(of: bytes.span)
    #expect((reader.rowStart, reader.rowEnd, reader.position) == (1, 5, 7))
    _ = reader.readRow(of: bytes.span)
    #expect((reader.rowStart, reader.rowEnd, reader.position) == (7, 8, 8))
  }
}
