import Experiments
import Foundation
import PlainText
import SandboxTestSupport
import Testing

@testable import Reports

@Suite struct PageTests {
  @Test func everybodyCanReadIt() {
    for record in [
      MadeUpRun.trolls(), MadeUpRun.board(), MadeUpRun.smoke(), MadeUpRun.twoWorlds(),
    ] {
      let html = RunReport(record: record, command: "rlhf run x").html
      #expect(checkPage(html) == [], "\(record.experiment.name)")
    }
  }

  /// A hash for each script of the page, in its order, and nothing that would let another run.
  @Test func onlyItsOwnScriptsRun() throws {
    let html = RunReport(record: MadeUpRun.board(), command: "rlhf").html
    let scripts = html.components(separatedBy: "<script>").dropFirst().compactMap {
      $0.components(separatedBy: "</script>").first
    }
    #expect(scripts == [Asset.vegaBundle, Asset.script])
    let hashes = scripts.map { "'sha256-\(SHA256.base64(of: $0))'" }.joined(separator: " ")
    let policy =
      "default-src 'none'; script-src \(hashes); style-src 'unsafe-inline'; base-uri 'none'; "
      + "form-action 'none'"
    let attribute = policy.replacing("'", with: "&#39;")
    #expect(html.contains("<meta http-equiv=\"Content-Security-Policy\" content=\"\(attribute)\">"))
    #expect(!policy.contains("unsafe-eval"))
  }

  @Test func controlsAreWrittenOut() {
    var record = MadeUpRun.trolls()
    record.experiment.title = "red \u{1B}[31m"
    record.arms[0].replications[0].samples[0].response = "\u{7}bell\u{202E}"
    let html = RunReport(record: record, command: "a\u{1B}b").html
    #expect(html.contains("<h1>red \\u{1B}[31m</h1>"))
    #expect(html.contains("\\u{7}bell\\u{202E}"))
    #expect(html.contains("<code>a\\u{1B}b</code>"))
    #expect(checkPage(html) == [])
  }

  @Test func aSmokeRunIsNoResult() {
    let html = RunReport(record: MadeUpRun.smoke(), command: "rlhf run 03 --smoke").html
    #expect(
      html.contains(
        "<p class=\"banner\"><strong>Smoke run:</strong> everything was cut short, only to see"))
    #expect(html.contains("(smoke run) – RLHF Sandbox</title>"))
    #expect(!html.contains("id=\"verdicts\"") && !html.contains("class=\"badge"))
    let whole = RunReport(record: MadeUpRun.trolls(), command: "rlhf run 03").html
    #expect(!whole.contains("class=\"banner\"") && whole.contains("id=\"verdicts\""))
  }
}
