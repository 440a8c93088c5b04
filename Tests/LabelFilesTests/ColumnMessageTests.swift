import LabelFiles
import Testing

@Suite struct ColumnMessageTests {
  @Test func missingColumnsAreListedTogether() {
    #expect(
      complaint(.labels, "photo,who,label\na,b,c\n") == """
        x.csv:1:1: error: the header has no column for task, worker; it has photo, who, label
          fix: write --columns task=NAME,worker=NAME with names from the header, or call the columns \
        task (or item, unit, question, id, example), worker (or annotator, rater, labeler, labeller, \
        coder, judge, user, voter, respondent, participant, reviewer, evaluator, assessor, person); for a table with \
        one column a rater, write rater=NAME for each
        """)
    #expect(
      complaint(.comparisons, "left,winner\na,a\n") == """
        x.csv:1:1: error: the header has no column for right; it has left, winner
          fix: write --columns right=NAME with names from the header, or call the columns right
        """)
    #expect(
      complaint(.rankings, "\nballot,item,rnk\n1,a,1\n") == """
        x.csv:2:1: error: the header has no column for rank; it has ballot, item, rnk
          fix: write --columns rank=rnk with names from the header, or call the columns rank \
        (or position, place)
        """)
  }

  @Test func longHeadersAreCutShort() {
    let names = (1...15).map { "c\($0)" }.joined(separator: ",")
    #expect(
      complaint(.comparisons, names + "\n").contains(
        "it has c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12 and 3 more\n"))
  }

  @Test(arguments: [
    (
      Kind.labels, "item,question,worker,label",
      "more than one column may be the task: item, question",
      "write --columns task=item or --columns task=question"
    ),
    (
      .labels, "task,worker,label,label", "more than one column may be the label: label, label",
      "give each column a name of its own"
    ),
    (
      .comparisons, "first,second,item1,item2,winner",
      "more than two columns may be what is compared: first and second; item1 and item2",
      "write --columns left=first,right=second or --columns left=item1,right=item2"
    ),
  ])
  func ambiguousColumns(kind: Kind, header: String, what: String, fix: String) {
    #expect(
      complaint(kind, header + "\na,b,c,d,e\n") == "x.csv:1:1: error: \(what)\n  fix: \(fix)")
  }

  @Test(arguments: [
    (
      "task=phot", "the header has no column phot; it has photo, worker, label, label",
      "write task=photo"
    ),
    (
      "task=zzz", "the header has no column zzz; it has photo, worker, label, label",
      "write task=NAME with a name from the header"
    ),
    (
      "wroker=photo", "there is no column wroker to be named here", "write worker=photo"
    ),
    (
      "xyzzy=photo", "there is no column xyzzy to be named here",
      "name some of task, worker, label, rater"
    ),
    ("task=photo,item=worker", "task is named twice", "keep one of the two"),
    ("label=label", "the header has 2 columns called label", "give each column a name of its own"),
    (
      "photo", "photo names no column",
      "write ROLE=COLUMN, such as --columns task=photo,worker=who"
    ),
    (
      "task=photo,", "nothing names no column",
      "write ROLE=COLUMN, such as --columns task=photo,worker=who"
    ),
  ])
  func mistakesInTheMapping(columns: String, what: String, fix: String) {
    let all = complaint(.labels, "photo,worker,label,label\na,b,c,d\n", columns: columns)
    #expect(all.hasPrefix("--columns: error: \(what)\n  fix: \(fix)"))
  }
}
