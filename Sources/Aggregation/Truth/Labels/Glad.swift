import Foundation
import Randomness

/// Workers have ability, tasks are easy or hard, and both decide who is right (GLAD).
///
///     P(label = class) = σ(α_j β_i),  each other class (1 − σ(α_j β_i)) / (K − 1),  β_i = exp(b_i) > 0
///
/// Whitehill et al. 2009, "Whose vote should count more", NIPS 22, eq. 1, with the normal priors N(1, 1)
/// on α and on b of that paper's section 3.1 and of crowd-kit, and classes equally frequent. By the
/// gradient form of EM (Lange 1995, doi:10.1111/j.2517-6161.1995.tb02037.x): each round takes one Newton
/// step in all α and then in all b; extrapolated (Varadhan & Roland 2008) to the maximum of the
/// posterior density. σ(1) = .731: where α β = 1, a worker is right in 73 of 100.
public struct Glad: TruthInference {
  /// Stops when rounds gain less than this for each label, in nats, > 0; 1e-8 leaves accuracy and
  /// abilities unchanged to three digits.
  public var tolerance: Double
  /// Gives up after so many rounds, at least 1.
  public var iterationLimit: Int

  /// A way of fitting; the parameters are the properties of the same names.
  public init(tolerance: Double = 1e-8, iterationLimit: Int = 2_000) {
    self.tolerance = tolerance
    self.iterationLimit = iterationLimit
  }

  /// The name on the command line.
  public let name = "glad"
  /// What it takes for granted.
  public let assumptions =
    "A worker's ability and a task's easiness multiply; errors hit all other classes alike and are "
    + "independent; classes are equally frequent."
  /// What the data must be like.
  public let needs = "Five or more labels a task, or easiness cannot be told; about ten a worker."

  /// How probably a worker of an ability is right about a task of an easiness: σ(α β).
  public static func probabilityCorrect(ability: Double, easiness: Double) -> Double {
    1 / (1 + exp(-ability * easiness))
  }

  /// The estimate; see the protocol.
  public func infer(
    _ table: LabelTable, using stream: RandomStream
  ) throws(AggregationError) -> TruthEstimate {
    try table.requireLabels(for: name)
    let model = GladModel(table)
    var scratch = GladModel.Scratch(table)
    let result = SquaredExtrapolation(
      tolerance: tolerance * Double(table.labelCount), stepLimit: iterationLimit
    ).climb(
      from: [Double](repeating: 1, count: table.workerCount + table.taskCount),
      step: { parameters, next in
        let logLikelihood = model.expect(parameters, &scratch)
        model.improve(parameters, &next, &scratch)
        return logLikelihood
      }, confine: { _, _ in })
    guard result.logLikelihood.isFinite else {
      throw .notFinite(method: name, iteration: result.stepCount)
    }
    let logLikelihood = model.expect(result.parameters, &scratch)
    var truth = TruthEstimate(
      posterior: scratch.posterior, of: table, logLikelihood: logLikelihood,
      iterationCount: result.stepCount, hasConverged: result.hasConverged, using: stream)
    let counts = table.labelCountOfWorkers
    truth.workerParameters = [
      ModelParameter(
        name: "ability",
        values: counts.indices.map { counts[$0] > 0 ? result.parameters[$0] : nil })
    ]
    truth.taskParameters = [
      ModelParameter(
        name: "easiness",
        values: (0..<table.taskCount).map {
          truth.labels[$0] == nil ? nil : exp(result.parameters[table.workerCount + $0])
        })
    ]
    if !result.hasConverged {
      truth.notes.append(
        "The density still rose after \(result.stepCount) rounds; raise the iteration limit.")
    }
    return truth
  }
}
