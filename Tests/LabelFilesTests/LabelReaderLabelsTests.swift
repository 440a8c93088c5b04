import Testing

@testable import LabelFiles

@Suite struct LabelReaderLabelsTests {
  @Test func namesAreNumberedAsTheyAppear() throws {
    let file = try labels("task,worker,label\nt2,ann,yes\nt1,bob,no\nt2,bob,yes\n")
    #expect(file.taskNames == ["t2", "t1"])
    #expect(file.workerNames == ["ann", "bob"])
    #expect(file.labelNames == ["yes", "no"])
    #expect(file.tasks == [0, 1, 0])
    #expect(file.workers == [0, 1, 1])
    #expect(file.labels == [0, 1, 0])
    #expect(file.labelValues == nil)
    #expect(file.values == nil)
    #expect(file.missingCount == 0)
    #expect(file.notes == [])
  }

  @Test(arguments: [
    ("task,worker,label", ""), ("Task,WORKER,Label", ""), ("item,annotator,rating", ""),
    ("unit,rater,value", ""), ("question,labeler,answer", ""), ("id,coder,score", ""),
    ("example,judge,response", ""), ("item_id,Worker ID,label", ""), ("taskId,user,answer", ""),
    ("photo,who,verdict", "task=photo,worker=who,label=verdict"),
    ("photo,who,verdict", "item=PHOTO,annotator=who,answer=verdict"),
    ("\"a,b\",worker,label", "\"task=a,b\""),
  ])
  func columnsAreRecognised(_ header: String, _ columns: String) throws {
    let file = try labels(header + "\nt,w,l\n", columns: columns)
    #expect(file.taskNames == ["t"])
    #expect(file.workerNames == ["w"])
    #expect(file.labelNames == ["l"])
  }

  @Test func otherColumnsAreIgnoredAndTheBestNameWins() throws {
    let file = try labels("id,score,label,note,worker,task,\n7,3,yes,\"a, b\",ann,t1,\n")
    #expect(file.taskNames == ["t1"])
    #expect(file.labelNames == ["yes"])
  }

  @Test func numbersAreReadWhenAllAre() throws {
    let file = try labels("task,worker,label\na,x,3\na,y,-0.5\nb,x,1e1\nb,y,NA\n")
    #expect(file.labelValues == [3, -0.5, 10])
    #expect(file.values == [3, -0.5, 10])
    #expect(try labels("task,worker,label\na,x,3\na,y,high\n").labelValues == nil)
    #expect(try labels("task,worker,label\na,x,0x3\na,y,inf\n").labelValues == nil)
    #expect(try labels("task;worker;label\na;x;3,5\na;y;2.5\n").labelValues == [3.5, 2.5])
  }

  @Test func missingLabelsAreCountedAndLeftOut() throws {
    let file = try labels(
      "task,worker,label\nt1,a,yes\nt2,a,\nt3,b,na\nt1,b,no\nt4,c,NA\nt1,c,\n")
    #expect(file.taskNames == ["t1"])
    #expect(file.workerNames == ["a", "b"])
    #expect(file.count == 2)
    #expect(file.missingCount == 4)
    #expect(
      file.notes == ["4 labels are missing and left out: 2 empty, 1 written na, 1 written NA"])
    let all = LabelReader(missing: ["-"])
    let kept = try all.labels(
      from: .text("task,worker,label\nt,a,NA\nt,b,-\n", name: "x.csv"))
    #expect(kept.labelNames == ["NA"])
    #expect(kept.notes == ["1 label is missing and left out: 1 written -"])
  }

  @Test func oneWorkerMayLabelATaskAgain() throws {
    let file = try labels("item,worker,repeat,label\n1,1,1,1\n1,1,2,1\n1,1,3,2\n")
    #expect(file.count == 3)
    #expect(file.workers == [0, 0, 0])
  }

  @Test func ourOwnAnswers() throws {
    let header =
      "question,channel,world,prompt,first,second,annotator,group,behavior,answer,seconds,dollars,"
      + "gold_first,gold_second\n"
    let rows = ["first", "declined", "tie"].enumerated().map { index, answer in
      "7,comparison,w,p,a,b,p\(index),g,honest,\(answer),1.0,0.3,1.0,0.0\n"
    }
    let file = try labels(header + rows.joined())
    #expect(file.labelNames == ["first", "tie"])
    #expect(file.workerNames == ["p0", "p2"])
    #expect(file.missingCount == 1)
    // In other people's files it is a label like any other.
    #expect(try labels("task,worker,label\nt,w,declined\n").labelNames == ["declined"])
  }

  @Test func quotedNamesAreTakenAsTheyAre() throws {
    let file = try labels(
      "task,worker,label\n\"a \"\"b\"\"\",w,\"x,\ny\"\n\"a \"\"b\"\"\", w ,\" z\"\n\n,,\n")
    #expect(file.taskNames == ["a \"b\""])
    #expect(file.workerNames == ["w"])
    #expect(file.labelNames == ["x,\ny", " z"])
  }
}
