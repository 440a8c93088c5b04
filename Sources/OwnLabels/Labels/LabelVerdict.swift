import Aggregation
import LabelFiles
import Randomness
import Statistics

/// What a method makes of people's labels, with names instead of indices.
public struct LabelVerdict: Sendable {
  /// What a method found, of either kind.
  public enum Finding: Sendable {
    /// The class of each task.
    case classes(TruthEstimate)
    /// How good each task is.
    case quality(QualityEstimate)
  }

  /// The labels.
  public let file: LabelFile
  /// The name of the method.
  public let method: String
  /// What it found.
  public let finding: Finding
  /// How all methods that fit differ; `nil` unless it was asked for.
  public let comparison: MethodComparison?
  /// What a reader should know, in sentences.
  public let notes: [String]
  /// The seed of all chance.
  public let seed: UInt64

  /// Aggregates labels.
  ///
  /// - Parameters:
  ///   - file: at least one label.
  ///   - method: the name of a method; `nil` takes one that suits, and a note says which.
  ///   - compares: whether all methods that fit are compared.
  ///   - seed: decides ties and random starts.
  ///   - progress: told which method runs.
  public init(
    of file: LabelFile, by method: String?, compares: Bool = false, seed: UInt64 = 1,
    progress: (String) -> Void = { _ in }
  ) throws {
    let (chosen, reason) = try LabelChoice.method(method, for: file)
    let finding = try Self.finding(chosen, of: file, using: RandomStream(seed: seed))
    self.file = file
    self.method = chosen.name
    self.finding = finding
    self.seed = seed
    comparison =
      compares
      ? try MethodComparison(of: file, with: chosen, seed: seed, progress: progress) : nil
    var warnings = Self.warnings(about: file)
    if case .classes(let estimate) = finding {
      warnings += try Self.warnings(about: estimate, of: file, seed: seed)
    }
    notes = file.notes + (reason.map { [$0] } ?? []) + warnings + finding.notes
  }

  /// Runs a method on a file.
  static func finding(
    _ method: TruthMethod, of file: LabelFile, using stream: RandomStream
  ) throws -> Finding {
    do {
      switch method {
      case .classes(let inference):
        return .classes(try inference.infer(file.classTable(), using: stream))
      case .quality(let inference):
        let table = try file.ratingTable(for: "--method \(method.name)")
        return .quality(try inference.infer(table, using: stream))
      }
    } catch let error as AggregationError {
      throw MethodProblem(error, method: method.name)
    }
  }
}

extension LabelVerdict.Finding {
  /// The logarithm of the likelihood, in nats; `nil` for methods without one.
  public var logLikelihood: Double? {
    switch self {
    case .classes(let estimate): estimate.logLikelihood
    case .quality(let estimate): estimate.logLikelihood
    }
  }

  /// How often the parameters were estimated anew.
  public var iterations: Int {
    switch self {
    case .classes(let estimate): estimate.iterationCount
    case .quality(let estimate): estimate.iterationCount
    }
  }

  /// What the method wants to be known, in sentences.
  var notes: [String] {
    let (hasConverged, notes) =
      switch self {
      case .classes(let estimate): (estimate.hasConverged, estimate.notes)
      case .quality(let estimate): (estimate.hasConverged, estimate.notes)
      }
    return notes
      + (hasConverged ? [] : ["not converged after \(iterations) iterations: treat with care"])
  }

  /// Further numbers about each worker.
  var workerParameters: [ModelParameter] {
    switch self {
    case .classes(let estimate): estimate.workerParameters
    case .quality(let estimate): estimate.raterParameters
    }
  }
}
