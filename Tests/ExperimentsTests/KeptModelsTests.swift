import Environments
import SandboxCore
import Experiments
import Foundation
import Synchronization
import Testing

/// Models of the first two phases, made once for all runs.
@Suite struct KeptModelsTests {
  private func inNewStore<Result>(
    _ body: (ArtifactStore) async throws -> Result
  ) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(ArtifactStore(folder: folder))
  }

  private func experiment(_ world: WorldName = .ticTacToe, seed: UInt64 = 7) -> Experiment {
    var experiment = SmallRuns.experiment(world, replications: 2, arms: [("a", { _ in })])
    experiment.seed = seed
    return experiment
  }

  /// A decoder and a table of n-grams: the same bits with and without a store, written and read.
  @Test(arguments: [WorldName.ticTacToe, .tiny])
  func aStoreChangesNoNumber(world: WorldName) async throws {
    try await inNewStore { store in
      let experiment = experiment(world)
      let without = try await SmallRuns.run(experiment)
      let writing = try await SmallRuns.run(experiment, store: store)
      #expect(store.contents.count == 4)
      let reading = try await SmallRuns.run(experiment, store: store)
      for run in [writing, reading] {
        #expect(run.records.map(\.timeless) == without.records.map(\.timeless))
        for (one, other) in zip(run.filed, without.filed) {
          #expect(one.models.map(\.model.parameters) == other.models.map(\.model.parameters))
        }
      }
    }
  }

  /// Another scenario of the same world, with a seed of its own, trains nothing anew.
  @Test func anotherSeedHasTheSameModels() async throws {
    try await inNewStore { store in
      let first = try await SmallRuns.run(experiment(), store: store)
      let second = try await SmallRuns.run(experiment(seed: 8), store: store)
      #expect(store.contents.count == 4)
      #expect(
        first.filed[0].models[1].model.parameters == second.filed[0].models[1].model.parameters)
      #expect(
        first.filed[0].models[1].model.parameters != first.filed[1].models[1].model.parameters)
      #expect(first.records[0].timeless != second.records[0].timeless)
    }
  }

  /// Every setting of world, architecture and the two phases makes a model of its own; no other does.
  @Test func modelsBelongToTheirSettings() async throws {
    try await inNewStore { store in
      _ = try await SmallRuns.run(experiment(), store: store)
      for (key, text, count) in [
        ("pretraining.seed", "2", 8), ("pretraining.learning_rate", "0.01", 12),
        ("fine_tuning.learning_rate", "0.01", 14), ("fine_tuning.seed", "2", 16),
        ("reward_model.learning_rate", "0.01", 16),
        ("evaluation.pairs", "3", 16),
      ] {
        var changed = experiment()
        try #require(SettingsCatalog.setting(key)).assign(text, to: &changed.arms[0].settings)
        _ = try await SmallRuns.run(changed, store: store)
        #expect(store.contents.count == count, "\(key)")
      }
    }
  }

  @Test func aDamagedModelIsTrainedAgain() async throws {
    try await inNewStore { store in
      let first = try await SmallRuns.run(experiment(), store: store)
      for file in try FileManager.default.contentsOfDirectory(
        at: store.folder, includingPropertiesForKeys: nil)
      {
        var bytes = try Data(contentsOf: file)
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: file)
      }
      let second = try await SmallRuns.run(experiment(), store: store)
      #expect(first.records.map(\.timeless) == second.records.map(\.timeless))
      #expect(store.contents.count == 4)
    }
  }

  /// A run goes on where nothing can be kept, and says so.
  @Test func aStoreThatCannotWriteEndsNoRun() async throws {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data().write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let told = Mutex(0)
    try await ExperimentRunner(
      experiment: experiment(), jobs: 1, store: ArtifactStore(folder: file)
    ).run(completed: [], file: { #expect($0.record.failure == nil) }) { event in
      if case .notKept = event { told.withLock { $0 += 1 } }
    }
    #expect(told.withLock { $0 } == 4)
  }

  /// How models are measured changes none of them.
  @Test func measuringNeverChangesTraining() async throws {
    let experiment = SmallRuns.experiment(
      .tiny,
      arms: [
        ("little", { _ in }),
        (
          "much",
          {
            $0.evaluation.episodes = 9
            $0.evaluation.pairs = 5
            $0.evaluation.matches = 3
            $0.evaluation.headToHeadPrompts = 7
            $0.evaluation.interval = 1
            $0.evaluation.samples = 1
          }
        ),
      ])
    let filed = try await SmallRuns.run(experiment).filed
    #expect(filed[0].record.value(of: "gold_reward") != filed[1].record.value(of: "gold_reward"))
    #expect(filed[0].models.map(\.role) == filed[1].models.map(\.role))
    #expect(filed[0].models.map(\.model.parameters) == filed[1].models.map(\.model.parameters))
  }

  @Test func anExperimentExtendsOnesWithLess() {
    let less = experiment()
    var more = less
    more.replications += 1
    var arm = more.arms[0]
    arm.name = "b"
    arm.settings.annotators.population.trolls.share = 0.5
    more.arms.insert(arm, at: 0)
    more.title = "Another"
    #expect(more.extends(less) && less.extends(less) && !less.extends(more))
    var other = more
    other.seed += 1
    #expect(!other.extends(less))
    other = more
    other.arms[1].settings.annotators.population.trolls.share = 0.1
    #expect(!other.extends(less))
  }
}
