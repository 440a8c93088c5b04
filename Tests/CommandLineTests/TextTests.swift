import PlainText
import Experiments
import ScenarioFiles
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

  @Test func controlsInATableAreWrittenOutAndColumnsStillLineUp() {
    let table = TextTable(
      heads: ["label\r", "n"], rows: [["\u{1B}[31mx", "1"], ["two\nlines", "2"]])
    #expect(
      table.text == "label\\u{D}     n\n\\u{1B}[31mx    1\ntwo\\u{A}lines  2")
    #expect(
      TextTable(heads: ["", ""], rows: [["a\u{7}", "b c"]]).fitted(to: 80).text == "a\\u{7}  b c")
  }

  @Test func aTableFitsItsTerminalByBreakingItsLastColumn() {
    let table = TextTable(
      heads: ["", ""], rows: [["length", "words, full stops not counted"], ["harm", "any"]])
    #expect(
      table.fitted(to: 32).text
        == "length  words, full stops not\n        counted\nharm    any")
    #expect(table.fitted(to: 100).text == table.text)
    #expect(table.fitted(to: 20).text == table.text, "a word a line would be no table")
  }

  @Test func aHintNamesWhatHasTheWordInIt() {
    #expect(
      Spelling.hint(for: "gold", in: ["gold_reward", "harm_rate", "gold_reward_pretrained"])
        == "there are: gold_reward, gold_reward_pretrained")
  }

  @Test func textIsBrokenBetweenWords() {
    #expect(wrapped("one two three\nfour", width: 9, indent: "  ") == "  one two\n  three\n  four")
  }

  @Test func aHintNamesTheNearestAndAll() {
    #expect(
      Spelling.hint(for: "anotators", in: ["world", "annotators"])
        == "did you mean annotators? (there are: world, annotators)")
    #expect(Spelling.hint(for: "zebra", in: ["world"]) == "there are: world")
  }

  /// In the parser's own messages as well, where an argument may be an option with its value.
  @Test func quotationsAreShort() {
    let long = String(repeating: "x", count: 100_000)
    let cut = String(repeating: "x", count: 79) + "…"
    #expect(
      Rlhf.shortened("Error: '\(long)' is no --seed", quoting: ["rlhf", "--seed=\(long)"])
        == "Error: '\(cut)' is no --seed")
    #expect(Rlhf.shortened("Error: --seed", quoting: ["--seed"]) == "Error: --seed")
    #expect(Spelling.hint(for: long, in: ["world"]) == "there are: world")
    #expect(Spelling.hint(for: "z", in: [long]) == "there are: \(cut)")
    #expect(
      throws: BadInput(
        "error: there is no world \"\(cut)\"\n  fix: there are: text.town, text.vast, "
          + "text.tiny, board.tic-tac-toe, board.connect-four")
    ) { try WorldChoice.name(long) }
    var settings = ArmSettings()
    #expect(
      throws: BadInput(
        "--set \(cut): error: there is no setting \"\(cut)\"\n"
          + "  fix: `rlhf show setting` lists them all")
    ) { try SettingsText.assign([long + "=1"], to: &settings) }
    #expect(
      throws: BadInput(
        "error: there is no file /\(cut.dropFirst(1))\n  fix: check the path; `rlhf list` names "
          + "the scenarios that ship")
    ) { try ScenarioLibrary(folders: []).path(for: "/" + long) }
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
    #expect(settings.annotators.population.count == 30)
    #expect(
      throws: BadInput(
        "--set anotators.count=3: error: there is no setting \"anotators.count\"\n"
          + "  fix: did you mean annotators.count?")
    ) { try SettingsText.assign(["anotators.count=3"], to: &settings) }
    #expect(
      throws: BadInput(
        "--set annotators.count=0: error: annotators.count is 0, but must be a whole number from "
          + "1 to 100000\n  fix: write for example annotators.count=20")
    ) { try SettingsText.assign(["annotators.count=0"], to: &settings) }
  }
}
