import PlainText
import Randomness
import Testing

@Suite struct CSVWriterTests {
  @Test(arguments: [
    ("plain", "plain"), ("", ""), ("a b", "a b"), ("a,b", "\"a,b\""),
    ("say \"hi\"", "\"say \"\"hi\"\"\""), ("two\r\nlines", "\"two\r\nlines\""), ("\r", "\"\r\""),
    (" a", "\" a\""), ("a\t", "\"a\t\""),
    // A mark and an accent are one character to Swift, and two to everybody else.
    ("\"\u{301}", "\"\"\"\u{301}\""),
  ])
  func fieldsAreQuotedWhenTheyMust(_ value: String, _ written: String) {
    #expect(CSVWriter.field(value) == written)
  }

  @Test func tablesEndEveryLine() {
    #expect(CSVWriter.table([["a", "b"], ["", "c,d"]]) == "a,b\n,\"c,d\"\n")
    #expect(CSVWriter.table([[""]]) == "\"\"\n")
  }

  /// Whatever is written is read again, for tables of the characters that could go wrong.
  @Test func whatIsWrittenIsReadAgain() {
    let letters = ["a", "é", ",", ";", "\t", "\"", "\n", "\r", " ", "\u{301}", "\u{1F44D}"]
    var luck = RandomStream(seed: 5)
    for _ in 0..<500 {
      let width = 1 + luck.uniform(below: 4)
      let table = (0...luck.uniform(below: 5)).map { _ in
        (0..<width).map { _ in
          (0..<luck.uniform(below: 6)).map { _ in letters[luck.uniform(below: letters.count)] }
            .joined()
        }
      }
      let bytes = Array(CSVWriter.table(table).utf8)
      var reader = CSVReader(separator: UInt8(ascii: ","))
      var read: [[String]] = []
      while reader.readRow(of: bytes.span) {
        #expect(reader.flaw == nil)
        read.append(reader.fields.map { $0.string(in: bytes.span) })
      }
      // By scalars, because equal strings may differ in their bytes.
      #expect(read.map { $0.map { Array($0.utf8) } } == table.map { $0.map { Array($0.utf8) } })
    }
  }
}
