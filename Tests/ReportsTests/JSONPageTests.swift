import PlainText
import Testing

@testable import Reports

@Suite struct JSONPageTests {
  @Test func controlsAreWrittenOut() {
    #expect(JSON.text("\u{1B}[1m\u{2028}\n").onPage == #""\\u{1B}[1m\\u{2028}\n""#)
  }

  @Test func numbersHaveSixDigits() {
    let numbers: [Double?] = [1.0 / 3, 12_345_678, 1e15, .nan, .infinity, nil]
    #expect(
      JSON.array(numbers.map { JSON.number($0) }).onPage
        == "[0.333333,12345678,1e+15,null,null,null]"
    )
  }
}
