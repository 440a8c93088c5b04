import Randomness

/// A worker either knows the class or does not care and answers by habit (MACE).
///
///     T_i uniform;  with probability θ_j worker j answers T_i, otherwise draws from ξ_j
///
/// Hovy et al. 2013, "Learning whom to trust with MACE", NAACL N13-1132, section 3, by the
/// variational form there with Beta(½, ½) on θ and Dirichlet(10) on ξ, as in the authors' program
/// and crowd-kit:
///
///     θ̃_j = exp(ψ(known_j + ½) − ψ(n_j + 1)),   ξ̃_jk = exp(ψ(habit_jk + 10) − ψ(habit_j + 10 K))
///
/// Where those two try random starts of fifty rounds, this begins with the shares of votes and goes
/// on until nothing moves: no chance, and the same answer under other names or another order. Plain
/// EM has degenerate maxima, such as one class for all, and is left out.
///
/// With ``learnsShares`` classes need not be equally frequent. Their shares are learnt by half,
///
///     p_k = ½ (mean_i P(T_i = k) + 1/K),
///
/// since free shares run away to one class where tasks have two or three labels of unknown workers;
/// and θ has Beta(1, 1), which asks for less evidence of those who give few labels.
public struct Mace: TruthInference {
  /// Whether classes may differ in frequency.
  public var learnsShares: Bool
  /// Stops when the probability that a label is right moves by less than this, in the mean over all
  /// labels, > 0.
  public var tolerance: Double
  /// Gives up after so many rounds, at least 1.
  public var iterationLimit: Int

  /// A way of fitting; the parameters are the properties of the same names.
  ///
  /// - Parameter tolerance: `nil` takes 1e-8, and with learnt shares 1e-4, where labels have settled.
  public init(learnsShares: Bool = false, tolerance: Double? = nil, iterationLimit: Int = 2_000) {
    precondition(iterationLimit >= 1, "MACE with \(iterationLimit) rounds")
    self.learnsShares = learnsShares
    self.tolerance = tolerance ?? (learnsShares ? 1e-4 : 1e-8)
    self.iterationLimit = iterationLimit
  }

  /// The name on the command line.
  public var name: String { learnsShares ? "mace-shares" : "mace" }
  /// What it takes for granted.
  public var assumptions: String {
    "A worker who does not know the class answers by a habit that does not depend on it; "
      + (learnsShares ? "" : "classes are equally frequent; ") + "errors are independent."
  }
  /// What the data must be like.
  public var needs: String {
    learnsShares
      ? "Two or more labels a task; a worker may have few."
      : "Several labels a task and about ten a worker; finds those who answer by habit."
  }

  /// What θ and 1 − θ have before any label.
  var competencePrior: Double { learnsShares ? 1 : 0.5 }

  /// How probably a label of a worker is right: θ + (1 − θ) / K, whatever the habit, where classes
  /// are equally frequent.
  public static func probabilityCorrect(competence: Double, classCount: Int) -> Double {
    competence + (1 - competence) / Double(classCount)
  }

  /// The estimate; see the protocol.
  public func infer(
    _ table: LabelTable, using stream: RandomStream
  ) throws(AggregationError) -> TruthEstimate {
    try table.requireLabels(for: name)
    let (state, rounds) = try fit(table)
    let hasConverged = state.shift < tolerance
    var truth = TruthEstimate(
      posterior: state.posterior, of: table, logLikelihood: state.logLikelihood,
      iterationCount: rounds, hasConverged: hasConverged, using: stream)
    let counts = table.labelCountOfWorkers
    let competences = counts.indices.map { worker in
      counts[worker] > 0
        ? (state.known(by: worker) + competencePrior)
          / (Double(counts[worker]) + 2 * competencePrior) : nil
    }
    truth.workerParameters = [ModelParameter(name: "competence", values: competences)]
    if !learnsShares {
      truth.reliability = zip(competences, counts).map { competence, count in
        competence.map {
          TruthEstimate.share(
            Self.probabilityCorrect(competence: $0, classCount: table.classCount), of: count)
        }
      }
    }
    if !hasConverged {
      truth.notes.append(
        "Labels still moved after \(rounds) rounds; raise the iteration limit.")
    }
    return truth
  }

  /// The parameters where nothing moves any more, and after how many rounds.
  func fit(_ table: LabelTable) throws(AggregationError) -> (state: MaceState, rounds: Int) {
    var state = MaceState(table, self)
    var rounds = 0
    repeat {
      state.improve()
      rounds += 1
      guard state.shift.isFinite else {
        throw .notFinite(method: name, iteration: rounds)
      }
    } while state.shift >= tolerance && rounds < iterationLimit
    return (state, rounds)
  }
}
