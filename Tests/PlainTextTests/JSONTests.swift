import Foundation
import Testing

@testable import PlainText

@Suite struct JSONTests {
  @Test func numbersAreTheShortestThatReadBack() {
    let numbers = [0.1, 3, -0.0, 1e16, 1e-7, .nan, .infinity, -2.5].map { JSON.number($0) }
    #expect(
      JSON.array(numbers).text(.line) == "[0.1, 3, 0, 1e+16, 1e-07, null, null, -2.5]")
    #expect(JSON.number(UInt64.max).text(.line) == "18446744073709551615")
  }

  @Test func numbersAreWhatTheySay() {
    #expect(JSON.number("1.20e1").number == 12 && JSON.number("1.20e1").integer == 12)
    #expect(JSON.number("9007199254740993").integer == 9_007_199_254_740_993)
    #expect(JSON.number("1.5").integer == nil && JSON.number("1e99").integer == nil)
    #expect(JSON.text("1").number == nil)
  }

  @Test func textIsEscaped() throws {
    let text = "a\"b\\c\n\r\t\u{0}\u{1F}é🎲</"
    let json = JSON.text(text).text(.line)
    #expect(json == "\"a\\\"b\\\\c\\n\\r\\t\\u0000\\u001fé🎲</\"")
    #expect(try JSONDecoder().decode(String.self, from: Data(json.utf8)) == text)
    #expect(try JSONReader.value(of: Array(json.utf8)) == .text(text))
  }

  /// An accent after a mark makes one character of both, and still a mark.
  @Test func noTextCanEndAScriptElement() throws {
    let text = "</script><\u{301}!-- \" \\ \n é"
    let json = JSON.object([.init(text, .text(text))]).text(.script)
    #expect(!json.unicodeScalars.contains { "<>&".unicodeScalars.contains($0) })
    #expect(try JSONReader.value(of: Array(json.utf8))[text] == .text(text))
  }

  @Test func keysKeepTheirOrderAndMissingOnesAreLeftOut() {
    let value = JSON.object(["z": 1, "a": nil, "b": ["x", true, .null, 0.25]])
    #expect(value.text(.dense) == #"{"z":1,"b":["x",true,null,0.25]}"#)
    #expect(value.adding(["c": "y", "d": nil]).members.map(\.key) == ["z", "b", "c"])
  }

  @Test func whatFitsStandsOnOneLine() {
    let short: JSON = ["a": [1, .null], "b": true]
    #expect(short.text(.pretty) == "{\"a\": [1, null], \"b\": true}")
    let long: JSON = ["key": [.text(String(repeating: "x", count: 90)), short]]
    #expect(
      long.text(.pretty) == """
        {
          "key": [
            "\(String(repeating: "x", count: 90))",
            {"a": [1, null], "b": true}
          ]
        }
        """)
  }

  @Test func rowsOfATableStandOnLines() {
    let value: JSON = ["rows": [["a": [1, 2]], ["a": .null]], "none": [], "notes": ["x"]]
    #expect(
      value.text(.records)
        == "{\"rows\": [\n  {\"a\": [1, 2]}, \n  {\"a\": null}], \"none\": [], \"notes\": [\"x\"]}")
  }

  /// What transformers writes in Python is laid out alike by Foundation.
  @Test func expandedIsWhatFoundationWrites() throws {
    let value: JSON = ["a": [1, ["b": "x/é"], []], "c": [:], "d": .null, "e": 1e-5]
    let known = JSONEncoder()
    known.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    struct Known: Encodable {
      struct B: Encodable { var b = "x/é" }
      struct Empty: Encodable {}
      enum Keys: CodingKey { case a, c, d, e }
      func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Keys.self)
        var a = fields.nestedUnkeyedContainer(forKey: .a)
        try a.encode(1)
        try a.encode(B())
        try a.encode([Int]())
        try fields.encode(Empty(), forKey: .c)
        try fields.encodeNil(forKey: .d)
        try fields.encode(1e-5, forKey: .e)
      }
    }
    #expect(value.text(.expanded) == String(decoding: try known.encode(Known()), as: UTF8.self))
  }
}
