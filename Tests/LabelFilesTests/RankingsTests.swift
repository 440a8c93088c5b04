import LabelFiles
import Testing

@Suite struct RankingsTests {
  @Test func rowsAreGroupedAndOrdered() throws {
    let file = try rankings(
      "ranking,rank,item,worker,weight\nr2,2,a,ann,68\nr1,1,b,bob,1\nr2,1,c,ann,68\nr2,2,b,ann,68\n"
    )
    #expect(file.rankingNames == ["r2", "r1"])
    #expect(file.itemNames == ["a", "b", "c"])
    #expect(file.starts == [0, 3, 4])
    #expect(file.items == [2, 0, 1, 1])
    #expect(file.ranks == [1, 2, 2, 1])
    #expect(file.workerNames == ["ann", "bob"])
    #expect(file.workers == [0, 1])
    #expect(file.weights == [68, 1])
    #expect(file.range(of: 0) == 0..<3)
    #expect(file.count == 2)
  }

  @Test func columnsAreRecognised() throws {
    let counted = try rankings("ranking,count,item,rank\n1,68,x,1\n1,68,y,2.0\n")
    #expect(counted.weights == [68])
    #expect(counted.workers == nil)
    #expect(counted.ranks == [1, 2])
    let mapped = try rankings(
      "who,place,dish\nann,2,soup\nann,1,bread\n",
      columns: "ranking=who,item=dish")
    #expect(mapped.items == [1, 0])
  }

  @Test(arguments: [
    (
      "r,1.5,a", "2:3: error: the rank is 1.5, but must be a whole number from 1 to 2147483647",
      "write 1 for the best, 2 for the next, and so on; equal ranks are ties"
    ),
    (
      "r,-1,a", "2:3: error: the rank is -1, but must be a whole number from 1 to 2147483647",
      "write 1 for the best, 2 for the next, and so on; equal ranks are ties"
    ),
    (
      "r,first,a", "2:3: error: the rank is first, but must be a whole number from 1 to 2147483647",
      "write 1 for the best, 2 for the next, and so on; equal ranks are ties"
    ),
    (
      "r,,a", "2:3: error: the rank is empty, but must be a whole number from 1 to 2147483647",
      "write 1 for the best, 2 for the next, and so on; equal ranks are ties"
    ),
    ("r,1,", "2:5: error: the item is empty", "name it, or remove the row"),
    (
      "r,1,a\ns,1,a\nr,2,a", "4:5: error: a stands in ranking r twice",
      "keep one of the two, or give each ranking a name of its own"
    ),
  ])
  func mistakes(rows: String, what: String, fix: String) {
    #expect(
      complaint(.rankings, "ranking,rank,item\n" + rows) == "x.csv:\(what)\n  fix: \(fix)")
  }

  @Test func aRankingBelongsToOneWorker() {
    #expect(
      complaint(.rankings, "ranking,rank,item,worker\n1,1,a,ann\n1,2,b,bob\n") == """
        x.csv:3:5: error: the worker of ranking 1 is not that of its first row
          fix: give each ranking a name of its own, and one worker in all its rows
        """)
  }
}
