import ArgumentParser
import Foundation
import PlainText
import ScenarioFiles

/// `rlhf new`
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Write a first scenario of your own, with comments.",
    discussion: """
      The file is small, complete and runs within minutes: three shares of trolls, one claim with its \
      control. Change it, check it, run it. Nothing that exists is overwritten.

      Examples:

        rlhf new my-study
        rlhf check my-study.yaml
        rlhf run my-study.yaml --smoke
      """)

  @Argument(
    help: ArgumentHelp("What it is called: letters, digits and hyphens.", valueName: "name"))
  var name: String

  func run() throws {
    try exiting {
      let stem = name.hasSuffix(".yaml") ? String(name.dropLast(5)) : name
      guard stem.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9-]{0,99}/) != nil else {
        throw BadInput(
          "error: a scenario cannot be called \(Excerpt.of(name))\n  fix: use letters, digits and hyphens, such as "
            + "my-study")
      }
      let path = stem + ".yaml"
      // Written only where nothing is: a link or an empty file is somebody's, too.
      let file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o644)
      guard file >= 0 else {
        throw BadInput(
          errno == EEXIST
            ? "error: \(path) exists\n  fix: choose another name, or remove it first"
            : "error: \(path) cannot be written: \(String(cString: strerror(errno)))\n  fix: go to a folder where "
              + "you may write")
      }
      let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
      do {
        try handle.write(contentsOf: Data(Self.scenario(named: stem).utf8))
        try handle.close()
      } catch {
        unlink(path)
        throw BadInput(
          "error: \(path) cannot be written: \(SystemError.reason(error))\n  fix: make room on the disk"
        )
      }
      try Terminal.print(
        "\(path) is written. Go on with:\n  rlhf check \(path)\n  rlhf run \(path) --smoke\n  rlhf run \(path)"
      )
    }
  }

  /// The scenario that it writes.
  static func scenario(named name: String) -> String {
    """
    # Trolls among the annotators: what do they cost? Change anything; `rlhf check \(name).yaml` finds mistakes.
    name: \(name.padding(toLength: max(24, name.count + 1), withPad: " ", startingAt: 0))# what its runs are called
    title: What trolls cost       # one line, for the report
    seed: 1                       # all chance comes from it: the same seed, the same numbers
    replications: 3               # runs of each arm with other luck; 10 for a result to trust

    base:                         # what all arms share; all else has the defaults of the world
      world.name: text.town       # `rlhf show world` lists the worlds
      annotators:
        count: 20
        mistakes: 0.05 ± 0.02     # mean and standard deviation over annotators
        trolls.behavior: inverted # `rlhf show annotator` lists what trolls can do
      feedback.questions: 1000    # comparisons that are asked for

    sweep:                        # makes an arm of each value, called share=0, share=0.2, share=0.4
      grid:
        annotators.trolls.share: [0, 0.2, 0.4]

    arms:                         # more arms, with names of their own
      - {name: coins, annotators.rationality: 0}   # annotators who toss coins: the negative control
      - {name: truth, policy_optimization.reward: true-reward}   # the positive control

    claims:                       # what you expect, said before the run
      - id: trolls-cost
        claim: The more annotators are trolls, the less the policy earns.
        effect: {slope: gold_reward, over: annotators.trolls.share}
        direction: below          # the slope is below 0
        control: {of: coins.gold_reward, minus: coins.gold_reward_fine_tuned, within: 0.3}
        positive: {of: truth.gold_reward, minus: coins.gold_reward}

    scale: {best: truth, worst: coins}   # places each arm between the two

    """
  }
}
