import Foundation

/// `sandbox-benchmarks WORKLOAD…` times workloads of the sandbox; without names, all but the demo.
@main
struct Main {
  static func main() {
    let known = [
      TrainingStep.workload, TrainingStep.deep, TrainingStep.vast, Sampling.workload,
      Sampling.vast, PolicyOptimizationEpisodes.workload,
      PolicyOptimizationEpisodes.twoReplications, PolicyOptimizationEpisodes.leaveOneOut,
      PolicyOptimizationEpisodes.groupRelative, PreferencePairs.directPreference,
      PreferencePairs.rewardModel, Playouts.ticTacToe, Playouts.connectFour,
      Playouts.solving, CampaignWorkload.people, CampaignWorkload.random,
      CampaignWorkload.workload, CampaignWorkload.expertise, BradleyTerryWorkload.small,
      BradleyTerryWorkload.large, CrowdLabels.dawidSkene, CrowdLabels.mace, CrowdLabels.glad,
      CrowdLabels.sparseWorkers, Agreement.alpha, Agreement.bootstrap, Commands.aggregate,
      Commands.aggregateSparse, Commands.aggregateManyClasses, Commands.rate, Commands.rateCompare,
      Commands.demo,
    ]
    let names = CommandLine.arguments.dropFirst()
    for name in names where !known.contains(where: { $0().name == name }) {
      FileHandle.standardError.write(
        Data("no workload \(name); there are \(known.map { $0().name })\n".utf8))
      exit(64)
    }
    for make in known {
      let workload = make()
      if names.isEmpty ? workload.name != "demo" : names.contains(workload.name) {
        workload.measure()
      }
    }
  }
}
