import Foundation
import Testing

@testable import Reports

@Suite struct JSONTests {
  @Test func keysKeepTheirOrderAndMissingOnesAreLeftOut() {
    let value = JSON.object(["z": 1, "a": nil, "b": ["x", true, .null, 0.25]])
    #expect(value.serialized == #"{"z":1,"b":["x",true,null,0.25]}"#)
  }

  @Test func noTextCanEndAScriptElement() throws {
    let text = "</script><!-- \" \\ \n é"
    let serialized = JSON.text(text).serialized
    #expect(!serialized.contains("<") && !serialized.contains(">"))
    let read = try JSONSerialization.jsonObject(
      with: Data(serialized.utf8), options: .fragmentsAllowed)
    #expect(read as? String == text)
  }

  @Test func controlsAreWrittenOut() {
    #expect(JSON.text("\u{1B}[1m\u{2028}").serialized == #""\\u{1B}[1m\\u{2028}""#)
  }

  @Test func numbersThatAreNotFiniteBecomeNull() {
    #expect(
      JSON.array([.number(.nan), .number(.infinity), .number(nil)]).serialized == "[null,null,null]"
    )
  }
}
