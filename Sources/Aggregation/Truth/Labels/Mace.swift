import Randomness

/// A worker either knows the class or does not care and answers by habit (MACE).
///
///     T_i uniform;  with probability θ_j worker j answers T_i, otherwise draws from ξ_j
///
/// Hovy et al. 2013, "Learning whom to trust with MACE", NAACL N13-1132, section 3, by the variational
/// form there with Beta(½, ½) on θ and Dirichlet(10) on ξ:
///
///     θ̃_j = exp(ψ(known_j + ½) − ψ(n_j + 1)),   ξ̃_jk = exp(ψ(habit_jk + 10) − ψ(habit_j + 10 K))
///
/// Ten random starts of fifty rounds, the likeliest kept, are the defaults of the authors' program and
/// of crowd-kit. (crowd-kit 1.4 gives all its starts the same random numbers; ours differ.) Plain EM
/// has degenerate maxima, such as one class for all, and is left out.
public struct Mace: TruthInference {
  /// How many random starts are tried, at least 1.
  public var restartCount: Int
  /// Rounds of each, at least 1.
  public var iterationCount: Int

  /// A way of fitting; the parameters are the properties of the same names.
  public init(restartCount: Int = 10, iterationCount: Int = 50) {
    precondition(
      restartCount >= 1 && iterationCount >= 1,
      "MACE with \(restartCount) restarts of \(iterationCount) rounds")
    self.restartCount = restartCount
    self.iterationCount = iterationCount
  }

  /// The name on the command line.
  public let name = "mace"
  /// What it takes for granted.
  public let assumptions =
    "A worker who does not know the class answers by a habit that does not depend on it; classes are "
    + "equally frequent; errors are independent."
  /// What the data must be like.
  public let needs =
    "Several labels a task and about ten a worker; finds those who answer by habit."

  /// How probably a label of a worker is right: θ + (1 − θ) / K, whatever the habit, because classes
  /// are equally frequent.
  public static func probabilityCorrect(competence: Double, classCount: Int) -> Double {
    competence + (1 - competence) / Double(classCount)
  }

  /// The estimate; see the protocol.
  public func infer(
    _ table: LabelTable, using stream: RandomStream
  ) throws(AggregationError) -> TruthEstimate {
    try table.requireLabels(for: name)
    var best = MaceState(table, using: stream.child("restart").child(0))
    for restart in 0..<restartCount {
      var state = MaceState(table, using: stream.child("restart").child(restart))
      state.expect(table)
      for _ in 0..<iterationCount {
        state.estimate(table)
        state.expect(table)
      }
      guard state.logLikelihood.isFinite else {
        throw .notFinite(method: name, iteration: iterationCount)
      }
      if restart == 0 || state.logLikelihood > best.logLikelihood { best = state }
    }
    return estimate(of: table, best, using: stream.child("ties"))
  }

  private func estimate(
    of table: LabelTable, _ state: MaceState, using stream: RandomStream
  ) -> TruthEstimate {
    var truth = TruthEstimate(
      posterior: state.posterior, of: table, logLikelihood: state.logLikelihood,
      iterationCount: restartCount * iterationCount, using: stream)
    let counts = table.labelCountOfWorkers
    let competences = counts.indices.map { worker in
      counts[worker] > 0
        ? (state.known[worker] + MaceState.competencePrior)
          / (Double(counts[worker]) + 2 * MaceState.competencePrior) : nil
    }
    truth.workerParameters = [ModelParameter(name: "competence", values: competences)]
    truth.reliability = zip(competences, counts).map { competence, count in
      competence.map {
        TruthEstimate.share(
          Self.probabilityCorrect(competence: $0, classCount: table.classCount), of: count)
      }
    }
    return truth
  }
}
