import LabelFiles
import Testing

@testable import OwnLabels

/// Inputs that once gave a wrong number without a word.
@Suite struct HostileFindingTests {
  private static func labels(_ text: String, name: String = "x.csv") throws -> LabelFile {
    try LabelReader().labels(from: .text(text, name: name))
  }

  private static let battles =
    "left,right,winner\n"
    + ["a,b,a", "a,b,a", "a,b,b", "b,c,b", "b,c,b", "b,c,c", "a,c,a", "a,c,c", "a,c,a"]
    .joined(separator: "\n") + "\n"

  /// A tiny ridge moves neither the scores nor their errors: what it says of the mean of all scores says
  /// nothing about any.
  @Test(arguments: [1e-8, 1e-4, 1e-2])
  func aRidgeDoesNotWidenIntervals(ridge: Double) throws {
    let plain = try rating(Self.battles)
    for method in ["bradley-terry", "davidson", "thurstone"] {
      let plain = try rating(Self.battles, by: method)
      let penalised = try rating(Self.battles, by: method, options: RatingOptions(ridge: ridge))
      for (one, two) in zip(plain.items, penalised.items) {
        let (first, second) = (try #require(one.interval), try #require(two.interval))
        let width = first.upperBound - first.lowerBound
        #expect(abs(second.upperBound - second.lowerBound - width) < 0.02 * width)
      }
    }
    #expect(plain.items.count == 3)
  }

  /// A newcomer who lost once brings a ridge; those who were rated before stay about as sure of their gaps.
  @Test func aNewcomerDoesNotWidenTheOthersWithoutBound() throws {
    let verdict = try rating(Self.battles + "a,d,a\n")
    for item in verdict.items where item.item != "d" {
      let interval = try #require(item.interval)
      #expect(interval.upperBound - interval.lowerBound < 12)
    }
  }

  @Test func identifiersKeepTheirDigits() throws {
    let ids = [
      "1745678901234567891", "1745678901234567892", "12345678901234567890", "12345678901234567891",
      "99999999999999999999", "1" + String(repeating: "0", count: 60), "3", "1000",
    ]
    let json =
      "[" + ids.map { "{\"task\": \($0), \"worker\": 1, \"label\": \"a\"}" }.joined(separator: ",")
      + "]"
    #expect(try Self.labels(json, name: "x.json").taskNames == ids)
  }

  @Test func objectsAreLabelsByTheirText() throws {
    let file = try Self.labels(
      "[{\"task\":1,\"worker\":1,\"label\":{\"y\":[true,null],\"x\":1}},{\"task\":1,\"worker\":2,\"label\":{\"x\":2}}]",
      name: "x.json")
    #expect(file.labelNames == ["{\"x\":1,\"y\":[true,null]}", "{\"x\":2}"])
  }

  @Test func aStrayWordAmongRatingsIsRefused() throws {
    let text = "task,worker,rating\na,v,1\na,w,2\nb,v,5 stars\nb,w,4\n"
    #expect(
      message { _ = try Self.labels(text) } == """
        x.csv:4:5: error: the rating is 5 stars, but most are numbers
          fix: write a number; or --missing WORD, if it stands for none; or --level nominal, if all are \
        names
        """)
    var reader = LabelReader()
    reader.takesLabelsAsNames = true
    #expect(try reader.labels(from: .text(text, name: "x.csv")).labelNames.count == 4)
    // Words alone are names, whatever the column is called.
    #expect(try Self.labels("task,worker,rating\na,v,good\na,w,bad\nb,v,3\n").count == 3)
  }

  @Test func aHeaderInTheMiddleIsLeftOut() throws {
    let file = try Self.labels("task,worker,label\na,v,x\ntask,worker,label\na,w,y\n")
    #expect(file.taskNames == ["a"] && file.count == 2)
    #expect(file.notes.contains("1 row that says the header again is left out"))
  }

  @Test func countsAreCountsOfComparisons() throws {
    let square = try rating(",a,b\na,,90\nb,10,\n")
    #expect(square.counts.rows == 100 && square.items.map(\.comparisonCount) == [100, 100])
    #expect(square.items[0].winShare == 0.9)
    let wins = try rating("left,right,wins_left,wins_right,ties\na,b,6,3,1\n")
    #expect(wins.counts.rows == 10 && wins.counts.ties == 1)
    let soft = try rating("left,right,winner\na,b,0.7\na,b,0.3\nb,a,0.9\n")
    #expect(soft.counts.rows == 3 && soft.items.map(\.comparisonCount) == [3, 3])
  }

