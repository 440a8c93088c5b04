import LabelFiles
import SandboxTestSupport
import Statistics
import Testing

@testable import OwnLabels

@Suite struct AgreementSummaryTests {
  @Test func theJSONHasTheKeysOfTheContractInItsOrder() throws {
    let summary = try agreement("task,worker,label\na,v,x\na,w,x\nb,v,y\nb,w,x\nc,v,y\nc,w,y\n")
    #expect(
      Array(keys(summary.json).prefix(5)) == [
        "krippendorff_alpha", "fleiss_kappa", "percent", "low", "high",
      ])
    let object = try object(summary.json)
    // Two of three tasks agree. Three x and three y: α = 1 − 5 · 2 / 18 (Krippendorff 2011, section A),
    // and κ = (2/3 − 1/2) / (1 − 1/2).
    #expect(abs(try #require(object["percent"] as? Double) - 2.0 / 3) < 1e-12)
    #expect(abs(try #require(object["krippendorff_alpha"] as? Double) - 4.0 / 9) < 1e-12)
    #expect(abs(try #require(object["fleiss_kappa"] as? Double) - 1.0 / 3) < 1e-12)
    let pairs = try #require(object["pairs"] as? [[String: Any]])
    #expect(pairs.count == 1 && pairs[0]["shared"] as? Int == 3)
  }

  @Test func whatIsUndefinedIsNull() throws {
    let summary = try agreement("task,worker,label\na,w,yes\nb,w,no\n")
    let object = try object(summary.json)
    for key in ["krippendorff_alpha", "fleiss_kappa", "percent", "low", "high"] {
      #expect(object[key].map { "\($0)" } == "<null>", "\(key)")
    }
    #expect(summary.notes.contains("there is one worker: agreement is undefined"))
  }

  @Test func theFirstOfSeveralLabelsOfAWorkerCounts() throws {
    let once = try agreement("task,worker,label\na,v,x\na,w,x\nb,v,y\nb,w,x\n")
    let twice = try agreement("task,worker,label\na,v,x\na,w,x\na,w,y\nb,v,y\nb,w,x\n")
    #expect(once.alpha?.mean == twice.alpha?.mean)
    #expect(
      twice.notes.contains(
        "1 label of a task by a worker who had labelled it before: the label that a worker gave most "
          + "often counts once, of equals the first; --repeats each counts them all"))
  }

  @Test(
    .enabled(if: SharedData.has("a01_krippendorff2011")),
    arguments: [
      (DistanceMetric.nominal, "nominal"), (.ordinal, "ordinal"), (.interval, "interval"),
      (.ratio, "ratio"),
    ])
  func theWorkedExampleOfKrippendorffIsReproduced(_ level: DistanceMetric, _ name: String) throws {
    let root = try #require(SharedData.root)
    let file = try LabelReader().labels(
      from: .file(root.appending(path: "a01_krippendorff2011/labels.csv").path))
    let alpha = try #require(try AgreementSummary(of: file, level: level).alpha)
    // Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", sections C and E.
    let published = ["nominal": 0.743, "ordinal": 0.815, "interval": 0.849, "ratio": 0.797]
    #expect(abs(alpha.mean - (published[name] ?? 0)) < 6e-4)
    let interval = try #require(alpha.interval)
    #expect(interval.contains(alpha.mean))
  }
}
