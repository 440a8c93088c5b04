import Testing

@testable import OwnLabels

@Suite struct TaskAgreementTests {
  @Test func sharesOfEqualPairsByHand() throws {
    let summary = try agreement(
      "task,worker,label\na,v,x\na,w,x\na,u,y\nb,v,x\nb,w,x\nc,v,z\nd,v,y\nd,w,x\n")
    #expect(summary.tasks.map(\.agreement) == [1.0 / 3, 1, nil, 0])
    #expect(summary.tasks.map(\.commonestShare) == [2.0 / 3, 1, 1, 0.5])
    #expect(summary.dividedTasks.map(\.task) == [3, 0, 1])
    #expect(summary.taskDistribution.map(\.count) == [1, 0, 0, 1, 1])
    #expect(
      summary.csv.hasPrefix(
        "task,labels,agreement,commonest_label,commonest_share,standard_deviation\n"
          + "a,3,0.3333333333333333,x,0.6666666666666666,\nb,2,1.0,x,1.0,\nc,1,,z,1.0,\n"))
  }

  @Test func numbersAreOrderedByTheirDeviation() throws {
    let summary = try agreement("task,worker,score\na,v,4\na,w,5\nb,v,1\nb,w,9\nc,v,3\nc,w,3\n")
    #expect(summary.dividedTasks.map(\.task) == [1, 0, 2])
    #expect(
      summary.tasks.map { ($0.deviation ?? -1) * 2.0.squareRoot() / 2 }.map {
        ($0 * 1e9).rounded() / 1e9
      } == [0.5, 4, 0])
  }

  /// Kendall's W and intraclass correlations use complete tasks alone, and say so.
  @Test func completeTasksAreCounted() throws {
    let note =
      "intraclass correlations and Kendall's W rest on the 2 tasks of 3 that every worker labelled"
    let gappy = try agreement("task,worker,score\na,v,4\na,w,5\nb,v,1\nb,w,9\nc,v,3\n")
    #expect(gappy.notes.contains(note))
    #expect(
      try !agreement("task,worker,score\na,v,4\na,w,5\nb,v,1\nb,w,9\n").notes.contains {
        $0.contains("rest on")
      })
  }
}
