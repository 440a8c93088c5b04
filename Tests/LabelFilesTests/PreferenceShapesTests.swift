import LabelFiles
import Testing

/// Tables that are no row a comparison and no row an item.
@Suite struct PreferenceShapesTests {
  /// Each comparison as `left outcome right weight`.
  private func rows(_ text: String) throws -> [String] {
    let file = try comparisons(text)
    return (0..<file.count).map { row in
      let weight = file.weights.map { " \($0[row])" } ?? ""
      return
        "\(file.itemNames[Int(file.left[row])]) \(file.outcomes[row]) "
        + "\(file.itemNames[Int(file.right[row])])\(weight)"
    }
  }

  @Test func winnersMayBeZerosAndOnes() throws {
    let text = """
      id,model_a,model_b,winner_model_a,winner_model_b,winner_tie
      1,x,y,1,0,0
      2,x,y,0,1,0
      3,z,y,0,0,1
      4,z,y,0,0,0
      """
    #expect(try rows(text) == ["x left y", "x right y", "z tie y"])
    #expect(try comparisons(text).missingCount == 1)
    #expect(
      complaint(.comparisons, "model_a,model_b,winner_model_a,winner_model_b\nx,y,1,1\n") == """
        x.csv:2:7: error: the row has 2 winners
          fix: write 1 for one outcome of the row, and 0 for the others
        """)
    #expect(
      complaint(.comparisons, "model_a,model_b,winner_model_a,winner_model_b\nx,y,0.7,0.3\n") == """
        x.csv:2:5: error: winner_model_a is 0.7, but must be 0 or 1
          fix: write 1 for the outcome of the row, and 0 for the others
        """)
  }

  @Test func winsMayBeCounted() throws {
    #expect(
      try rows("left,right,wins_left,wins_right,ties\na,b,3,1,2\nb,c,0,4,\n") == [
        "a left b 3.0", "a right b 1.0", "a tie b 2.0", "b right c 4.0",
      ])
    #expect(
      complaint(.comparisons, "left,right,wins_left,wins_right\na,b,-1,many\n") == """
        x.csv:2:5: error: a count is -1, but must be a number from 0 to 1e9
          fix: write how often that side won
        """)
  }

  @Test func winsMayStandInASquare() throws {
    #expect(
      try rows("team,a,b,c\na,-,2,0\nb,1,-,5\nc,3,0,-\n") == [
        "a left b 2.0", "b left a 1.0", "b left c 5.0", "c left a 3.0",
      ])
  }

  @Test(arguments: ["1st,2nd,3rd", "rank1,rank2,rank3", "1,2,3", "Choice 1,Choice 2,Choice 3"])
  func rankingsMayStandInRows(_ places: String) throws {
    let file = try rankings("worker,\(places)\nann,x,y,z\nbob,z,x,\n")
    #expect(file.count == 2)
    #expect(file.range(of: 1).map { file.itemNames[Int(file.items[$0])] } == ["z", "x"])
    #expect(file.workerNames == ["ann", "bob"])
    #expect(
      complaint(.rankings, "1st,2nd\nx,x\n") == """
        x.csv:2:3: error: x has two places in one ranking
          fix: write each item once in a row
        """)
  }

  /// A column for each item, as forms export them; ties and items that were not ranked.
  @Test(arguments: ["a,b,c", "Rank these [a],Rank these [b],Rank these [c]"])
  func ranksMayStandInTheColumnsOfItems(_ items: String) throws {
    let file = try rankings("Respondent,\(items)\nann,2,1,3\nbob,1,,2\ncas,1,1,3\n")
    #expect(file.itemNames == ["a", "b", "c"])
    func ranking(_ index: Int) -> [String] {
      file.range(of: index).map { "\(file.itemNames[Int(file.items[$0])])\(file.ranks[$0])" }
    }
    #expect((0..<3).map(ranking) == [["b1", "a2", "c3"], ["a1", "c2"], ["a1", "b1", "c3"]])
    #expect(file.workerNames == ["ann", "bob", "cas"])
  }

  /// Ratings in columns are no ranks, and neither are ranks with a gap.
  @Test(arguments: ["ann,5,4,5\nbob,1,2,3\n", "ann,1,2,4\nbob,1,2,3\n", "ann,1,2,3\n"])
  func ratingsInColumnsAreRefused(_ rows: String) {
    #expect(
      complaint(.rankings, "worker,a,b,c\n\(rows)").contains("the header has no column"))
  }

  /// Who, when, how much and in which group is no item, nor is an age; what is missing is not ranked.
  @Test(arguments: [
    ("voter,weight,a,b,c", "ann,1,1,2,3\nbob,2,2,1,3\n"),
    ("voter,time,a,b,c", "ann,1,1,2,3\nbob,2,2,1,3\n"),
    ("voter,gender,a,b,c", "ann,1,1,2,3\nbob,2,2,1,3\n"),
    ("voter,shoe,a,b,c", "ann,41,1,2,3\nbob,44,2,1,3\n"),
    ("voter,a,b,c", "ann,1,2,3\nbob,2,1,NA\n"),
  ])
  func onlyItemsAreRanked(header: String, rows: String) throws {
    let file = try rankings("\(header)\n\(rows)")
    #expect(file.itemNames == ["a", "b", "c"] && file.workerNames == ["ann", "bob"])
    #expect(file.weights == (header.contains("weight") ? [1, 2] : nil))
    #expect(file.range(of: 1).count == (rows.contains("NA") ? 2 : 3))
  }

  /// Ratings, a table of two values, and judges in the header are no rankings.
  @Test(arguments: [
    "judge,A stars,B stars,C stars\np1,3,2,1\np2,3,1,2\n",
    "judge,rating A,rating B,rating C\nx,3,2,1\ny,3,1,2\n",
    "prompt,score_a,score_b\np,1,2\nq,2,1\n",
    "participant,helpful,harmless,honest\np,1,2,1\nq,1,1,2\n",
    "item,rank judge1,rank judge2\na,1,2\nb,2,1\n",
    "worker,ann,bob,cy\nann,,1,2\nbob,1,,2\ncy,2,1,\n",
    "1st,2nd,4th\na,b,c\nb,a,c\n",
  ])
  func whatIsNoRankingIsRefused(_ text: String) {
    #expect(complaint(.rankings, text).contains("the header has no column"))
    #expect(complaint(.comparisons, text).contains("the header has no column"))
  }

  /// A winner makes a comparison of a row, whatever its sides are called.
  @Test(arguments: ["choice1,choice2,answer", "worker,choice_1,choice_2,winner", "1,2,winner"])
  func aRowWithAWinnerIsNoRanking(_ header: String) {
    let rows = header.contains("worker") ? "ann,a,b,b\n" : "a,b,b\n"
    #expect(
      complaint(.comparisons, "\(header)\n\(rows)").contains(
        "the header has no column for left, right;"))
  }

  @Test func whatIsMissingHasNoPlace() throws {
    let file = try rankings("worker,1st,2nd,3rd\nann,a,b,NA\nbob,b,a,-\ncy,c,N/A,\n")
    #expect(file.itemNames == ["a", "b", "c"])
    #expect((0..<3).map { file.range(of: $0).count } == [2, 2, 1])
  }

  /// Naming who ranked leaves the rest to be recognised.
  @Test func theWorkerMayBeNamed() throws {
    let file = try rankings("who,a,b,c\nann,2,1,3\nbob,1,2,3\n", columns: "worker=who")
    #expect(file.workerNames == ["ann", "bob"] && file.itemNames == ["a", "b", "c"])
  }

  @Test func aRankThatIsNoneIsNamed() {
    let rows = (0..<100).map { _ in "ann,1,2\n" }.joined()
    #expect(
      complaint(.rankings, "worker,rank a,rank b\n\(rows)bob,1,best\n") == """
        x.csv:102:7: error: the rank of rank b is best, but must be a whole number of at least 1
          fix: write 1 for the best, 2 for the next, and so on; leave it empty if it was not ranked
        """)
  }

  @Test func itemsThatLookLikeSeveralAreNamed() throws {
    let file = try rankings("worker,rank1,rank2\nann,a,b\nbob,c,\"a, b\"\n")
    #expect(
      file.notes.contains(
        "items that look like several in one cell are taken as items of their own: a, b; write a row for "
          + "each item, with the same rank for ties"))
    #expect(
      try !rankings("worker,rank1,rank2\nann,\"a,\",a\n").notes.contains { $0.contains("several") })
  }

  @Test func chosenAndRejectedAreWinnerAndLoser() throws {
    #expect(try rows("prompt,chosen,rejected\np,a,b\np,c,a\n") == ["a left b", "c left a"])
  }

  @Test func judgesSayItInSigns() throws {
    let text =
      "model_a,model_b,winner\nx,y,[[A]]\nx,y,[[B]]\nx,y,[[C]]\nx,y,A>>B\nx,y,[[B>A]]\nx,y,B >> A\n"
      + "x,y,A=B\n"
    #expect(
      try rows(text) == [
        "x left y 1.0", "x right y 1.0", "x tie y 1.0", "x left y 3.0", "x right y 1.0",
        "x right y 3.0", "x tie y 1.0",
      ])
    #expect(
      try comparisons(text).notes == [
        "2 rows say that one side is much better, as in A>>B, and count three times"
      ])
  }

  @Test func preferencesMayBeSoft() throws {
    let text = "left,right,preference,worker\na,b,0.75,ann\na,b,0.5,bob\nb,a,1,ann\n"
    #expect(
      try rows(text) == ["a left b 0.75", "a tie b 1.0", "b left a 1.0", "a right b 0.25"])
    #expect(try comparisons(text).workers == [0, 1, 0, 0])
    #expect(
      try comparisons(text).notes == [
        "winners are read as numbers: how much the left is preferred, from 0 to 1; 0.7 counts as 0.7 of "
          + "a win and 0.3 of a loss"
      ])
  }

  @Test func bothBadIsNoTieWhereThatIsAsked() throws {
    let text = "model_a,model_b,winner\nx,y,tie (bothbad)\nx,y,both bad\nx,y,tie\n"
    #expect(try rows(text) == ["x tie y", "x tie y", "x tie y"])
    #expect(
      try comparisons(text).notes == [
        "2 rows call both bad: read as a tie; --both-bad leave-out leaves them out"
      ])
    var reader = LabelReader()
    reader.leavesOutBothBad = true
    let file = try reader.comparisons(from: .text(text, name: "x.csv"))
    #expect(file.count == 1)
    #expect(file.notes == ["2 rows call both bad: left out"])
  }

  @Test func anItemAgainstItselfMayBeLeftOut() throws {
    var reader = LabelReader()
    reader.skipsSelfComparisons = true
    let file = try reader.comparisons(
      from: .text("left,right,winner\na,a,a\na,b,a\n", name: "x.csv"))
    #expect(file.count == 1)
    #expect(file.notes == ["1 row of an item with itself is left out"])
    #expect(complaint(.comparisons, "left,right,winner\na,a,a\n").contains("--skip-self"))
  }
}
