import LabelFiles
import Testing

@testable import OwnLabels

@Suite struct GroupTests {
  private static func file(_ text: String, group: String = "gender") throws -> LabelFile {
    var reader = LabelReader()
    reader.columns.nameGroup(group)
    return try reader.labels(from: .text(text, name: "x.csv"))
  }

  /// Women say cat and dog by turns; men agree on the even tasks only.
  private static let divided =
    "task,worker,gender,label\n"
    + (0..<20).flatMap { task -> [String] in
      let label = task % 3 == 0 ? "cat" : "dog"
      let other = task % 2 == 0 ? label : label == "cat" ? "dog" : "cat"
      return ["ann", "bea"].map { "t\(task),\($0),f,\(label)" }
        + ["cid", "dan", "eli"].map { "t\(task),\($0),m,\(other)" }
    }.joined(separator: "\n") + "\n"

  @Test func agreementWithinAndAcross() throws {
    let summary = try AgreementSummary(of: Self.file(Self.divided))
    #expect(summary.groups.map(\.group) == ["f", "m"])
    #expect(summary.groups.map(\.workerCount) == [2, 3])
    #expect(summary.groups.map(\.labelCount) == [40, 60])
    for group in summary.groups {
      #expect(group.within?.mean == 1)
      // Half of the tasks are seen the other way round; shares of labels are not quite even.
      #expect(abs(group.across?.mean ?? 1) < 0.1)
    }
    #expect(
      try AgreementSummary(
        of: Self.file(Self.divided.replacing(",m,", with: ",f,") + "u,x,m,cat\n")
      ).groups[1].within == nil)
  }

  @Test func verdictsOfGroups() throws {
    let verdict = try LabelResult(of: Self.file(Self.divided), by: "majority")
    // Three men outvote two women.
    #expect(verdict.groups.map { $0.agreement?.mean } == [0.5, 1])
    #expect(
      verdict.dividedTasks.map { verdict.file.taskNames[$0] }
        == stride(from: 1, to: 20, by: 2).map { "t\($0)" })
    #expect(verdict.groupRow(1) == ["t1", "cat", "dog", "cat"])
    let lines = verdict.csv.split(separator: "\n")
    #expect(lines[0] == "task,label,probability,label_f,label_m")
    #expect(lines[1] == "t0,cat,1.0,cat,cat")
    #expect(lines[2].hasPrefix("t1,cat,0.6") && lines[2].hasSuffix(",dog,cat"))
    let tasks = try #require(try object(verdict.json)["tasks"] as? [[String: Any]])
    #expect(tasks[1]["groups"] as? [String: String] == ["f": "dog", "m": "cat"])
  }

  @Test func aGroupThatIsDividedOrSilentHasNoLabel() throws {
    let verdict = try LabelResult(
      of: Self.file("task,worker,gender,label\na,v,f,x\na,w,f,y\na,u,m,x\nb,u,m,y\nb,v,,x\n"),
      by: "majority")
    #expect(verdict.groups[0].answers == [nil, nil])
    #expect(verdict.groups[1].answers == [.label(0), .label(1)])
    #expect(verdict.notes.contains("1 row without a value in gender counts in no group"))
  }

  @Test func meansOfGroups() throws {
    let verdict = try LabelResult(
      of: Self.file(
        "task,worker,gender,score\na,v,f,1\na,w,f,2\na,u,m,5\nb,v,f,4\nb,u,m,4\nc,v,f,9\nc,u,m,8\n"),
      by: "mean")
    #expect(verdict.groups[0].answers == [.mean(1.5), .mean(4), .mean(9)])
    #expect(verdict.dividedTasks == [0, 2])
    #expect(verdict.csv.hasPrefix("task,quality,low,high,mean_f,mean_m\nc,8.5,"))
  }

  /// Of several labels of a worker in a group the most frequent counts.
  @Test func aWorkerHasOneVoteInAGroup() throws {
    let verdict = try LabelResult(
      of: Self.file(
        "task,worker,gender,label\na,v,f,x\na,v,f,x\na,v,f,x\na,w,f,y\na,u,f,y\na,z,m,x\n"),
      by: "majority")
    #expect(verdict.groups[0].answers == [.label(1)])
  }

  @Test func wideTablesMayHaveAColumnOfTasks() throws {
    let file = try Self.file(
      "photo,topic,ann,bob\np,animals,cat,dog\nq,plants,oak,oak\n", group: "topic")
    #expect(file.workerNames == ["ann", "bob"])
    #expect(file.groups?.names == ["animals", "plants"] && file.groups?.ofRow == [0, 0, 1, 1])
  }

  @Test func columnsThatAreNoGroups() throws {
    func refusal(_ text: String, _ group: String) -> String {
      message { _ = try AgreementSummary(of: Self.file(text, group: group)) }
    }
    #expect(
      refusal(Self.divided, "gendre") == """
        --group: error: the header has no column gendre; it has task, worker, gender, label
          fix: write --group gender
        """)
    #expect(
      refusal("task,worker,label,g\na,v,x,1\na,w,x,1\n", "g").contains(
        "has 1 different value, but needs 2 to 50"))
  }

  @Test func rankingsOfGroups() throws {
    var reader = LabelReader()
    reader.columns.nameGroup("lang")
    let rows =
      ["x,y,x,en", "x,y,x,en", "y,x,x,en", "x,y,y,en"].joined(separator: "\n") + "\n"
      + ["x,y,y,de", "x,y,y,de", "y,x,y,de", "x,y,x,de", "z,y,y,de", "z,y,z,de"].joined(
        separator: "\n")
    let verdict = try ItemRanking(
      of: reader.preferences(from: .text("left,right,winner,lang\n\(rows)\n", name: "x.csv")),
      by: nil)
    #expect(
      verdict.groups.map(\.group) == ["en", "de"] && verdict.groups.map(\.rowCount) == [4, 6])
    // Three of four: log odds of 3, shared by two items whose scores have mean 0.
    let english = try #require(verdict.groups[0].standing["x"])
    #expect(english.place == 1 && abs(english.item.score - 0.549306) < 1e-4)
    #expect(verdict.groups[0].standing["z"] == nil)
    #expect(
      verdict.groups[1].standing["x"]?.place == 3 || verdict.groups[1].standing["x"]?.place == 2)
    #expect(verdict.csv.hasPrefix("item,score,low,high,score_en,score_de\n"))
    // A ranking belongs to one group as a whole.
    let ranked = try reader.preferences(
      from: .text("ranking,rank,item,lang\n1,1,a,en\n1,2,b,en\n2,1,b,de\n2,2,a,de\n", name: "x.csv")
    )
    let places = try ItemRanking(of: ranked, by: nil).groups.map { $0.standing["a"]?.place }
    #expect(places == [1, 2])
    #expect(throws: InvalidLabelFile.self) {
      try reader.preferences(
        from: .text("ranking,rank,item,lang\n1,1,a,en\n1,2,b,de\n", name: "x.csv"))
    }
  }
}
