import Experiments
import Testing

@testable import Reports

@Suite struct VerdictChartTests {
  private let report = RunReport(record: MadeUpRun.trolls(), command: "rlhf run 03")

  private func chart(_ index: Int) throws -> VerdictChart {
    let outcome = report.record.hypotheses[index]
    return try #require(
      report.verdictChart(outcome, of: report.record.experiment.hypotheses[index]))
  }

  /// A slope and a difference are in different units: each has its own axis, titled with it.
  @Test func otherUnitsHaveAnAxisOfTheirOwn() throws {
    let html = try chart(0).markup(spoken: "P20").html
    #expect(html.contains(">share per 1 of annotators.trolls.share</text>"))
    #expect(html.contains(">reward model accuracy control</text>"))
    #expect(html.contains("height=\"136\""), "two rows of 26 and two axes of 42")
  }

  @Test func oneUnitHasOneAxis() {
    let row = VerdictChart.Row(
      name: "effect", mean: 0.5, interval: 0...1, threshold: 0, allowed: nil, unit: "share")
    var control = row
    (control.name, control.threshold, control.allowed) = ("control", nil, -0.1...0.1)
    let html = VerdictChart(rows: [row, control]).markup(spoken: "<P>").html
    #expect(html.contains("height=\"94\""))
    #expect(html.contains("aria-label=\"&lt;P&gt;\""))
    // −0.1...1 with a twentieth on either side, −0.155...1.055, between 16 and 96 per cent.
    #expect(html.contains("<circle cx=\"59.31%\" cy=\"13\""))
    #expect(html.contains("class=\"threshold\" x1=\"26.25%\" x2=\"26.25%\""))
    #expect(html.contains("class=\"margin\""))
  }

  @Test func itNeedsNoScript() throws {
    let html = report.html
    #expect(html.contains("<svg class=\"verdict\" role=\"img\" aria-label=\"P20b: −0.080"))
    var unmeasured = report.record.hypotheses[0]
    unmeasured.effect = nil
    #expect(report.verdictChart(unmeasured, of: nil) == nil)
  }

  /// A control of one side has a band that is open on the other: from the edge of the chart.
  @Test func aBandOfOneSideReachesTheEdge() {
    let row = VerdictChart.Row(
      name: "control", mean: -0.5, interval: -1...0, threshold: nil, allowed: -.infinity...0.1,
      unit: "share")
    let html = VerdictChart(rows: [row]).markup(spoken: "P").html
    // −1...0.1 with a twentieth on either side, −1.055...0.155, between 16 and 96 per cent.
    #expect(html.contains("class=\"margin\" x1=\"16.00%\" x2=\"92.36%\""))
  }
}