  @Test func weightsOfLabelsAreNamedAsUnused() throws {
    #expect(
      try Self.labels("task,worker,label,weight\n1,x,a,1\n1,y,b,9\n").notes.contains(
        "the column weight is not used: every label counts alike"))
    let toloka = try Self.labels(
      "INPUT:image\tOUTPUT:result\tASSIGNMENT:worker_id\tASSIGNMENT:status\n"
        + "1\ta\tx\tACCEPTED\n1\tb\ty\tREJECTED\n", name: "x.tsv")
    #expect(toloka.count == 1)
    #expect(
      toloka.notes.contains("1 row of assignments that were not accepted is left out"))
  }

  @Test func charactersThatNobodySeesAreNamed() throws {
    #expect(
      try Self.labels("task,worker,label\na,v,cat\na,w,cat\u{200B}\n").notes.contains {
        $0.contains("unseen characters")
      })
  }

  /// Student's t with two degrees of freedom: 5⅓ ± 4.302653 · ⅓.
  @Test func meansOfFewRatingsHaveWideIntervals() throws {
    let verdict = try verdict("task,worker,rating\na,u,5\na,v,5\na,w,6\n", by: "mean")
    let interval = try #require(verdict.tasks[0].interval)
    #expect(
      abs(interval.lowerBound - 3.899116) < 1e-5 && abs(interval.upperBound - 6.767551) < 1e-5)
  }

  @Test func namedWorkersLeaveTheFirstColumnToTasks() throws {
    var reader = LabelReader()
    reader.columns.nameWorkers(parsing: "w1,w2")
    let file = try reader.labels(
      from: .text("image,w1,w2,w3\nimg7,yes,no,yes\nimg9,no,no,no\n", name: "x.csv"))
    #expect(file.taskNames == ["img7", "img9"])
  }

  @Test func comparisonsAreNoLabels() {
    #expect(
      message { _ = try Self.labels(Self.battles) }.contains("use rlhf rate"))
  }

  @Test func whoAnswersTheOtherWayRoundIsNamed() throws {
    let rows = (0..<40).flatMap { task -> [String] in
      let label = task % 2 == 0 ? "yes" : "no"
      return ["u", "v", "w"].map { "t\(task),\($0),\(label)" } + [
        "t\(task),z,\(label == "yes" ? "no" : "yes")"
      ]
    }
    let notes = try verdict("task,worker,label\n" + rows.joined(separator: "\n") + "\n").notes
    #expect(
      notes.contains { $0.hasPrefix("1 worker agrees with the verdict less often than chance: z") })
  }
}

/// Files as people export them.
@Suite struct ExportedFileTests {
  @Test func ratingsStayRatings() throws {
    let studio =
      "[{\"id\":1,\"data\":{\"text\":\"t\"},\"annotations\":[{\"completed_by\":7,\"result\":[{\"from_name\":"
      + "\"quality\",\"type\":\"rating\",\"value\":{\"rating\":4}}]}]}]"
    let argilla =
      "{\"external_id\":\"e\",\"fields\":{\"p\":\"q\"},\"responses\":[{\"user_id\":\"u\",\"status\":"
      + "\"submitted\",\"values\":{\"answer_rating\":{\"value\":6}}}]}"
    let toloka =
      "[{\"id\":\"a\",\"user_id\":\"u\",\"status\":\"ACCEPTED\",\"tasks\":[{\"id\":\"t\",\"input_values\":{}}],"
      + "\"solutions\":[{\"output_values\":{\"stars\":5}}]}]"
    for text in [studio, argilla, toloka] {
      let file = try LabelReader().labels(from: .text(text, name: "x.json"))
      #expect(file.level == .ordinal, "\(file.notes)")
    }
  }

  /// Kaggle's arena files have the texts of both responses beside the two models.
  @Test func responsesBesideModelsAreNotRated() throws {
    let verdict = try rating(
      "id,model_a,model_b,prompt,response_a,response_b,winner_model_a,winner_model_b,winner_tie\n"
        + "1,x,y,p,\"r, 1\",s,1,0,0\n2,x,y,p,r,s,0,1,0\n3,x,y,p,r,s,1,0,0\n")
    #expect(verdict.items.map(\.item) == ["x", "y"])
  }

  @Test func surveysNameTheirRespondents() throws {
    let file = try LabelReader().labels(
      from: .text(
        "\u{FEFF}Respondent;Question;Rating\r\nP1;Q1;3\r\nP2;Q1;4\r\n;;\r\n", name: "x.csv"))
    #expect(file.workerNames == ["P1", "P2"] && file.taskNames == ["Q1"] && file.level == .ordinal)
  }
}
