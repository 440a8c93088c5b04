import Foundation
import PlainText
import Testing

@Suite struct JSONReaderTests {
  private func read(_ text: String) -> String {
    do {
      return "\(try JSONReader.value(of: Array(text.utf8)))"
    } catch {
      return error.description
    }
  }

  /// Another reader finds the same.
  @Test func valuesAreRead() throws {
    let text = #"""
      {"a": [1, -0.5e-3, 12345678901, 0, true, false, null, {}, []], "é\n\u00e9\ud83c\udfb2\/": "x\\\"y",
       "nested": {"b": {"c": [[[1]]]}}, "1e300": 1e300}
      """#
    let value = try JSONReader.value(of: Array(text.utf8))
    let again = try JSONSerialization.jsonObject(with: Data(value.text(.dense).utf8))
    let known = try JSONSerialization.jsonObject(with: Data(text.utf8))
    #expect(again as? NSDictionary == known as? NSDictionary)
  }

  @Test(arguments: [
    ("", "a value is missing (line 1)"), ("{", "a key is missing (line 1)"),
    ("{\"a\" 1}", "a colon is missing after \"a\" (line 1)"),
    ("{\"a\": 1\n\"b\": 2}", "a comma or } is missing (line 2)"),
    ("[1 2]", "a comma or ] is missing (line 1)"), ("[1,]", "a value is missing (line 1)"),
    ("{\"a\":1,}", "a key is missing (line 1)"), ("NaN", "\"NaN\" is no value (line 1)"),
    ("01", "\"01\" is no value (line 1)"), ("+1", "\"+1\" is no value (line 1)"),
    ("1.", "\"1.\" is no value (line 1)"), ("0x10", "\"0x10\" is no value (line 1)"),
    ("1 2", "more follows after its end (line 1)"), ("\"a", "a text has no end (line 1)"),
    ("\"a\nb\"", "a control character stands in a text (line 2)"),
    ("\"\\x\"", "a backslash is followed by what cannot be escaped (line 1)"),
    ("\"\\ud800\"", "a \\u stands for no character (line 1)"),
    ("\"\\u12g4\"", "a \\u is not followed by four digits (line 1)"),
    ("\u{FEFF}{}", "\"\\u{FEFF}{\" is no value (line 1)"),
  ])
  func whatIsNoJSONIsRefused(text: String, flaw: String) {
    #expect(read(text).replacing("\u{FEFF}", with: "\\u{FEFF}") == flaw)
  }

  @Test func bytesThatAreNoTextAreRefused() {
    #expect(throws: JSONReader.Flaw(what: "it is not UTF-8", line: 2)) {
      try JSONReader.value(of: [0x0A, 0x22, 0xFF, 0x22])
    }
  }

  @Test func numbersKeepEveryDigit() throws {
    let digits = ["123456789012345678901234567890", "1.50", "-0", "1E+2"]
    #expect(
      try JSONReader.value(of: Array("[\(digits.joined(separator: ","))]".utf8))
        == .array(digits.map { JSON.number($0) }))
  }

  @Test func valuesFollowOneAnother() throws {
    let text = "{\"a\": 1}\r\n\n[2]\n"
    #expect(try JSONReader.values(of: Array(text.utf8)) == [["a": 1], [2]])
    #expect(throws: JSONReader.Flaw(what: "a value is missing", line: 2)) {
      try JSONReader.values(of: Array("{}\n{\"a\": \n".utf8))
    }
    #expect(throws: JSONReader.Flaw.self) { try JSONReader.values(of: []) }
  }

  @Test func nestingHasALimit() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + "1" + String(repeating: "]", count: depth)
    }
    #expect(throws: Never.self) {
      try JSONReader.value(of: Array(nested(JSONReader.depthLimit).utf8))
    }
    #expect(
      read(nested(JSONReader.depthLimit + 1))
        == "more than 128 lists and objects stand within each other (line 1)")
  }
}
