import Randomness

/// Every worker has a table of how classes are mistaken for each other; tables and truth are found
/// together.
///
///     E: T_ik ∝ p_k Π_j Π_l π_jkl^{n_ijl}      M: p_k = mean_i T_ik,  π_jkl ∝ Σ_i T_ik n_ijl
///
/// T_ik is the probability that task i is of class k, n_ijl how often worker j put it into l. Dawid &
/// Skene 1979, doi:10.2307/2346806, eq. 2.3 to 2.5, by expectation-maximisation from the shares of
/// votes, without smoothing, extrapolated (Varadhan & Roland 2008) up to the maximum of the likelihood
/// that lies above that start. The likelihood has others: of the anaesthesia data random starts reach
/// −191.57 where the votes lead to −192.89. With one coin,
///
///     π_jkl = p_j if l = k, and (1 − p_j) / (K − 1) otherwise,
///
/// as in Zhang et al. 2014, arXiv:1406.3824, eq. 3, with the shares p_k estimated.
///
/// A worker's class that no task of theirs belongs to is left uniform. Workers who always answer the
/// opposite are recovered as long as most are honest: at one half the two explanations are alike.
public struct DawidSkene: TruthInference {
  /// How much is learnt about a worker.
  public enum Errors: String, Sendable, Hashable, Codable, CaseIterable {
    /// A probability of each class for each true class: K (K − 1) numbers.
    case matrix
    /// The same, each row drawn towards what the worker's accuracy and habit alone would say
    /// (``ConfusionModel/estimateSmoothed(from:into:)``).
    case smoothedMatrix = "smoothed-matrix"
    /// The probability of being right: one number.
    case oneCoin = "one-coin"
  }

  /// What is learnt about a worker.
  public var errors: Errors
  /// Stops when steps gain less than this, in nats, > 0.
  public var tolerance: Double
  /// Gives up after so many steps, at least 1.
  public var iterationLimit: Int
  /// Takes the steps of EM alone: what the tests compare with.
  var isPlain = false

  /// A way of fitting; the parameters are the properties of the same names.
  public init(errors: Errors = .matrix, tolerance: Double = 3e-7, iterationLimit: Int = 5_000) {
    self.errors = errors
    self.tolerance = tolerance
    self.iterationLimit = iterationLimit
  }

  /// The name on the command line.
  public var name: String {
    switch errors {
    case .matrix: "dawid-skene"
    case .smoothedMatrix: "smoothed-dawid-skene"
    case .oneCoin: "one-coin"
    }
  }

  /// What it takes for granted.
  public var assumptions: String {
    switch errors {
    case .matrix, .smoothedMatrix:
      "A worker confuses classes with fixed probabilities; tasks of a class are equally hard; errors "
        + "are independent given the class."
    case .oneCoin:
      "A worker is right with one probability, whatever the class, and errors hit the other classes "
        + "alike; they are independent."
    }
  }

  /// What the data must be like.
  public var needs: String {
    switch errors {
    case .matrix:
      "Several labels a task, dozens of labels a worker (some of each class), and an honest majority."
    case .smoothedMatrix:
      "Two or more labels a task, and of each worker ten times as many as the square of the classes."
    case .oneCoin: "Several labels a task, about ten labels a worker, and an honest majority."
    }
  }

  /// The most classes that a table of confusions is kept for.
  static let classLimit = 64

  /// The estimate; see the protocol.
  public func infer(
    _ table: LabelTable, using stream: RandomStream
  ) throws(AggregationError) -> TruthEstimate {
    try table.requireLabels(for: name)
    switch table.classCount {
    case ...2: return try fit(ConfusionModel<SIMD2<Double>>(table), using: stream)
    case ...4: return try fit(ConfusionModel<SIMD4<Double>>(table), using: stream)
    case ...8: return try fit(ConfusionModel<SIMD8<Double>>(table), using: stream)
    case ...16: return try fit(ConfusionModel<SIMD16<Double>>(table), using: stream)
    case ...32: return try fit(ConfusionModel<SIMD32<Double>>(table), using: stream)
    case ...Self.classLimit: return try fit(ConfusionModel<SIMD64<Double>>(table), using: stream)
    default:
      throw .tooManyClasses(method: name, count: table.classCount, limit: Self.classLimit)
    }
  }

