import ArgumentParser

/// `rlhf show`
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Look inside a component.",
    discussion: """
      Without a name, each lists what there is.

      Examples:

        rlhf show world board.tic-tac-toe   its states, actions, reward, people
        rlhf show optimum text.tiny         the best that any learner could reach, exactly
        rlhf show annotator inverted        how somebody answers, and why
        rlhf show population 06             who is in a scenario's crowd, how far they agree
        rlhf show answer RUN_DIR 17 p8     why somebody answered so
        rlhf show scenario 01               what it asks, its arms and claims
        rlhf show metric gold_reward        what a number means
        rlhf show setting annotators        what can be set, and to what
      """,
    subcommands: [
      ShowWorld.self, ShowOptimum.self, ShowAnnotator.self, ShowPopulation.self, ShowAnswer.self,
      ShowScenario.self,
      ShowMetric.self, ShowSetting.self,
    ])
}
