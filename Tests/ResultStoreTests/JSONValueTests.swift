import Foundation
import Testing

@testable import ResultStore

@Suite struct JSONValueTests {
  @Test func numbersAreTheShortestThatReadBack() {
    let texts = [0.1, 3, -0.0, 1e16, 1e-7, .nan, .infinity, -2.5].map { JSONValue.real($0).compact }
    #expect(texts == ["0.1", "3", "0", "1e+16", "1e-07", "null", "null", "-2.5"])
  }

  @Test func textIsEscaped() throws {
    let text = "a\"b\\c\n\r\t\u{0}\u{1F}é🎲"
    let json = JSONValue.text(text).compact
    #expect(json == "\"a\\\"b\\\\c\\n\\r\\t\\u0000\\u001fé🎲\"")
    #expect(try JSONDecoder().decode(String.self, from: Data(json.utf8)) == text)
  }

  @Test func whatFitsStandsOnOneLine() {
    let short = JSONValue.pairs([("a", .array([.integer(1), .null])), ("b", .flag(true))])
    #expect(short.pretty == "{\"a\": [1, null], \"b\": true}")
    let long = JSONValue.pairs([("key", .array([.text(String(repeating: "x", count: 90)), short]))])
    #expect(
      long.pretty == """
        {
          "key": [
            "\(String(repeating: "x", count: 90))",
            {"a": [1, null], "b": true}
          ]
        }
        """)
  }
}
