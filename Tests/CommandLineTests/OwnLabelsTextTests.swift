import LabelFiles
import OwnLabels
import Testing

@testable import rlhf

/// What the commands on people's own labels print.
@Suite struct OwnLabelsTextTests {
  /// The intervals are Wilson's of 5/6 and 2/3 in two labels.
  @Test func aVerdictOnLabelsIsATable() throws {
    let file = try LabelReader().labels(
      from: .text(
        "task,worker,label\na,ann,cat\na,bob,cat\na,cyd,dog\nb,ann,dog\nb,bob,dog\nb,cyd,dog\n",
        name: "x.csv"))
    #expect(
      try LabelResult(of: file, by: "majority").text == """
        majority: 6 labels of 2 tasks by 3 workers

        label  tasks  share
        cat        1  0.500
        dog        1  0.500

        task  label  probability
        a     cat          0.667
        b     dog          1.000

        worker  reliability  95 % interval  labels
        ann           0.833  0.241 … 0.987       2
        bob           0.833  0.241 … 0.987       2
        cyd           0.667  0.159 … 0.955       2
        """)
  }

  @Test func longTablesAreCut() throws {
    let rows = (0..<60).map { "t\($0 / 2),w\($0),\($0 % 3)" }.joined(separator: "\n")
    let file = try LabelReader().labels(
      from: .text("task,worker,label\n" + rows, name: "x.csv"))
    let text = try LabelResult(of: file, by: "majority").text
    #expect(text.contains("\n... and 10 more tasks (--json or --csv prints all)\n"))
    #expect(text.contains("\n... 40 more workers ...\n"))
  }

  @Test func agreementIsATable() throws {
    let file = try LabelReader().labels(
      from: .text(
        "task,worker,label\na,v,x\na,w,x\nb,v,y\nb,w,x\nc,v,y\nc,w,y\n", name: "x.csv"))
    let lines = try AgreementSummary(of: file).text.split(separator: "\n")
    #expect(lines[0] == "agreement at the nominal level: 6 labels of 3 tasks by 2 workers")
    #expect(lines[2].hasPrefix("Krippendorff's alpha     0.444  "))
    #expect(lines.last == "v       w            3  0.667  0.400")
  }

  @Test func aVerdictOnItemsIsATableBestFirst() throws {
    let file = try LabelReader().preferences(
      from: .text("left,right,winner\na,b,b\na,b,b\nb,a,tie\na,c,c\nc,b,b\n", name: "x.csv"))
    let text = try ItemRanking(of: file, by: "borda").text
    #expect(text.hasPrefix("borda: 5 comparisons of 3 items, 1 tie\n"))
    let items = text.split(separator: "\n").dropFirst(2).prefix(3).map {
      $0.split(separator: " ")[1]
    }
    #expect(items == ["b", "c", "a"])
  }

  @Test func theListSaysWhatEachMethodAssumesAndNeeds() {
    for methods in [MethodCatalog.labels, MethodCatalog.preferences] {
      let text = MethodList.text(methods, columns: 90)
      for method in methods {
        #expect(text.contains("\(method.name)\n  assumes: "), "\(method.name)")
      }
      #expect(text.split(separator: "\n").allSatisfy { $0.count <= 90 })
    }
  }
}