  private func fit<Lanes>(
    _ model: ConfusionModel<Lanes>, using stream: RandomStream
  ) throws(AggregationError) -> TruthEstimate {
    let table = model.table
    let result = try errors == .smoothedMatrix ? settled(model) : climbed(model)
    guard result.logLikelihood.isFinite else {
      throw .notFinite(method: name, iteration: result.stepCount)
    }
    var counts = result.parameters
    var posterior = [Double](repeating: 0, count: table.taskCount * table.classCount)
    let logLikelihood = model.expectations(
      result.parameters, counts: &counts, posterior: &posterior)
    var truth = TruthEstimate(
      posterior: posterior, of: table, logLikelihood: logLikelihood,
      iterationCount: result.stepCount, hasConverged: result.hasConverged, using: stream)
    truth.confusion = confusion(model, result.parameters)
    let inverters = truth.reliability.count {
      ($0?.interval?.upperBound ?? 1) < 1 / Double(max(2, table.classCount))
    }
    if inverters > 0 {
      truth.notes.append(
        (inverters == 1 ? "1 worker is" : "\(inverters) workers are")
          + " worse than chance; their labels were read the other way round.")
    }
    if !result.hasConverged {
      truth.notes.append(
        "The tables of errors still moved after \(result.stepCount) steps; the labels may hardly agree."
      )
    }
    return truth
  }

  /// The maximum of the likelihood above the shares of votes.
  private func climbed<Lanes>(_ model: ConfusionModel<Lanes>) -> SquaredExtrapolation.Result {
    var counts = model.counts()
    var start = [Double](repeating: 0, count: model.parameterCount)
    estimate(model, counts, &start)
    var unused: [Double] = []
    return SquaredExtrapolation(
      tolerance: tolerance, stepLimit: iterationLimit, isPlain: isPlain
    ).climb(
      from: start,
      step: { parameters, next in
        let logLikelihood = model.expectations(parameters, counts: &counts, posterior: &unused)
        estimate(model, counts, &next)
        return logLikelihood
      }, confine: model.confine)
  }

  /// Where smoothed tables settle that begin with ``Mace`` of learnt shares.
  ///
  /// The draw of the rows moves with the tables, so that there is no likelihood to climb: it stops
  /// when fewer than one in a million labels is expected to be another confusion than before.
  private func settled<Lanes>(
    _ model: ConfusionModel<Lanes>
  ) throws(AggregationError) -> SquaredExtrapolation.Result {
    let start = try Mace(learnsShares: true, tolerance: 1e-3).fit(model.table).state
    var counts = model.counts(of: start.posterior)
    var before = counts
    var parameters = [Double](repeating: 0, count: model.parameterCount)
    var result = SquaredExtrapolation.Result(
      parameters: [], logLikelihood: 0, stepCount: 0, hasConverged: false)
    var unused: [Double] = []
    while result.stepCount < min(iterationLimit, Self.settlingLimit), !result.hasConverged {
      estimate(model, counts, &parameters)
      swap(&counts, &before)
      result.logLikelihood = model.expectations(parameters, counts: &counts, posterior: &unused)
      result.stepCount += 1
      var moved = 0.0
      for place in counts.indices.dropFirst(Lanes.scalarCount) {
        moved += abs(counts[place] - before[place])
      }
      // A NaN compares as false, and the caller sees it in the likelihood.
      result.hasConverged = !(moved / 2 >= Self.leastShift * Double(model.table.labelCount))
    }
    result.parameters = parameters
    return result
  }

  private static let leastShift = 1e-6

  /// Labels that hardly agree shift for thousands of steps between tables that are equally bad; those of
  /// real crowds settle within forty.
  private static let settlingLimit = 100

  private func estimate<Lanes>(
    _ model: ConfusionModel<Lanes>, _ counts: [Double], _ parameters: inout [Double]
  ) {
    model.estimateShares(from: counts, into: &parameters)
    switch errors {
    case .smoothedMatrix: model.estimateSmoothed(from: counts, into: &parameters)
    case .matrix: model.estimateMatrices(from: counts, into: &parameters)
    case .oneCoin: model.estimateCoins(from: counts, into: &parameters)
    }
  }

  /// From blocks by label to rows by true class.
  private func confusion<Lanes>(
    _ model: ConfusionModel<Lanes>, _ parameters: [Double]
  ) -> [Double] {
    let classes = model.table.classCount
    var rows = [Double](repeating: 0, count: model.table.workerCount * classes * classes)
    for worker in 0..<model.table.workerCount {
      for label in 0..<classes {
        let block = (1 + worker * classes + label) * ConfusionModel<Lanes>.width
        for trueClass in 0..<classes {
          rows[(worker * classes + trueClass) * classes + label] = parameters[block + trueClass]
        }
      }
    }
    return rows
  }
}
