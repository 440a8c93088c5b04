import Annotators
import Experiments
import Feedback
import Foundation
import Networks
import Randomness
import Reports
import ResultStore
import SandboxCore
import ScenarioFiles

/// Where the command line meets the modules that read scenarios, keep results and make parts: one
/// small function for each thing it asks of them.
enum Wiring {
  /// Reads a scenario with what the command line changes in it.
  ///
  /// - Throws: ``BadInput`` with every problem of the file.
  static func readScenario(
    path: String, overrides: [String] = [], replications: Int? = nil
  ) throws -> Experiment {
    do {
      return try reader.read(path: path, overrides: overrides, replications: replications)
    } catch {
      throw BadInput(error.description)
    }
  }

  /// Reads the text of a scenario called `scenario`.
  ///
  /// - Throws: ``BadInput`` with every problem of the text.
  static func readScenario(text: String, overrides: [String]) throws -> Experiment {
    do {
      return try reader.read(text: text, path: "scenario.yaml", overrides: overrides)
    } catch {
      throw BadInput(error.description)
    }
  }

  private static let reader = ScenarioReader()

  /// Opens the folder of a run: a new one, or with `resume` one that an interrupted run left.
  ///
  /// - Throws: ``BadInput`` when the folder holds another run, or this one and `resume` is false.
  static func openRunDirectory(
    _ path: String, experiment: Experiment, resume: Bool
  ) throws -> RunFolder {
    let directory: RunDirectory
    do {
      directory = try RunDirectory(
        at: URL(filePath: path, directoryHint: .isDirectory),
        scenario: try ResolvedScenario(experiment, version: sandboxVersion).text,
        experiment: experiment, version: sandboxVersion, resume: resume,
        stored: { text in try? reader.read(text: text, path: path + "/scenario.yaml") })
    } catch let problem as RunDirectoryProblem {
      throw problem.isFailure ? problem : BadInput(problem.description)
    }
    return RunFolder(
      path: path, completed: directory.completed, repairs: directory.repairs,
      secondsBefore: directory.secondsBefore,
      file: { outcome in try file(outcome, in: directory) },
      read: { try directory.record(of: experiment, version: sandboxVersion) },
      finish: { record in
        let summary = record.summary
        try directory.finish(record, summary: summary)
        return summary
      })
  }

  private static func file(_ outcome: ReplicationOutcome, in directory: RunDirectory) throws {
    let table = AnswersTable(
      judgements: outcome.judgements, vocabulary: outcome.vocabulary, world: outcome.world,
      arm: outcome.record.arm, replication: outcome.record.number + 1)
    try directory.file(
      outcome.record,
      answers: { write in
        guard !outcome.judgements.isEmpty else { return }
        for line in table.lines { try write(line + "\n") }
      },
      models: outcome.models.map { model in
        FiledModel(name: model.folder) { folder in
          try ModelFolder.write(
            model.model, role: model.role, words: outcome.vocabulary.words,
            beginning: outcome.vocabulary.beginning, end: outcome.vocabulary.end, to: folder)
        }
      })
  }

  /// Reads back what a finished run left.
  static func loadRun(_ path: String) throws -> RunRecord {
    do {
      return try RunDirectory.load(URL(filePath: path, directoryHint: .isDirectory)) { text in
        try reader.read(text: text, path: path + "/scenario.yaml")
      }
    } catch let problem as RunDirectoryProblem {
      throw BadInput(problem.description)
    } catch let problems as InvalidScenario {
      throw BadInput(problems.description)
    }
  }

  /// What is missing or damaged of a folder or file that a replication on file left; `nil` when all is whole.
  static func damage(
    of key: ReplicationKey, run path: String, below part: String
  ) throws -> String? {
    do throws(RunDirectoryProblem) {
      return try RunDirectory.damage(
        in: URL(filePath: path, directoryHint: .isDirectory), of: key, below: part)
    } catch {
      throw BadInput(error.description)
    }
  }

  /// Makes a world as an arm's settings describe it.
  static func makeWorld(_ settings: ArmSettings) throws -> any Environment {
    do {
      return try settings.makeWorld()
    } catch let problem as ModelFolderProblem {
      throw BadInput(problem.description)
    }
  }

  /// Makes the people that an arm's settings describe, in a world, and their AI judges.
  ///
  /// - Throws: ``BadInput`` with everything that is wrong with them.
  static func makePool(
    _ settings: AnnotatorSettings, in world: any Environment, using stream: RandomStream
  ) throws -> AnnotatorPool {
    func pool<World: Environment>(in world: World) throws -> AnnotatorPool {
      try AnnotatorPool(
        settings.population(in: world), world: PopulationWorld(world), using: stream)
    }
    do {
      return try pool(in: world)
    } catch let problem as InvalidPopulation {
      throw BadInput(
        problem.problems.map { "error: \($0.location): \($0.what)\n  fix: \($0.remedy)" }
          .joined(separator: "\n"))
    }
  }

  /// Loads the model that a phase left in a folder.
  ///
  /// - Throws: ``BadInput`` when there is none, or when it does not fit the world.
  static func loadModel(
    _ folder: String, for world: some Environment
  ) throws -> any LanguageModel {
    do {
      return try ModelFolder.readPolicy(
        URL(filePath: folder, directoryHint: .isDirectory), words: world.vocabulary.words,
        contextLength: world.contextLength, world: world.name)
    } catch let problem as ModelFolderProblem {
      throw BadInput(problem.description)
    }
  }

  /// Loads the reward model in a folder.
  ///
  /// - Throws: ``BadInput`` when there is none, or when it does not fit the world.
  static func loadRewardModel(
    _ folder: String, for world: some Environment
  ) throws -> ModelFolder.Contents {
    do {
      return try ModelFolder.readReward(
        URL(filePath: folder, directoryHint: .isDirectory), words: world.vocabulary.words,
        contextLength: world.contextLength, world: world.name)
    } catch let problem as ModelFolderProblem {
      throw BadInput(problem.description)
    }
  }

  /// Opens the models of a finished replication to look into its episodes.
  ///
  /// - Throws: ``BadInput`` when they cannot be used, or when the policy is no language model.
  static func openWalker<World: Environment>(
    of experiment: Experiment, _ choice: ReplicationChoice, in world: World
  ) throws -> EpisodeWalker<World> {
    do {
      return try EpisodeWalker(
        of: experiment, arm: choice.arm, record: try choice.record(), in: world,
        models: URL(filePath: choice.models, directoryHint: .isDirectory))
    } catch let problem as ModelFolderProblem {
      throw BadInput(problem.description)
    } catch let problem as InspectionProblem {
      throw BadInput(problem)
    }
  }
}
