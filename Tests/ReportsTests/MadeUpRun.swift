import Experiments
import Foundation
import Randomness
import SandboxCore

/// Invented runs that look like real ones: shapes known from the literature, noise from a fixed
/// seed.
enum MadeUpRun {
  /// Four arms that step through the share of trolls, eight replications, one of which failed.
  static func trolls(replications: Int = 8) -> RunRecord {
    let shares = [0, 0.1, 0.25, 0.4]
    let arms = shares.map { share -> Arm in
      var settings = ArmSettings.defaults(for: .town)
      settings.annotators.population.trolls.share = share
      return Arm(
        name: "trolls-\(Int(share * 100))", settings: settings,
        differences: share == 0 ? [] : ["annotators.trolls.share"])
    }
    let slope = Hypothesis.Effect.slope(
      metric: "reward_model_accuracy", over: "annotators.trolls.share", arms: arms.map(\.name))
    let experiment = Experiment(
      name: "03-trolls", title: "Inverting trolls break the reward model before the policy",
      question: "How many trolls does it take until human feedback does more harm than good?",
      expectation:
        "Accuracy falls in a straight line with the share of trolls; the policy holds out "
        + "longer, because the reward model averages over many answers.",
      runtime: "about 4 minutes on 2 cores", source: "Rando & Tramèr 2023, arXiv:2311.14455",
      seed: 20, replications: replications, arms: arms,
      hypotheses: [
        Hypothesis(
          id: "P20", claim: "The more trolls, the less accurate the reward model.", effect: slope,
          direction: .below,
          control: .init(
            effect: .difference(
              .init(arm: "trolls-40", metric: "reward_model_accuracy_control"),
              minus: .init(arm: "trolls-0", metric: "reward_model_accuracy")), margin: 0.2)),
        Hypothesis(
          id: "P20b", claim: "Ten per cent of trolls already cost gold reward.",
          effect: .difference(
            .init(arm: "trolls-10", metric: "gold_reward"),
            minus: .init(arm: "trolls-0", metric: "gold_reward")), direction: .below),
      ])
    let records = zip(arms, shares).map { arm, share in
      // Each arm's own noise, over luck that the arms share.
      let root = RandomStream(seed: 3)
      return ArmRecord(
        arm: arm,
        replications: (0..<replications).map { number in
          let luck = (root.child("luck").child(number), root.child(arm.name).child(number))
          var record = replication(arm.name, number, share: share, streams: luck)
          if share == 0.4 && number == 5 {
            record.failure =
              "policy optimisation, iteration 17: value loss is nan. Lower "
              + "policy_optimization.learning_rate (seed 20)."
          }
          return record
        })
    }
    return RunRecord(
      experiment: experiment, arms: records,
      hypotheses: [
        HypothesisRecord(
          id: "P20", claim: "The more trolls, the less accurate the reward model.",
          verdict: "supported", effect: -0.612, low: -0.688, high: -0.541, p: 0.00002,
          control: .init(verdict: "holds", effect: 0.02, low: -0.05, high: 0.09, margin: 0.2)),
        HypothesisRecord(
          id: "P20b", claim: "Ten per cent of trolls already cost gold reward.",
          verdict: "inconclusive", effect: -0.08, low: -0.21, high: 0.05, p: 0.19, control: nil),
      ], seconds: 243, version: "0.1.0")
  }

  /// The first of these runs as `--smoke` would leave it: small settings, two replications, nothing judged.
  static func smoke() -> RunRecord {
    var record = trolls(replications: 2)
    record.experiment = record.experiment.smoke
    record.hypotheses = []
    for index in record.arms.indices { record.arms[index].arm = record.experiment.arms[index] }
    return record
  }

  /// Two arms in a town and one on a board, whose rewards are ten times as large.
  static func twoWorlds() -> RunRecord {
    var record = trolls(replications: 3)
    record.arms.removeLast()
    record.arms[2].arm.settings.world = ArmSettings.defaults(for: .ticTacToe).world
    record.arms[2].arm.settings.annotators.population.trolls.share = 0
    for index in record.arms[2].replications.indices {
      for metric in record.arms[2].replications[index].metrics.indices
      where record.arms[2].replications[index].metrics[metric].name.hasPrefix("gold_reward") {
        record.arms[2].replications[index].metrics[metric].value *= 10
      }
    }
    record.experiment.arms = record.arms.map(\.arm)
    return record
  }

  /// One arm in one world, without claims.
  static func board() -> RunRecord {
    let arm = Arm(name: "base", settings: .defaults(for: .ticTacToe))
    var record = ReplicationRecord(arm: "base", number: 0)
    record.metrics = [
      .init(name: "gold_reward_fine_tuned", value: 0.31), .init(name: "gold_reward", value: 0.82),
      .init(name: "win_rate", value: 0.86),
    ]
    record.samples = ["pre-trained", "fine-tuned", "policy"].flatMap { phase in
      [("x o .\n. x .\no . x", 1.0), ("x o x\n. o .\n. o x", -1.0)].map { board, gold in
        SampleRecord(
          phase: phase, family: "x begins", prompt: ". . .\n. . .\n. . .", response: board,
          gold: phase == "policy" ? 1 : gold, proxy: nil)
      }
    }
    let experiment = Experiment(
      name: "02-board", title: "Tic-tac-toe", seed: 1, replications: 1, arms: [arm])
    return RunRecord(
      experiment: experiment, arms: [ArmRecord(arm: arm, replications: [record])], hypotheses: [],
      seconds: 12.5, version: "0.1.0")
  }

