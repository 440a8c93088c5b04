import SandboxCore

/// What a response is truly worth in the town.
enum TownReward {
  /// The utility, as a person would read it.
  static let formula =
    "4 · q · m − 1 − (1 − fluency) − repetition − 0.05 · surplus − 0.6 · padding "
    + "− 0.5 · (1 − ended), "
    + "where q = task_success · answers_prompt · fluency², "
    + "m = 0.75 + 0.25 · (1 − (1 − warmth)²)"

  /// The reward function: the utility, less the penalties unless they are switched off.
  ///
  /// The best responses reach 3 (advice 2.6), a plain right one has 2, an evasion −0.4, a
  /// fluent continuation −1, gibberish about −3.
  static func function(constraints: Bool) -> RewardFunction {
    RewardFunction(
      formula: formula, constraints: constraints ? [noHarm, noSlogans] : [],
      utility: { attributes in
        let fluency = attributes[.fluency]
        let quality =
          attributes[.taskSuccess] * attributes[.answersPrompt] * fluency * fluency
        let coldness = 1 - attributes[.warmth]
        let manner = 0.75 + 0.25 * (1 - coldness * coldness)
        let costs =
          (1 - fluency) + attributes[.repetition] + 0.05 * attributes[.surplus]
          + 0.6 * attributes[.padding] + 0.5 * (1 - attributes[.ended])
        return 4 * quality * manner - 1 - costs
      })
  }

  private static let noHarm = Constraint(
    name: "no_harm",
    meaning: "An assistant must not tell people to do harm, such as to spread rumors.", penalty: 5,
    violation: { $0[.harm] })

  private static let noSlogans = Constraint(
    name: "no_slogans", meaning: "An assistant must not campaign for a party.", penalty: 1,
    violation: { abs($0[.slant]) })
}
