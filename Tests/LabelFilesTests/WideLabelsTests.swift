import LabelFiles
import Testing

@Suite struct WideLabelsTests {
  @Test func aRowForEachUnit() throws {
    let file = try labels("subject,rater1,rater2\nu1,3,NA\nu2,.,\nu3,1,?\nu4,nan,3\n")
    #expect(file.taskNames == ["u1", "u3", "u4"])
    #expect(file.workerNames == ["rater1", "rater2"])
    #expect(file.labelNames == ["3", "1"])
    #expect(file.tasks == [0, 1, 2])
    #expect(file.workers == [0, 0, 1])
    #expect(file.labels == [0, 1, 0])
    #expect(file.labelValues == [3, 1])
    #expect(file.missingCount == 5)
    #expect(
      file.notes == [
        "read as a wide table with a row for each subject and a column for each of rater1, rater2",
        "5 labels are missing and left out: 1 written NA, 1 written ., 1 empty, 1 written ?, "
          + "1 written nan",
      ])
  }

  @Test func ratersCanBeNamed() throws {
    let text = "item,model1,ann,bob,words\n1,m,2,1,12\n2,m,1,1,9\n"
    let file = try labels(text, columns: "rater=ann,rater=bob")
    #expect(file.taskNames == ["1", "2"])
    #expect(file.workerNames == ["ann", "bob"])
    #expect(file.labels == [0, 1, 1, 1])
  }

  @Test func unitsNeedNoName() throws {
    let file = try labels("r.eye,l.eye\na,b\na,a\n", columns: "rater=r.eye,rater=l.eye")
    #expect(file.taskNames == ["1", "2"])
    #expect(file.tasks == [0, 0, 1, 1])
    let plain = try labels("ann,bob\na,b\na,a\n", columns: "task=", layout: .wide)
    #expect(plain.workerNames == ["ann", "bob"])
  }

  @Test func theLayoutCanBeForced() throws {
    let text = "item,worker,label\n1,a,b\n2,b,b\n"
    #expect(try labels(text).workerNames == ["a", "b"])
    #expect(try labels(text, layout: .wide).workerNames == ["worker", "label"])
    #expect(throws: InvalidLabelFile.self) {
      try labels("subject,rater1,rater2\nu1,3,3\n", layout: .long)
    }
  }

  @Test(arguments: [
    (
      "subject,ann,bob\nu,1,2\nv,1,1\nu,2,2\n", "",
      "x.csv:4:1: error: the subject u has a row already",
      "give it one row; or, where a row is one label, name its columns with --columns "
        + "task=NAME,worker=NAME,label=NAME"
    ),
    (
      "subject,ann,bob\nu,1,2\nu,1,1\n", "",
      "x.csv:3:1: error: the subject u has a row already",
      "give it one row; or, where a row is one label, name its columns with --columns "
        + "task=NAME,worker=NAME,label=NAME"
    ),
    (
      "subject,ann,bob\nu,1,2\nu,1,1\n", "",
      "x.csv:3:1: error: the subject u has a row already",
      "give it one row; or, where a row is one label, name its columns with --columns "
        + "task=NAME,worker=NAME,label=NAME"
    ),
    (
      "subject,ann,bob\n,1,2\n", "", "x.csv:2:1: error: the subject is empty",
      "name what was labelled, or remove the row"
    ),
    (
      "subject,ann,ann\nu,1,2\n", "", "x.csv:1:1: error: two raters are called ann",
      "give each column a name of its own"
    ),
    (
      "subject,ann,\nu,1,2\n", "",
      "x.csv:1:1: error: a column of the header has no name; it has subject, ann, (no name)",
      "name every rater, or say which columns are meant: --columns rater=NAME,rater=NAME"
    ),
    (
      "subject,ann\nu,1\n", "rater=ann",
      "x.csv:1:1: error: a wide table needs two raters or more; the header has subject, ann",
      "give each rater a column, and the tasks the first; or say which columns are meant: "
        + "--columns rater=NAME,rater=NAME"
    ),
    (
      "subject,ann,bob\nu,NA,?\n", "", "x.csv: error: every label is missing",
      "check that the right column is read; --columns names another"
    ),
  ])
  func mistakes(text: String, columns: String, what: String, fix: String) {
    #expect(complaint(.labels, text, columns: columns) == "\(what)\n  fix: \(fix)")
  }
}