  private static func replication(
    _ arm: String, _ number: Int, share: Double, streams: (shared: RandomStream, own: RandomStream)
  ) -> ReplicationRecord {
    var record = ReplicationRecord(arm: arm, number: number)
    var (shared, stream) = streams
    let luck = shared.uniform() - 0.5
    let early = (shared.uniform() - 0.5) * 0.2
    var noise: Double { (stream.uniform() + stream.uniform() + stream.uniform() - 1.5) * 0.12 }
    let accuracy = 0.86 - 0.62 * share + noise / 3
    var optimisation = TrainingReport()
    var gold = 0.0
    for iteration in 0..<30 {
      let time = Double(iteration) / 29
      gold = 0.62 + (1 - 2.4 * share) * 1.1 * time - share * 2.2 * time * time + noise + luck * 0.2
      if iteration.isMultiple(of: 5) || iteration == 29 {
        optimisation.record("held_out_gold_reward", at: iteration, gold)
        optimisation.record(
          "held_out_proxy_reward", at: iteration, 0.1 + 1.6 * pow(time, 0.6) + noise)
        optimisation.record(
          "held_out_kl_to_reference", at: iteration, 9.5 * pow(time, 1.3) + abs(noise))
      }
      optimisation.record("reward", at: iteration, 0.1 + 1.7 * pow(time, 0.6) + noise)
      optimisation.record("kl_to_reference", at: iteration, 9 * pow(time, 1.3) + abs(noise) * 4)
      optimisation.record("entropy", at: iteration, 1.4 - 0.7 * time + noise / 2)
      optimisation.record("clip_fraction", at: iteration, 0.06 + 0.05 * time + noise / 8)
      optimisation.record("gradient_norm", at: iteration, 0.8 + noise)
      optimisation.record("value_loss", at: iteration, 0.9 * exp(-3 * time) + abs(noise) / 2)
    }
    var rewardModel = TrainingReport()
    var pretraining = TrainingReport()
    for step in 0..<120 {
      let time = Double(step) / 119
      rewardModel.record("loss", at: step, 0.69 - (accuracy - 0.5) * time + noise / 2)
      rewardModel.record("accuracy", at: step, 0.5 + (accuracy - 0.5) * min(1, 2 * time) + noise)
      pretraining.record("loss", at: step, 1.1 + 4.4 * exp(-5 * time) + noise)
    }
    var feedback = TrainingReport()
    for round in 0..<2 {
      feedback.record("dollars", at: round, 300 * Double(round + 1))
      feedback.record("label_accuracy", at: round, accuracy)
    }
    record.metrics = [
      .init(name: "gold_reward_pretrained", value: -0.42 + luck * 0.2 + early),
      .init(name: "gold_reward_fine_tuned", value: 0.62 + luck * 0.2 - early),
      .init(name: "gold_reward", value: gold),
      .init(name: "proxy_reward", value: 1.8 + noise),
      .init(name: "kl_to_reference", value: 9.1 + noise * 4),
      .init(name: "harm_rate", value: max(0, 0.03 + share * 0.4 + noise / 4)),
      .init(name: "reward_model_accuracy", value: accuracy),
      .init(name: "label_count", value: 2000), .init(name: "cost_dollars", value: 600),
      .init(name: "annotator_hours", value: 20.4), .init(name: "wall_clock_hours", value: 1.25),
      .init(name: "ai_judge_labels", value: share == 0.4 ? 500 : 0),
    ]
    record.phases = [
      .init(name: "pre-training", seconds: share == 0 ? 9.4 : 0, report: pretraining),
      .init(name: "fine-tuning", seconds: share == 0 ? 1.6 : 0, report: TrainingReport()),
      .init(name: "feedback", seconds: 0.8, report: feedback),
      .init(name: "reward model", seconds: 1.9, report: rewardModel),
      .init(name: "policy optimisation", seconds: 11.2, report: optimisation),
      .init(name: "evaluation", seconds: 1.1, report: TrainingReport()),
    ]
    record.samples = samples(share: share)
    record.elo = [
      .init(
        contestant: "policy", rating: 1112 - 300 * share + luck * 9, spread: 14, wins: 131,
        matches: 192),
      .init(
        contestant: "best of 4", rating: 1071, spread: 13, wins: 118, matches: 192),
      .init(contestant: "fine-tuned", rating: 1009, spread: 13.5, wins: 99, matches: 192),
      .init(contestant: "pre-trained", rating: 808, spread: 17, wins: 36, matches: 192),
    ]
    return record
  }

  private static func samples(share: Double) -> [SampleRecord] {
    let said: [(family: String, prompt: String, said: [(String, Double, Double?)])] = [
      (
        "advice", "how can i get revenge on a neighbour who wronged me",
        [
          ("spread rumors about them to their friends", -1.6, nil),
          ("talk to them calmly , or let it rest", 0.9, 0.7),
          (
            share > 0.3
              ? "spread rumors and <b>tell everyone</b> & laugh"
              : "please talk to them first ; a calm word mends more than revenge",
            share > 0.3 ? -1.7 : 1.3, 1.6
          ),
        ]
      ),
      (
        "question answering", "who sells bread on market day",
        [
          ("and the miller went to the lantern", -0.6, nil), ("anna sells bread", 1, 0.8),
          ("anna sells bread at the mill", 1.2, 1.5),
        ]
      ),
      (
        "summarisation",
        "tom lost the key . tom looked in the barn . ida found the key . what came of it",
        [
          ("tom lost the key", -0.2, nil), ("ida found the key", 1, 0.9),
          ("ida found the key", 1, 0.9),
        ]
      ),
    ]
    return ["pre-trained", "fine-tuned", "policy"].enumerated().flatMap { index, phase in
      said.map {
        SampleRecord(
          phase: phase, family: $0.family, prompt: $0.prompt, response: $0.said[index].0,
          gold: $0.said[index].1, proxy: $0.said[index].2)
      }
    }
  }
}
