import LabelFiles
import Testing

/// Nothing is read otherwise than it was meant without a word.
@Suite struct SilentReadingTests {
  @Test(arguments: [
    "None", "none", "#N/A", "-", "–", "NaN", "n/a", "null", "NULL", "nil", "<NA>", "n.a.", "(null)",
    "#na",
  ])
  func wordsForNothingAreMissing(_ word: String) throws {
    let file = try labels("task,worker,label\na,v,x\na,w,\(word)\nb,w,y\n")
    #expect(file.labelNames == ["x", "y"])
    #expect(file.notes == ["1 label is missing and left out: 1 written \(word)"])
    let scores = try labels("task,worker,score\na,v,1.5\na,w,\(word)\nb,w,2\n")
    #expect(scores.labelValues == [1.5, 2])
  }

  @Test func whatStandsForNothingCanBeSet() throws {
    let reader = LabelReader(missing: ["99"])
    let file = try reader.labels(
      from: .text("task,worker,label\na,v,None\na,w,99\nb,w,-\n", name: "x.csv"))
    #expect(file.labelNames == ["None", "-"])
    #expect(file.notes == ["1 label is missing and left out: 1 written 99"])
  }

  @Test func plusAndMinusAreNotGuessed() throws {
    let text = "task,worker,label\na,v,+\na,w,-\n"
    #expect(
      complaint(.labels, text) == """
        x.csv:1:1: error: some labels are + and some -, which usually stands for a missing label
          fix: write --missing NA, or what else stands for a missing label
        """)
    let file = try LabelReader(missing: ["NA"]).labels(from: .text(text, name: "x.csv"))
    #expect(file.labelNames == ["+", "-"])
  }

  @Test func peopleWithoutANameAreNoted() throws {
    let file = try labels("task,worker,label\na,NA,x\nb,NA,y\na,w,x\n")
    #expect(file.notes == ["all that is called NA is taken as one worker"])
  }

  /// The third item may be the best or not ranked.
  @Test func rankZeroIsRefused() {
    #expect(
      complaint(.rankings, "ranking,rank,item\n1,1,a\n1,2,b\n1,0,c\n") == """
        x.csv:4:3: error: the rank is 0, which may be the best, or mean that the item was not ranked
          fix: count from 1, and leave out the rows of what was not ranked
        """)
  }

  /// é in one piece and in two, as labels, workers, tasks and items.
  @Test func composedAndDecomposedLettersAreTheSame() throws {
    let (one, two) = ("caf\u{E9}", "cafe\u{301}")
    let file = try labels(
      "task,worker,label\n\(two),\(one),\(two)\n\(one),\(two),\(one)\nz,\(two),n\n\(two),z,\(two)\n"
    )
    #expect(file.taskNames == [one, "z"] && file.workerNames == [one, "z"])
    #expect(file.labelNames == [one, "n"])
    #expect(file.labelNames[0].utf8.count == 5)
    #expect(file.tasks == [0, 0, 1, 0] && file.workers == [0, 0, 0, 1])
    #expect(file.labels == [0, 0, 1, 0])
    #expect(
      file.notes
        == ["labels", "workers", "tasks"].map {
          "\($0): 1 is written with accents in pieces, and read as the same letters in one piece"
        })
    let battles = try comparisons("left,right,winner\n\(one),b,\(two)\nb,\(two),\(one)\n")
    #expect(battles.itemNames == [one, "b"])
    #expect(battles.outcomes == [.left, .right])
    #expect(
      complaint(.comparisons, "left,right,winner\n\(one),\(two),tie\n").contains(
        "is compared with itself"))
  }

  @Test func namesThatLookAlikeAreNoted() throws {
    let file = try labels(
      "task,worker,label\na,Ann,Yes\na,ann,yes\nb,bob,\u{FF59}\u{FF45}\u{FF53}\nb,\"bob \",no\n")
    #expect(file.labelNames.count == 4)
    #expect(
      file.notes == [
        "labels that differ only by case, width, blanks or unseen characters are taken as different: Yes and yes; Yes and "
          + "\u{FF59}\u{FF45}\u{FF53}",
        "workers that differ only by case, width, blanks or unseen characters are taken as different: Ann and ann; bob and "
          + "bob ",
      ])
    let items = try comparisons("left,right,winner\nGPT,gpt,tie\n").notes
    #expect(
      items == [
        "items that differ only by case, width, blanks or unseen characters are taken as different: GPT and gpt"
      ])
  }

  @Test func rowsWithoutWeightAreLeftOut() throws {
    let file = try comparisons("left,right,winner,weight\na,b,a,2\nc,d,c,0\na,b,b,0.0\n")
    #expect(file.itemNames == ["a", "b"] && file.count == 1)
    #expect(file.notes == ["2 rows of weight 0 are left out"])
    let ranked = try rankings(
      "ranking,rank,item,weight\n1,1,a,1\n1,2,b,1\n2,1,c,0\n2,2,a,0\n")
    #expect(ranked.itemNames == ["a", "b"] && ranked.rankingNames == ["1"])
    #expect(ranked.notes == ["2 rows of weight 0 are left out"])
  }

  @Test(arguments: ["class", "Category", "stars", "star", "code", "likert"])
  func furtherNamesOfLabels(_ name: String) throws {
    #expect(try labels("task,worker,\(name)\na,w,x\n").labelColumn == name)
    // Beside a better name they are something else.
    #expect(try labels("task,worker,answer,\(name)\na,w,x,y\n").labelNames == ["x"])
  }

  @Test func percentagesAreNumbers() throws {
    let file = try labels("task,worker,label\na,v,90%\na,w,12.5 %\nb,w,0.9\n")
    #expect(file.labelValues == [0.9, 0.125, 0.9])
    #expect(file.scale == .interval)
    #expect(file.notes == ["labels with % are read as hundredths: 90% is 0.9"])
    #expect(try labels("task,worker,label\na,v,90%%\na,w,1\n").labelValues == nil)
    #expect(try labels("task,worker,label\na,v,%\na,w,1\n").labelValues == nil)
  }

  /// As in tables of judgements of two models' answers: names and lengths of the answers are no judgements.
  @Test func columnsThatAreNoWorkersAreRefused() throws {
    let rows = (0..<30).map { row in
      "\(row),m\(row % 4),m\((row + 1) % 4),\(row % 3),\(row % 3),\(row % 5 % 3),\(20 + row * 7 % 90),\(15 + row * 11 % 80)\n"
    }
    let text = "item,model1,model2,ann,bob,cyd,words1,words2\n" + rows.joined()
    #expect(
      complaint(.labels, text) == """
        x.csv:1:1: error: the values of the columns model1, model2, words1, words2 are hardly ever those \
        of the others, so that they can hardly be the labels of several workers
          fix: name the workers with --workers NAME,NAME; or, where a row is one label, write --columns \
        task=NAME,worker=NAME,label=NAME
        """)
    var reader = LabelReader()
    reader.columns.nameWorkers(parsing: "ann,bob,cyd")
    let file = try reader.labels(from: .text(text, name: "x.csv"))
    #expect(file.workerNames == ["ann", "bob", "cyd"] && file.taskNames.count == 30)
    #expect(file.labelNames == ["0", "1", "2"])
  }

  /// Sliders hardly ever stand at the same number, but move over the same range.
  @Test func slidersAreWorkers() throws {
    let rows = (0..<20).map { "\($0),\($0).25,\(19 - $0).75\n" }.joined()
    #expect(try labels("item,ann,bob\n" + rows).workerNames == ["ann", "bob"])
  }
}
