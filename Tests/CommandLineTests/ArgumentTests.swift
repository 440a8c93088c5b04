import ArgumentParser
import Testing

@testable import rlhf

@Suite struct ArgumentTests {
  @Test func aRunIsReadWithAllItsOptions() throws {
    let command = try Rlhf.parseAsRoot([
      "run", "03-trolls", "--out", "runs/x", "--set", "annotators.mistakes=0.1", "--set", "seed=7",
      "--replications", "20", "--jobs", "2", "--smoke", "--json", "--quiet", "--resume",
    ])
    let run = try #require(command as? RunCommand)
    #expect(run.scenario == "03-trolls")
    #expect(run.folder == "runs/x")
    #expect(run.assignments == ["annotators.mistakes=0.1", "seed=7"])
    #expect(run.replications == 20)
    #expect(run.jobs == 2)
    #expect(run.smoke && run.json && run.quiet && run.resume)
  }

  @Test func theOtherCommandsAreRead() throws {
    #expect(try Rlhf.parseAsRoot(["list"]) is ListCommand)
    #expect(try Rlhf.parseAsRoot(["check", "x.yaml"]) is CheckCommand)
    #expect(try Rlhf.parseAsRoot(["report", "runs/x"]) is ReportCommand)
    #expect(try Rlhf.parseAsRoot(["show", "setting"]) is ShowSetting)
    #expect(try Rlhf.parseAsRoot(["show", "metric", "gold_reward"]) is ShowMetric)
    #expect(try Rlhf.parseAsRoot(["show", "annotator", "honest", "--seed", "3"]) is ShowAnnotator)
    let play = try #require(
      try Rlhf.parseAsRoot(["play", "m", "--world", "board.tic-tac-toe"]) as? PlayCommand)
    #expect(play.side == "x")
    let sample = try #require(
      try Rlhf.parseAsRoot([
        "sample", "m", "--world", "text.town", "--prompt", "who sells bread", "--count", "3",
        "--temperature", "0", "--seed", "9",
      ]) as? SampleCommand)
    #expect((sample.count, sample.temperature, sample.seed) == (3, 0, 9))
  }

  @Test func theCommandsOnOwnLabelsAreRead() throws {
    let aggregate = try #require(
      try Rlhf.parseAsRoot([
        "aggregate", "x.csv", "--method", "mace", "--columns", "task=photo", "--json", "--seed",
        "7",
        "--plot", "x.html", "--compare",
      ]) as? AggregateCommand)
    #expect(aggregate.method == "mace" && aggregate.verdicts.compare && aggregate.options.json)
    #expect(aggregate.options.file == "x.csv" && aggregate.options.plot == "x.html")
    #expect(aggregate.options.columns == "task=photo" && aggregate.options.seed == 7)
    let agreement = try #require(
      try Rlhf.parseAsRoot(["agreement", "-", "--level", "ratio", "--layout", "wide"])
        as? AgreementCommand)
    #expect(agreement.meaning.level == .ratio && agreement.meaning.layout == .wide)
    let rate = try #require(
      try Rlhf.parseAsRoot([
        "rate", "x.csv", "--method", "elo", "--k", "32", "--orders", "0", "--csv",
      ]) as? RateCommand)
    #expect(rate.k == 32 && rate.orders == 0 && rate.verdicts.csv)
    #expect(try Rlhf.parseAsRoot(["rate", "--list"]) is RateCommand)
  }

  @Test(arguments: [
    (
      ["aggregate", "x.csv", "--json", "--csv"], "Choose one of --json and --csv."
    ),
    (["rate", "x.csv", "--k", "0"], "--k is 0.0, but must be from 0.001 to 10000."),
    (["rate", "x.csv", "--ridge=-1"], "--ridge is -1.0, but must be 0 or from 1e-9 to 1e6."),
    (["rate", "x.csv", "--orders=-1"], "--orders is -1, but must be from 0 to 100000."),
    (["aggregate", "x.csv", "--plot", ""], "--plot is empty; name a file."),
    (["rate", "x.csv", "--force"], "--force is about --plot; name a page with it."),
    (
      ["play", "m", "--world", "w", "--side", String(repeating: "y", count: 5000)],
      "--side is \(String(repeating: "y", count: 79))…, but must be x or o."
    ),
    (
      ["run", "x", "--set", String(repeating: "y", count: 5000)],
      "--set \(String(repeating: "y", count: 79))… does not say KEY=VALUE, such as "
        + "annotators.count=30."
    ),
    (["run", "x", "--replications", "0"], "--replications is 0, but must be at least 1."),
    (["run", "x", "--jobs=-1"], "--jobs is -1, but must be at least 1."),
    (
      ["run", "x", "--set", "seed"],
      "--set seed does not say KEY=VALUE, such as annotators.count=30."
    ),
    (["play", "m", "--world", "w", "--side", "y"], "--side is y, but must be x or o."),
    (
      ["sample", "m", "--world", "w", "--prompt", "p", "--temperature=-1"],
      "--temperature is -1.0, but must be at least 0."
    ),
  ])
  func wrongUseIsExplained(arguments: [String], message: String) throws {
    let error = #expect(throws: (any Error).self) { try Rlhf.parseAsRoot(arguments) }
    #expect(Rlhf.message(for: try #require(error)) == message)
    #expect(Rlhf.exitCode(for: try #require(error)).rawValue == 64)
  }

  @Test func everyCommandHasHelpWorthReading() {
    for command in Rlhf.configuration.subcommands {
      #expect(!command.configuration.abstract.isEmpty, "\(command)")
      #expect(!command.configuration.discussion.isEmpty, "\(command)")
    }
  }
}
