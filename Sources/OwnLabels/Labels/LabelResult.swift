import Aggregation
import LabelFiles
import PlainText
import Randomness
import Statistics

/// What a method makes of people's labels, with names instead of indices.
public struct LabelResult: Sendable {
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
  /// What each group says, where a column divides the labels into groups; otherwise empty.
  public let groups: [GroupVerdict]
  /// How all methods that fit differ; `nil` unless it was asked for.
  public let comparison: MethodComparison?
  /// What a reader should know, in sentences.
  public let notes: [String]
  /// The seed of all chance.
  public let seed: UInt64

  /// Aggregates labels.
  ///
  /// - Parameters:
  ///   - given: at least one label.
  ///   - method: the name of a method; `nil` takes one that suits, and a note says which.
  ///   - level: what the labels are taken for; `nil` goes by the name of their column and by what they
  ///     look like.
  ///   - compares: whether all methods that fit are compared.
  ///   - seed: decides ties and random starts.
  ///   - progress: told which method runs.
  public init(
    of given: LabelFile, by method: String?, level: DistanceMetric? = nil, compares: Bool = false,
    seed: UInt64 = 1, progress: @Sendable (String) -> Void = { _ in }
  ) throws {
    let levelNote = level == nil ? given.levelNote : nil
    let taken = try given.taken(at: level, for: method)
    let (chosen, reason) = try LabelChoice.method(method, for: taken)
    // A column that numbers the readings says that there are several by design.
    let (file, repeatNote) = taken.decidingRepeats(
      byDefault: given.repeatColumn != nil,
      sharing: chosen.name == "majority"
        ? "a worker's labels of a task share one vote" : LabelFile.mostFrequentCounts)
    let finding = try Self.finding(chosen, of: file, using: RandomStream(seed: seed))
    self.file = file
    self.method = chosen.name
    self.finding = finding
    self.seed = seed
    groups = try GroupVerdict.all(of: file, finding: finding)
    comparison =
      compares
      ? try MethodComparison(of: file, with: chosen, seed: seed, progress: progress) : nil
    var warnings = Self.warnings(about: file)
    if case .classes(let estimate) = finding {
      warnings += try Self.warnings(about: estimate, of: file, seed: seed)
    }
    notes =
      file.notes + [levelNote, reason, repeatNote].compactMap(\.self) + (file.groups?.notes ?? [])
      + warnings + finding.notes
  }

  /// Runs a method on a file.
  static func finding(
    _ method: TruthMethod, of file: LabelFile, using stream: RandomStream
  ) throws -> Finding {
    do {
      switch method {
      case .classes(let inference):
        try requireRoom(for: method.name, file)
        let estimate =
          file.sharesVotes && inference is MajorityLabels
          ? try MajorityLabels(sharesVotes: true).infer(file.classTable(), using: stream)
          : try inference.infer(
            (file.sharesVotes ? file.withOneLabelEach : file).classTable(), using: stream)
        guard estimate.probabilities.isFinite else {
          throw AggregationError.notFinite(method: method.name, iteration: estimate.iterationCount)
        }
        return .classes(estimate)
      case .quality(let inference):
        let table = try (file.sharesVotes ? file.withOneLabelEach : file)
          .ratingTable(for: "--method \(method.name)")
        var estimate = try inference.infer(table, using: stream)
        // Nothing that is no number is ever shown.
        guard estimate.quality.allSatisfy({ $0?.isFinite ?? true }) else {
          throw AggregationError.notFinite(method: method.name, iteration: estimate.iterationCount)
        }
        estimate.logLikelihood = estimate.logLikelihood.flatMap { $0.isFinite ? $0 : nil }
        estimate.standardErrors = estimate.standardErrors.map {
          $0.flatMap { $0.isFinite ? $0 : nil }
        }
        estimate.reliability = estimate.reliability.map { $0.flatMap { $0.isFinite ? $0 : nil } }
        return .quality(estimate)
      }
    } catch let error as AggregationError {
      throw MethodProblem(error, method: method.name)
    }
  }

  /// How many numbers a method may hold that keeps one for each class of each task and worker.
  static let cellLimit = 32_000_000

  /// Refuses a table that would fill the memory.
  private static func requireRoom(for method: String, _ file: LabelFile) throws(MethodProblem) {
    let classes = file.labelNames.count
    let cells = classes * (file.taskNames.count + file.workerNames.count)
    // A majority keeps the classes alone that somebody named.
    guard method != "majority", cells > cellLimit else { return }
    throw MethodProblem(
      method,
      "keeps a number for each of \(classes) classes of every task and worker, \(cells) in "
        + "all, but at most \(cellLimit) are allowed",
      fix: "merge rare classes, or use majority")
  }
}

extension LabelResult.Finding {
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
