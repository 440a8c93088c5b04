import Testing

@testable import ScenarioFiles

@Suite struct YAMLOutlineTests {
  @Test(
    arguments: [
      (String(repeating: "[", count: 101), 1), (String(repeating: "[", count: 100), nil),
      ("a: 1\nb: " + String(repeating: "{x: [", count: 51), 2),
      ("a:\n  " + String(repeating: "- ", count: 101) + "x", 2),
      ("a:\n  " + String(repeating: "- ", count: 100) + "x", nil),
      ("a:\n  " + String(repeating: "? - ", count: 51) + "x", 2),
      // Brackets that are closed, and a rule of dashes, are not deep.
      (String(repeating: "[x]\n", count: 500), nil), (String(repeating: "-", count: 500), nil),
      (String(repeating: "- x\n", count: 500), nil),
    ] as [(String, Int?)])
  func depth(text: String, line: Int?) {
    #expect(YAMLOutline(text).tooDeepLine == line)
  }

  @Test(
    arguments: [
      ("a: 1\n? b\n: 1", 2), ("[a]: 1", 1), ("{a: 1} : 1", 1), ("x: 1\n*a : 1", 2), ("{*a: 1}", 1),
      ("{? a : 1}", 1), ("a: [b]\nc: {d: 1}\ne: *f\n", nil), ("a: [*b, *c]\nd: 1", nil),
      ("title: Is it so? Yes: it is", nil), ("a: 2 * 3: six", nil),
    ] as [(String, Int?)])
  func keysThatAreNoWords(text: String, line: Int?) {
    #expect(YAMLOutline(text).complexKeyLine == line)
  }

  @Test(arguments: [
    ("a: *b\nc: [*d, *e]\n- *f", 4), ("2*3, a*b", 0), ("*a", 1), ("x: {y: *a}", 1), ("", 0),
  ])
  func aliasesAreCounted(text: String, count: Int) {
    #expect(YAMLOutline(text).aliasCount == count)
  }
}
