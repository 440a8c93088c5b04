import Experiments
import Testing

@testable import rlhf

@Suite struct TextTests {
  @Test func columnsOfATableLineUp() {
    let table = TextTable(
      heads: ["arm", "gold"], alignments: [.left, .right],
      rows: [["base", "0.62"], ["trolls-20", "-1"]])
    #expect(table.text == "arm        gold\nbase       0.62\ntrolls-20    -1")
    #expect(table.width == 15)
    #expect(TextTable(heads: ["", ""], rows: [["a", ""]]).text == "a")
  }

  @Test func textIsBrokenBetweenWords() {
    #expect(wrapped("one two three\nfour", width: 9, indent: "  ") == "  one two\n  three\n  four")
  }

  @Test func theNearestSpellingIsFound() {
    #expect(Spelling.distance("kitten", "sitting") == 3)
    #expect(Spelling.nearest(to: "anotators", in: ["world", "annotators"]) == "annotators")
    #expect(Spelling.nearest(to: "zebra", in: ["world", "annotators"]) == nil)
  }

  @Test func commandsCanBePasted() {
    #expect(
      ShellText.resumption([".build/release/rlhf", "run", "my trolls.yaml", "--set", "a.b=1"])
        == ".build/release/rlhf run 'my trolls.yaml' --set a.b=1 --resume")
    #expect(ShellText.resumption(["rlhf", "run", "01", "--resume"]) == "rlhf run 01 --resume")
    #expect(ShellText.rerun(["/x/rlhf", "run", "01", "--resume"]) == "rlhf run 01")
    #expect(ShellText.line(["it's", ""]) == "'it'\\''s' ''")
  }

  @Test func settingsCanBeChangedAndMistakesAreExplained() throws {
    var settings = ArmSettings()
    try SettingsText.assign(["annotators.count=30"], to: &settings)
    #expect(settings.annotators.count == 30)
    #expect(
      throws: BadInput(
        "--set anotators.count=3: error: there is no setting \"anotators.count\"\n"
          + "  fix: did you mean annotators.count?")
    ) { try SettingsText.assign(["anotators.count=3"], to: &settings) }
    #expect(
      throws: BadInput(
        "--set annotators.count=0: error: annotators.count is 0, but must be a whole number of at "
          + "least 1\n  fix: write for example annotators.count: 1")
    ) { try SettingsText.assign(["annotators.count=0"], to: &settings) }
  }
}
