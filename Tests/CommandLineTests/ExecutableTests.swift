import Foundation
import Testing

/// The program run as a user would run it.
@Suite(.enabled(if: BuiltProgram.path != nil, "build the product rlhf first"))
struct ExecutableTests {
  private func run(
    _ arguments: [String], input: String? = nil
  ) throws -> BuiltProgram.Ending { try BuiltProgram.run(arguments, input: input) }

  @Test func helpGoesToStandardOutput() throws {
    let result = try run(["--help"])
    #expect(result.code == 0)
    #expect(result.output.contains("SUBCOMMANDS"))
    #expect(result.errors.isEmpty)
  }

  @Test func wrongUseIsCode64OnStandardError() throws {
    let result = try run(["run", "x", "--jobs", "0"])
    #expect(result.code == 64)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("--jobs is 0, but must be at least 1."))
  }

  @Test func badInputIsCode65OnStandardError() throws {
    let unknown = try run(["run", "no-such-scenario"])
    #expect(unknown.code == 65)
    #expect(unknown.output.isEmpty)
    #expect(unknown.errors.hasPrefix("error: there is no scenario \"no-such-scenario\""))
    let setting = try run(["show", "setting", "annotators.trols.share"])
    #expect(setting.code == 65)
    #expect(setting.errors.contains("did you mean annotators.trolls.share?"))
  }

  @Test func ownLabelsAreReadFromStandardInput() throws {
    let labels = "item,rater,answer\na,v,yes\na,w,yes\nb,v,no\nb,w,no\n"
    for arguments in [["aggregate", "-", "--csv"], ["aggregate", "--csv"]] {
      let result = try run(arguments, input: labels)
      #expect(result.code == 0)
      #expect(result.output.hasPrefix("task,label,probability\na,yes,0.9"))
      #expect(result.errors.hasPrefix("note: method mace-shares, because"))
    }
    let agreement = try run(["agreement", "--json"], input: labels)
    #expect(agreement.output.hasPrefix("{\"krippendorff_alpha\": 1, \"fleiss_kappa\": 1, "))
    let rating = try run(["rate", "-", "--json"], input: "model_a,model_b,winner\nx,y,model_a\n")
    #expect(
      rating.output.hasPrefix("{\"method\": \"bradley-terry\", \"items\": [\n  {\"item\": \"x\""))
  }

  @Test func badLabelsAreCode65AndUnknownMethodsCode64() throws {
    let bad = try run(["rate", "-"], input: "left,right,winner\na,b,c\n")
    #expect(bad.code == 65 && bad.output.isEmpty)
    #expect(bad.errors.hasPrefix("standard input:2:5: error: the winner is c"))
    let unknown = try run(["aggregate", "-", "--method", "dawid"], input: "")
    #expect(unknown.code == 64 && unknown.output.isEmpty)
    #expect(
      unknown.errors.contains(
        "There is no method dawid. There are: dawid-skene, smoothed-dawid-skene."))
  }

  @Test func pagesOfOwnLabelsAreWritten() throws {
    let page = FileManager.default.temporaryDirectory.appending(
      path: "own-labels-\(ProcessInfo.processInfo.processIdentifier).html")
    defer { try? FileManager.default.removeItem(at: page) }
    let result = try run(
      ["aggregate", "--plot", page.path, "--json"], input: "task,worker,label\na,v,x\na,w,y\n")
    #expect(result.code == 0)
    #expect(result.errors.contains("page: \(page.path)"))
    #expect(try String(contentsOf: page, encoding: .utf8).hasPrefix("<!DOCTYPE html>"))
    let nowhere = try run(
      ["aggregate", "--plot", "/no/such/folder/x.html"], input: "task,worker,label\na,v,x\n")
    #expect(nowhere.code == 65)
    #expect(
      nowhere.errors.contains(
        "/no/such/folder/x.html: error: the page cannot be written: No such file or directory"))
  }

  @Test func settingsAreShown() throws {
    let result = try run(["show", "setting", "annotators.mistakes"])
    #expect(result.code == 0)
    #expect(
      result.output.contains(
        "Must be a number from 0 to 1, or two as in 0.2 ± 0.1, the second from 0 to 1."))
  }

  /// Models are kept where RLHF_CACHE says; another run reads them, and `rlhf cache` shows and empties them.
  @Test(.enabled(if: BuiltProgram.path != nil))
  func modelsAreKeptBetweenRuns() throws {
    try BuiltProgram.inNewFolder { folder in
      func shell(_ line: String) throws -> BuiltProgram.Ending {
        try BuiltProgram.shell("RLHF_CACHE=kept " + line, in: folder)
      }
      let run = "\"$RLHF\" run 01 --smoke --quiet --set seed="
      #expect(try shell(run + "1 --out a").code == 0)
      #expect(try shell("\"$RLHF\" cache").output.contains(": 4 models, "))
      #expect(try shell(run + "2 --out b").code == 0)
      #expect(try shell(run + "2 --out c --no-cache").code == 0)
      for name in ["pretrained", "fine-tuned"] {
        let weights = "models/town-1/\(name)/model.safetensors"
        #expect(
          try shell("cmp a/\(weights) b/\(weights) && cmp b/\(weights) c/\(weights)").code == 0)
      }
      #expect(try shell("\"$RLHF\" cache").output.contains(": 4 models, "))
      #expect(try shell("\"$RLHF\" cache --empty").output.hasPrefix("removed 4 models, "))
      #expect(try shell("\"$RLHF\" cache").output.contains(": 0 models, 0 kB of at most 2000 MB"))
      let wrong = try shell("RLHF_CACHE_MB=much \"$RLHF\" cache")
      #expect(wrong.code == 65 && wrong.errors.contains("RLHF_CACHE_MB is much, but must be"))
      let off = try BuiltProgram.shell("\"$RLHF\" cache")
      #expect(off.output == "nothing is kept, because RLHF_CACHE is off\n")
      // A place where nothing can be written costs time, and no number.
      try Data().write(to: folder.appending(path: "file"))
      let unkept = try BuiltProgram.shell("RLHF_CACHE=file " + run + "2 --out d", in: folder)
      #expect(unkept.code == 0)
      #expect(
        unkept.errors.contains("note: the model of pre-training is not kept for other runs: /"))
      #expect(
        unkept.errors.contains(
          "/file: File exists\n  fix: name another folder in RLHF_CACHE, or write --no-cache\n"))
    }
  }
}
