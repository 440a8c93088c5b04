import Foundation
import Testing

@testable import rlhf

/// What happens where output cannot be written, or should not be taken at its word.
@Suite(.enabled(if: BuiltProgram.path != nil, "build the product rlhf first"))
struct OutputTests {
  private static let full =
    "error: standard output cannot be written: No space left on device\n"
    + "  fix: make room where it goes, or send it elsewhere\n"
  private static let closed =
    "error: standard output is closed\n  fix: open it, or send it to a file\n"

  /// Of the parser's own making as well: help, version, completion scripts.
  @Test(arguments: [
    "show metric", "show setting annotators.mistakes", "rate --list", "--help", "--version", "",
    "help run", "aggregate --help", "--generate-completion-script bash",
  ])
  func outputThatCannotBeWrittenIsOneMessage(command: String) throws {
    let full = try BuiltProgram.shell("\"$RLHF\" \(command) > /dev/full")
    #expect(full == .init(code: 1, output: "", errors: Self.full))
    let closed = try BuiltProgram.shell("\"$RLHF\" \(command) >&-")
    #expect(closed == .init(code: 1, output: "", errors: Self.closed))
  }

  @Test(arguments: ["show metric", "show setting", "--help", "--generate-completion-script zsh"])
  func aReaderThatWentAwayIsNoFailure(command: String) throws {
    let gone = try BuiltProgram.shell(
      "{ sleep 0.3; \"$RLHF\" \(command); echo \"code $?\" >&2; } | true")
    #expect(gone == .init(code: 0, output: "", errors: "code 0\n"))
  }

  @Test(arguments: [("bogus", 64), ("show metric bogus", 65), ("show metric gold_reward", 0)])
  func whatNobodyHearsOnStandardErrorChangesNothing(command: String, code: Int32) throws {
    for place in ["/dev/full", "&-"] {
      #expect(try BuiltProgram.shell("\"$RLHF\" \(command) 2>\(place)").code == code)
    }
  }

  @Test func closedStandardInputIsNoTable() throws {
    let ending = try BuiltProgram.shell("\"$RLHF\" aggregate <&-")
    #expect(ending.code == 65 && ending.output.isEmpty)
    #expect(ending.errors.hasPrefix("standard input: error: it cannot be read\n"))
  }

  /// The first file that is opened would get the number of the stream that is closed.
  @Test func aRunFinishesItsFilesWhateverBecomesOfItsWords() throws {
    try BuiltProgram.inNewFolder { folder in
      let run = "\"$RLHF\" run run.yaml --replications 1 --smoke"
      try Data(Self.scenario.utf8).write(to: folder.appending(path: "run.yaml"))
      let codes = try [
        "\(run) --out whole", "\(run) --out full 2> /dev/full > /dev/full",
        "\(run) --out closed <&- >&- 2>&-",
        "{ \(run) --out gone --json 2>&1; echo $? > code; } | true",
      ].map { line in try BuiltProgram.shell(line, in: folder).code }
      #expect(codes == [0, 1, 1, 0])
      #expect(try Data(contentsOf: folder.appending(path: "code")) == Data("0\n".utf8))
      let files = try FileManager.default.subpathsOfDirectory(
        atPath: folder.appending(path: "whole").path)
      #expect(files.contains("report.html") && files.contains("summary.json"))
      for other in ["full", "closed", "gone"] {
        let place = folder.appending(path: other)
        #expect(
          try FileManager.default.subpathsOfDirectory(atPath: place.path).sorted()
            == files.sorted(), "\(other)")
        for name in files where name.hasSuffix(".csv") || name == "scenario.yaml" {
          #expect(
            try Data(contentsOf: place.appending(path: name))
              == Data(contentsOf: folder.appending(path: "whole/\(name)")), "\(other)/\(name)")
        }
      }
    }
  }

  private static let scenario = """
    name: run
    title: A run
    seed: 1
    base: {world.name: text.tiny}
    """

  /// A name that is read mended is the name of another file.
  @Test func namesThatAreNoUTF8AreRefused() throws {
    try BuiltProgram.inNewFolder { folder in
      for command in ["run run.yaml --out", "report", "aggregate", "aggregate x.csv --plot"] {
        let ending = try BuiltProgram.shell(
          "\"$RLHF\" \(command) \"$(printf 'a\\377')\"", in: folder)
        #expect(ending.code == 64 && ending.output.isEmpty)
        #expect(ending.errors.contains(" is no valid UTF-8: a\u{FFFD}; rename what it names."))
      }
      let inside = try BuiltProgram.shell(
        "mkdir \"$(printf 'a\\377')\"; cd a*; \"$RLHF\" list", in: folder)
      #expect(inside.code == 64)
      #expect(inside.errors.contains("The name of this folder is no valid UTF-8: "))
      let library = try BuiltProgram.shell(
        "RLHF_SCENARIOS=\"$(printf 'a\\377')\" \"$RLHF\" list", in: folder)
      #expect(library.errors.contains("RLHF_SCENARIOS is no valid UTF-8: a\u{FFFD}; rename"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 1)
    }
  }

  @Test func controlsNeverReachATerminal() throws {
    let labels = "task,worker,label\na,v,\u{1B}[31mred\na,w,\u{1B}[31mred\n"
    let text = try BuiltProgram.run(["aggregate", "--method", "majority"], input: labels)
    #expect(text.output.contains("\\u{1B}[31mred") && !text.output.contains("\u{1B}"))
    let data = try BuiltProgram.run(["aggregate", "--csv"], input: labels)
    #expect(data.output.hasSuffix("a,\u{1B}[31mred,1.0\n"), "data are exact")
    #expect(
      Terminal.shown(Array("a\u{1B}\tb\n".utf8), isTerminal: true) == Array("a\\u{1B}\tb\n".utf8))
    #expect(Terminal.shown([0x1B, 0xFF, 0x0A], isTerminal: false) == [0x1B, 0xFF, 0x0A])
    let usage = try BuiltProgram.run(["\u{1B}[2J"])
    #expect(usage.code == 64 && usage.errors.contains("\\u{1B}[2J"))
    #expect(!usage.errors.contains("\u{1B}"))
  }

  /// No file may have a byte, as if the disk were full from the start: the run fails, the input is good.
  @Test func aFullDiskIsNoFaultOfTheInput() throws {
    try BuiltProgram.inNewFolder { folder in
      let ending = try BuiltProgram.shell(
        "ulimit -f 0; \"$RLHF\" run 01 --smoke --quiet --out out > /dev/null", in: folder)
      #expect(ending.code == 1, "\(ending.errors)")
      #expect(ending.errors.contains("  fix: make room"))
    }
  }
}
