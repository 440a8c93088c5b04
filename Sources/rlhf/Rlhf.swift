import ArgumentParser

/// The command line of RLHF Sandbox.
@main struct Rlhf: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rlhf",
    abstract: "A laboratory for reinforcement learning from human feedback.",
    discussion: """
      Small worlds with a known true reward, crowds of simulated annotators, and the whole \
      pipeline: pre-training, fine-tuning, reward modelling, policy optimisation. Because the \
      truth is known, what feedback does to a policy can be measured.

      Begin with:

        rlhf list                  the scenarios that ship
        rlhf run 01                run one of them; open the report it writes
        rlhf show world text.town  look inside a component
        rlhf new my-study          write a first scenario of your own

      On labels of your own, in a CSV file:

        rlhf agreement FILE.csv    how far do people agree?
        rlhf aggregate FILE.csv    which label is right, and whom can one rely on?
        rlhf rate FILE.csv         which item is best, by comparisons or rankings?

      Results go to standard output, all else to standard error. Exit codes: 0 done, 1 the run \
      failed, 64 usage, 65 bad input, 130 interrupted (go on with --resume).
      """,
    version: sandboxVersion,
    subcommands: [
      RunCommand.self, NewCommand.self, ListCommand.self, CheckCommand.self, ShowCommand.self,
      SampleCommand.self, PlayCommand.self, InspectCommand.self, ScoreCommand.self,
      ReportCommand.self, ExportCommand.self, CacheCommand.self, AggregateCommand.self,
      AgreementCommand.self,
      RateCommand.self, ManualCommand.self,
    ])
}

/// The version that records, reports and `rlhf --version` name.
let sandboxVersion = "0.2.0"
