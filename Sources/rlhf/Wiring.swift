import Experiments
import Networks
import Randomness
import Reports
import SandboxCore

/// Where the command line meets the modules that read scenarios, keep results and make parts: one
/// small function for each thing it asks of them.
enum Wiring {
  /// Reads a scenario with what the command line changes in it.
  ///
  /// - Throws: ``BadInput`` with every problem of the file.
  static func readScenario(
    path: String, overrides: [String] = [], replications: Int? = nil
  ) throws -> Experiment {
    throw NotWired("reading scenarios")
  }

  /// Opens the folder of a run: a new one, or with `resume` one that an interrupted run left.
  ///
  /// - Throws: ``BadInput`` when the folder holds another run, or this one and `resume` is false.
  static func openRunDirectory(
    _ path: String, experiment: Experiment, resume: Bool
  ) throws -> RunFolder {
    throw NotWired("keeping results")
  }

  /// Reads back what a finished run left.
  static func loadRun(_ path: String) throws -> RunRecord {
    throw NotWired("reading results")
  }

  /// Decides on an experiment's claims.
  static func judge(_ experiment: Experiment, arms: [ArmRecord]) throws -> [HypothesisRecord] {
    throw NotWired("judging claims")
  }

  /// The mean of values with its 95 % interval.
  static let interval: IntervalEstimator = { values in
    (values.reduce(0, +) / Double(values.count), nil, nil)
  }

  /// The metric glossary.
  static let metricNotes: [MetricNote] = []

  /// Makes a world as an arm's settings describe it.
  static func makeWorld(_ settings: WorldSettings) throws -> any Environment {
    throw NotWired("making the world \(settings.name.rawValue)")
  }

  /// Makes the people that an arm's settings describe, in a world.
  static func makeAnnotators(
    _ settings: AnnotatorSettings, in world: any Environment, using stream: RandomStream
  ) throws -> [any Annotator] {
    throw NotWired("making annotators")
  }

  /// Loads the model that a phase left in a folder.
  ///
  /// - Throws: ``BadInput`` when there is none, or when it speaks another vocabulary.
  static func loadModel(
    _ folder: String, vocabulary: Vocabulary
  ) throws -> any LanguageModel {
    throw NotWired("loading models")
  }
}

/// A part of the product that is not connected yet.
struct NotWired: Error, CustomStringConvertible {
  var description: String
  init(_ what: String) { description = "\(what) is not wired into the command line yet" }
}
