import LabelFiles
import Testing

@Suite struct ComparisonsTests {
  @Test func winnersByName() throws {
    let file = try comparisons(
      "left,right,winner,worker,weight\nb,a,a,ann,1\na,c,a,bob,0.5\nc,b,tie,ann,2e0\na,b,,bob,1\n")
    #expect(file.itemNames == ["b", "a", "c"])
    #expect(file.left == [0, 1, 2])
    #expect(file.right == [1, 2, 0])
    #expect(file.outcomes == [.right, .left, .tie])
    #expect(file.outcomes.map(\.scoreOfLeft) == [0, 1, 0.5])
    #expect(file.workerNames == ["ann", "bob"])
    #expect(file.workers == [0, 1, 0])
    #expect(file.weights == [1, 0.5, 2])
    #expect(file.periods == nil)
    #expect(file.order == [0, 1, 2])
    #expect(file.missingCount == 1)
    #expect(file.notes == ["1 row without a winner is left out"])
  }

  @Test func fewColumnsAreEnough() throws {
    let file = try comparisons("left,right,winner\na,b,b\n")
    #expect(file.outcomes == [.right])
    #expect(file.workers == nil)
    #expect(file.workerNames == nil)
    #expect(file.weights == nil)
  }

  /// Left, right, tie, nobody, in the words of different tables.
  @Test(arguments: [
    ("left,right,winner", ["left", "RIGHT", "draw", "skip"]),
    ("model_a,model_b,winner", ["model_a", "model_b", "tie (bothbad)", ""]),
    ("model_a,model_b,winner", ["A", "b", "tie", "NA"]),
    ("first,second,answer", ["first", "second", "tie", "declined"]),
    ("item1,item2,result", ["item1", "item2", "equal", "?"]),
    ("item1,item2,result", ["1", "-1", "0", "NA"]),
    ("left,right,result", ["1", "0", "0.5", "NA"]),
    ("left,right,preference", ["1", "2", "0", ""]),
    ("response_a,response_b,choice", ["response_a", "Response B", "both", "null"]),
  ])
  func sides(_ header: String, _ words: [String]) throws {
    let file = try comparisons(header + words.map { "\nx,y,\($0)" }.joined())
    #expect(file.outcomes == [.left, .right, .tie])
    #expect(file.missingCount == 1)
    #expect(file.itemNames == ["x", "y"])
  }

  @Test func howNumbersAreReadIsSaid() throws {
    #expect(
      try comparisons("item1,item2,result\na,b,1\nb,c,0\n").notes == [
        "winners are read as numbers: 1 is won by the left, 0.5 a tie, 0 won by the right"
      ])
    #expect(
      try comparisons("item1,item2,result\na,b,1\nb,c,-1\n").notes == [
        "winners are read as numbers: 1 is won by the left, 0 a tie, -1 won by the right"
      ])
    #expect(
      try comparisons("item1,item2,result\na,b,1\nb,c,2\n").notes == [
        "winners are read as numbers: 1 is won by the left, 2 won by the right, 0 a tie"
      ])
  }

  @Test func spreadsheetsMayHaveDecimalCommas() throws {
    let file = try comparisons("left;right;result;weight\na;b;1;1,5\nb;c;0,5;1\n")
    #expect(file.outcomes == [.left, .tie])
    #expect(file.weights == [1.5, 1])
  }

  @Test func itemsMayBeNumbersThemselves() throws {
    let file = try comparisons("left,right,winner\n2,1,1\n1,3,3\n3,2,3\n")
    #expect(file.outcomes == [.right, .right, .left])
    #expect(file.notes == [])
  }

  @Test func winnersAndLosers() throws {
    let file = try comparisons("winner,loser\nC26,C02\nC04,C26\n")
    #expect(file.itemNames == ["C26", "C02", "C04"])
    #expect(file.left == [0, 2])
    #expect(file.right == [1, 0])
    #expect(file.outcomes == [.left, .left])
  }

  @Test func columnsCanBeNamed() throws {
    let file = try comparisons(
      "date,visitor,opponent,result\n20091008,Q,O,1\n20091008,R,M,0\n20091007,O,M,0.5\n",
      columns: "left=visitor,right=opponent")
    #expect(file.outcomes == [.left, .right, .tie])
    #expect(file.periods == [1, 1, 0])
    #expect(file.order == [2, 0, 1])
    let other = try comparisons(
      "left,right,winner,weight,date\na,b,a,heavy,soon\n", columns: "weight=,time=")
    #expect(other.weights == nil)
    #expect(other.periods == nil)
  }

  @Test func timesAreOrdered() throws {
    func periods(_ times: [String]) throws -> [Int32]? {
      try comparisons("left,right,winner,tstamp" + times.map { "\na,b,a,\($0)" }.joined()).periods
    }
    #expect(try periods(["3.5", "-1", "3.5", "10"]) == [1, 0, 1, 2])
    #expect(
      try periods(["2024-03-01", "2023-12-31", "2024-02-29 23:59:59", "2024-03-01T00:00Z"])
        == [2, 0, 1, 2])
    // Half past nine in Berlin is half past seven in London, in summer.
    #expect(
      try periods(["2024-07-01T09:30:00+02:00", "2024-07-01 07:30", "2024-07-01T07:29:59.9Z"])
        == [1, 1, 0])
  }

  @Test func ourOwnAnswersMayCompareEquals() throws {
    let header =
      "question,channel,world,prompt,first,second,annotator,group,behavior,answer,seconds,dollars,"
      + "gold_first,gold_second\n"
    let rows = [
      ("x", "y", "second"), ("x", "x", "tie"), ("", "y", "first"), ("x", "y", "declined"),
    ]
    .map { "7,comparison,w,p,\($0),\($1),ann,g,honest,\($2),1.0,0.3,1.0,0.0\n" }
    let file = try comparisons(header + rows.joined())
    #expect(file.itemNames == ["x", "y", ""])
    #expect(file.outcomes == [.right, .left])
    #expect(file.workerNames == ["ann"])
    #expect(
      file.notes == [
        "1 row compares a response with its like and is left out",
        "1 row without a winner is left out",
      ])
  }
}
