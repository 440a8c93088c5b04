import Experiments
import Foundation
import Testing

@testable import Reports

@Suite struct RunReportTests {
  private let report = RunReport(
    record: MadeUpRun.trolls(),
    command: "rlhf run 03-trolls --set 'world.name=text.town'")

  @Test func thePageHasEverySection() {
    let html = report.html
    for anchor in [
      "failures", "verdicts", "numbers", "phases", "sweep", "optimisation", "training", "samples",
      "elo", "cost", "settings",
    ] {
      #expect(html.contains("<section id=\"\(anchor)\">"), "section \(anchor)")
      #expect(html.contains("<a href=\"#\(anchor)\">"), "link to \(anchor)")
    }
  }

  /// Metrics of topics and groups have a table of the arms that claims name, and no row among the others.
  @Test func partsHaveATableOfTheirOwn() throws {
    var record = MadeUpRun.trolls()
    for arm in record.arms.indices {
      for number in record.arms[arm].replications.indices {
        record.arms[arm].replications[number].metrics += [
          .init(name: "group_gain@elders", value: 0.25),
          .init(name: "gold_reward@politics", value: 0.5),
        ]
      }
    }
    #expect(report.partsSection == nil)
    let section = try #require(RunReport(record: record, command: "").partsSection)
    let html = section.markup.html
    #expect(html.contains("<h3>Gold reward</h3>"))
    #expect(html.contains("<th scope=\"row\">politics</th><td class=\"number\">0.500"))
    #expect(html.contains("<summary>Group gain</summary>"))
    #expect(html.contains("trolls-10") && html.contains("trolls-0") && !html.contains("trolls-25"))
    let numbers = try #require(RunReport(record: record, command: "").glanceSection)
    #expect(!numbers.markup.html.contains("politics"))
    #expect(
      MetricNames.title("gold_reward_fine_tuned@politics") == "gold reward, fine-tuned, politics")
  }

  @Test func textFromOutsideIsEscaped() {
    let html = report.html
    #expect(html.contains("spread rumors and &lt;b&gt;tell everyone&lt;/b&gt; &amp; laugh"))
    #expect(!html.contains("<b>tell everyone"))
    #expect(html.contains("rlhf run 03-trolls --set &#39;world.name=text.town&#39;"))
  }

  @Test func failuresAreNamedWithTheirReason() {
    #expect(
      report.html.contains(
        "<strong>trolls-40, replication 6</strong> policy optimisation, iteration 17: value loss"))
  }

  @Test func goldStandsAgainstProxyWhereBothWereMeasured() throws {
    let arm = report.record.arms[0]
    let figures = report.rewardFigures(arm)
    #expect(
      figures.map(\.title) == ["Reward over iterations", "Reward over distance from the reference"])
    // 0, 5, 10, 15, 20, 25 and 29 are the iterations at which the held-out prompts were answered.
    for figure in figures {
      #expect(figure.plot.rows.count == 7)
      #expect(figure.plot.second?.rows.count == 7)
    }
    let distance = SeriesSummary(
      "held_out_kl_to_reference", phase: RunReport.optimisation, of: arm)
    #expect(figures[1].plot.rows.last?["kl"] == .number(distance.points[6].mean))
  }

  @Test func aRunThatIsNotWholeSaysSo() {
    #expect(!report.html.contains("Unfinished"))
    var half = report
    half.record.arms[1].replications.removeLast(3)
    #expect(half.html.contains("29 of 32 replications are on file"))
  }

  @Test func theContestantThatNoPhaseLeftIsExplained() {
    #expect(report.html.contains("“best of 4” is the fine-tuned model with 4 tries"))
  }

  @Test func verdictsShowEffectIntervalAndControl() {
    let html = report.html
    #expect(html.contains("✓ supported"))
    #expect(html.contains("−0.612 [−0.688, −0.541], p &lt; 0.001"))
    #expect(html.contains("0.020 [−0.050, 0.090], must be within ± 0.2"))
    #expect(html.contains("? inconclusive"))
  }

  @Test func verdictsShowWhatCouldHaveBeenSeen() {
    var open = report
    open.record.hypotheses[1].detectable = 0.3
    open.record.hypotheses[1].smallest = 0.1
    open.record.hypotheses[1].isInsensitive = true
    open.record.hypotheses[1].positive = .init(
      verdict: "fails", effect: -1, low: -1.5, high: -0.5, threshold: 0)
    let html = open.html
    #expect(html.contains("? insensitive, but its positive control fails"))
    #expect(html.contains("<dd>0.300 or more; 0.1 would matter</dd>"))
    #expect(html.contains("✗ fails</span> −1.00 [−1.50, −0.50]"))
    #expect(html.contains("<g class=\"positive\">"))
  }

  @Test func armsStandOnTheirScale() {
    #expect(!report.html.contains("id=\"sensitivity\""))
    var placed = report
    placed.record.experiment.scale = .init(best: "trolls-0", worst: "trolls-40")
    let html = placed.html
    #expect(html.contains("<section id=\"sensitivity\">"))
    #expect(html.contains("title=\"reward_model_accuracy\">reward model</th>"))
    #expect(!html.contains("title=\"label_accuracy\">labels</th>"), "it was not measured")
    #expect(html.contains("of the range from trolls-0 to trolls-40 (80 % power"))
  }

  @Test func costsAreCountedWhereTheyWereMeasured() {
    let html = report.html
    for head in [
      "labels", "of these by AI judges", "dollars", "hours of work", "hours by the clock",
    ] {
      #expect(html.contains("<th scope=\"col\" class=\"number\">\(head)</th>"), "\(head)")
    }
    #expect(html.contains("<td class=\"number\">1.25</td>"))
    var people = report
    for arm in people.record.arms.indices {
      for number in people.record.arms[arm].replications.indices {
        people.record.arms[arm].replications[number].metrics.removeAll {
          $0.name == "ai_judge_labels" && $0.value > 0
        }
      }
    }
    #expect(!people.html.contains("by AI judges"), "nobody asked a machine")
  }

  /// A phase's only point is no curve, and rounds are called rounds.
  @Test func roundsOfFeedbackAreShown() {
    func figures(_ report: RunReport) -> [Figure] {
      report.seriesFigures(phase: "feedback").telling
    }
    #expect(figures(report).map(\.title) == ["Dollars", "Label accuracy"])
    #expect(figures(report)[0].caption == "What all answers cost up to the end of a round.")
    #expect(report.html.contains("\"title\":\"round\""))
    var single = report
    for arm in single.record.arms.indices {
      for number in single.record.arms[arm].replications.indices {
        for phase in single.record.arms[arm].replications[number].phases.indices {
          single.record.arms[arm].replications[number].phases[phase].report.points.removeAll {
            $0.step > 0
          }
        }
      }
    }
    #expect(figures(single).isEmpty)
  }

  @Test func theSameRecordGivesTheSameBytes() {
    let again = RunReport(
      record: MadeUpRun.trolls(), command: report.command)
    #expect(report.html == again.html)
  }

  @Test func nothingIsFetchedFromTheNetwork() throws {
    let html = report.html
    // Only what is ours: the chart library names addresses in its texts.
    let own = html.replacing(Asset.vegaBundle, with: "")
    #expect(!own.contains("http://") && !own.contains("https://"))
    let fetching = try Regex(#"<(script|link|img|iframe)[^>]*(src|href)="#).ignoresCase()
    #expect(own.firstMatch(of: fetching) == nil)
  }

  @Test func theChartLibraryIsCompiledIn() {
    #expect(Asset.vegaBundle.contains("vegaEmbed"))
    #expect(!Asset.vegaBundle.contains("</script"))
  }

  @Test func specificationsAreJSON() throws {
    let pattern = try Regex(#"<script type="application/json">(.*?)</script>"#)
      .dotMatchesNewlines()
    let specifications = report.html.matches(of: pattern).compactMap { $0.output[1].substring }
    #expect(specifications.count > 20)
    for text in specifications {
      let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
      #expect(object?["layer"] != nil)
    }
  }

  @Test func aRunOfOneBoardArmLeavesOutWhatItHasNot() {
    let html = RunReport(
      record: MadeUpRun.board(), command: "rlhf run 02-board"
    ).html
    #expect(html.contains("<pre>x o .\n. x .\no . x</pre>"))
    for anchor in ["failures", "verdicts", "sweep", "arms", "optimisation", "elo"] {
      #expect(!html.contains("<section id=\"\(anchor)\">"), "section \(anchor)")
    }
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["REPORT_PREVIEW"] != nil))
  func writeAPreview() throws {
    let folder = URL(
      filePath: ProcessInfo.processInfo.environment["REPORT_PREVIEW"] ?? ".",
      directoryHint: .isDirectory)
    let board = RunReport(
      record: MadeUpRun.board(), command: "rlhf run 02-board")
    try Data(report.html.utf8).write(to: folder.appending(path: "trolls.html"))
    try Data(board.html.utf8).write(to: folder.appending(path: "board.html"))
  }
}
