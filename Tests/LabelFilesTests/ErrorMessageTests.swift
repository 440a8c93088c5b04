import LabelFiles
import Testing

@Suite struct ErrorMessageTests {
  @Test func malformedRowsAreToldAtOnce() {
    let text = """
      task,worker,label
      t1,ann
      "t,1",ann,yes,no

      t2,,yes
      "t3"x,ann,yes
      ,ann,yes
      "two
      lines",ann
      t4,"ann,yes
      t5,bob,yes

      """
    #expect(
      complaint(.labels, text) == """
        x.csv:2:1: error: the row has 2 fields, but the header has 3
          fix: add what is missing, if only as an empty field
        x.csv:3:1: error: the row has 4 fields, but the header has 3
          fix: put a field that holds the separator in quotation marks, or remove what is too much
        x.csv:5:4: error: the worker is empty
          fix: name who gave the label, or remove the row
        x.csv:6:5: error: there is text behind the quotation mark that closes the field
          fix: put the whole field in quotation marks, and write each mark inside twice
        x.csv:7:1: error: the task is empty
          fix: name what was labelled, or remove the row
        x.csv:8:1: error: the row has 2 fields, but the header has 3
          fix: add what is missing, if only as an empty field
        x.csv:10:4: error: a quotation mark opens a field here, and none closes it
          fix: add a mark at the end of the field; write a mark that is meant as such twice
        """)
    // The lines are the same ones when they end otherwise.
    let inOtherForms = ["\r\n", "\r"].map {
      text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: $0)
    }
    for form in inOtherForms {
      #expect(complaint(.labels, form) == complaint(.labels, text))
    }
  }

  @Test(arguments: [
    (20, ""), (21, "\n... and 1 more problem"), (100_000, "\n... and 99980 more problems"),
  ])
  func twentyAreToldAndTheRestCounted(_ count: Int, _ end: String) {
    let text = "task,worker,label\n" + String(repeating: "t,w\n", count: count)
    let problems = (2...21).map { line in
      """
      x.csv:\(line):1: error: the row has 2 fields, but the header has 3
        fix: add what is missing, if only as an empty field
      """
    }
    #expect(complaint(.labels, text) == problems.joined(separator: "\n") + end)
  }

  @Test func columnsAreCountedInCharacters() {
    #expect(
      complaint(.labels, "\u{FEFF}task,worker,label\n“é”,,x\n")
        == "x.csv:2:5: error: the worker is empty\n"
        + "  fix: name who gave the label, or remove the row")
  }

  @Test(arguments: [
    (
      "left,right,winner\na,a,a", "2:3: error: a is compared with itself",
      "name two different items, or remove the row; --skip-self leaves such rows out"
    ),
    (
      "model_a,model_b,winner\ngpt-4,llama,gpt4",
      "2:13: error: the winner is gpt4, but gpt-4 is compared with llama", "write gpt-4"
    ),
    (
      "left,right,winner\na,b,c", "2:5: error: the winner is c, but a is compared with b",
      "write a, b or tie"
    ),
    (
      "left,right,winner\na,b,tye", "2:5: error: the winner is tye, but a is compared with b",
      "write tie"
    ),
    (
      "left,right,winner\na,,a", "2:3: error: the right is empty",
      "name what was compared, or remove the row"
    ),
    (
      "left,right,winner\ntie,b,tie",
      "2:7: error: the winner tie may be the item of that name or a word for a tie",
      "give the item another name"
    ),
    (
      "left,right,winner\nright,b,right",
      "2:9: error: the winner right may be the item of that name or a word for the other side",
      "give the item another name"
    ),
    (
      "left,right,winner\na,b,1\na,b,7\na,b,0",
      "3:5: error: the winners are numbers that mean nothing together",
      "write the name of the winner, or tie; or 1, 0 and -1 (left, tie, right); or 1, 0.5 and 0 "
        + "(left, tie, right); or 1, 2 and 0 (left, right, tie)"
    ),
    (
      "left,right,winner,weight\na,b,a,-1",
      "2:7: error: the weight is -1, but must be 0 or a number from 0.000001 to 1000000000",
      "write for example 1"
    ),
    (
      "left,right,winner,weight\na,b,a,heavy",
      "2:7: error: the weight is heavy, but must be 0 or a number from 0.000001 to 1000000000",
      "write for example 1"
    ),
    (
      "left,right,winner,weight\na,b,a,",
      "2:7: error: the weight is empty, but must be 0 or a number from 0.000001 to 1000000000",
      "write for example 1"
    ),
    (
      "left,right,winner,worker\na,b,a,", "2:7: error: the worker is empty",
      "name who answered, or remove the row"
    ),
    (
      "left,right,winner,date\na,b,a,2024-13-01",
      "2:7: error: the date is 2024-13-01, but must be a number or a date",
      "write for example 2024-03-01 or 2024-03-01T09:30:00, or write --columns time= to ignore the "
        + "column"
    ),
    (
      "left,right,winner,time\na,b,a,7\na,b,a,2024-12-01",
      "3:7: error: some times are numbers, and some are dates", "write all of them in one way"
    ),
  ])
  func mistakesInComparisons(text: String, what: String, fix: String) {
    #expect(complaint(.comparisons, text) == "x.csv:\(what)\n  fix: \(fix)")
  }

  @Test func nothingToWorkWith() {
    let fix = "\n  fix: check that the right column is read; --columns names another"
    #expect(
      complaint(.labels, "task,worker,label\nt,w,NA\n")
        == "x.csv: error: every label is missing" + fix)
    #expect(
      complaint(.comparisons, "left,right,winner\na,b,\n")
        == "x.csv: error: no row says who won" + fix)
    #expect(
      complaint(.labels, "task,worker,label\n\n,,\n")
        == "x.csv: error: the file has a header, but no rows\n"
        + "  fix: write one row for each answer below the header")
    for text in ["", "\u{FEFF}", " \n\n"] {
      #expect(
        complaint(.labels, text)
          == "x.csv: error: the file is empty\n"
          + "  fix: start it with a header such as task,worker,label")
    }
  }
}
