import Experiments
import Foundation
import Testing

@testable import rlhf

/// `rlhf new`, `rlhf check` and `make install`, as somebody begins with them.
@Suite struct NewScenarioTests {
  @Test func whatIsWrittenIsAScenarioThatRuns() throws {
    try BuiltProgram.inNewFolder { folder in
      let new = try BuiltProgram.shell("$RLHF new my-study", in: folder)
      #expect(new.code == 0 && new.output.contains("rlhf check my-study.yaml"))
      let check = try BuiltProgram.shell("$RLHF check my-study.yaml", in: folder)
      #expect(check.code == 0, "\(check.errors)")
      #expect(check.output.hasPrefix("my-study.yaml: ok: 5 arms, 3 replications each, 1 claim\n"))
      #expect(check.output.contains("asks for at most 12,000 labels"))
      let again = try BuiltProgram.shell("$RLHF new my-study.yaml", in: folder)
      #expect(again.code == 65 && again.errors.contains("my-study.yaml exists"))
      for name in ["../x", "a b", "''"] {
        let ending = try BuiltProgram.shell(
          "$RLHF new \(name == "a b" ? "'a b'" : name)", in: folder)
        #expect(ending.code == 65 && ending.errors.contains("cannot be called"))
      }
    }
  }

  /// What can change no answer is told, with the arms in which it is so, and is no mistake.
  @Test func whatHasNoEffectIsTold() throws {
    let base = "{annotators: {severity: 0 ± 1, mistakes@travel: 0.5}}"
    let text =
      "name: x\ntitle: X\nseed: 1\nbase: \(base)\narms: [{name: a}, {name: b, feedback: {channels: {rating: 1}, ratings: raw}}]"
    func notes(_ text: String) throws -> [String] {
      let experiment = try Wiring.readScenario(text: text, overrides: [])
      return CheckCommand.notes(of: try RunEstimate(experiment), on: experiment)
    }
    #expect(
      try notes(text) == [
        "note: without effect (a): severity: shows in no form of question that is asked",
        "note: without effect: travel: annotators are asked about no prompt on this topic",
      ])
    let tiny =
      "name: x\ntitle: X\nseed: 1\nbase: {world.name: text.tiny, annotators.length_bias: 1}"
    #expect(
      try notes(tiny) == [
        "note: without effect: length_bias: all responses of text.tiny are equally long"
      ])
  }

  /// A program that was copied by itself says what it lacks; beside its share folder it finds its scenarios.
  @Test func anInstalledProgramFindsItsScenarios() throws {
    let script = URL(filePath: #filePath).appending(path: "../../../Tools/install.sh")
      .standardizedFileURL.path
    try BuiltProgram.inNewFolder { folder in
      let line = "bash \(script) $RLHF there > note && cd / && \"$OLDPWD\"/there/bin/rlhf list"
      let listed = try BuiltProgram.shell(line, in: folder)
      #expect(listed.code == 0 && listed.output.contains("01-four-phases"), "\(listed.errors)")
      let page = try String(
        contentsOf: folder.appending(path: "there/share/man/man1/rlhf.1"), encoding: .utf8)
      #expect(page.hasPrefix(".TH RLHF 1") && page.contains(".SH rlhf run"))
      for file in [
        "bash-completion/completions/rlhf", "zsh/site-functions/_rlhf",
        "fish/vendor_completions.d/rlhf.fish",
      ] {
        let text = try String(
          contentsOf: folder.appending(path: "there/share/\(file)"), encoding: .utf8)
        #expect(text.contains("rlhf"))
      }
      let alone = try BuiltProgram.shell(
        "mkdir alone && cp $RLHF alone && cd / && \"$OLDPWD\"/alone/rlhf run 01", in: folder)
      #expect(alone.code == 65 && alone.errors.contains("make install PREFIX="))
    }
  }
}
