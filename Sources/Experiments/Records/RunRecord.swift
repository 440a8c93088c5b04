import Statistics

/// The outcome of a whole run: what `summary.json` and the report are made of.
public struct RunRecord: Sendable {
  /// What was run.
  public var experiment: Experiment
  /// The outcome of each arm, in the experiment's order.
  public var arms: [ArmRecord]
  /// What became of each claim, in the experiment's order.
  public var hypotheses: [HypothesisRecord]
  /// Wall time of the run in seconds.
  public var seconds: Double
  /// The sandbox's version.
  public var version: String

  /// Describes a run; the parameters are the properties of the same names.
  public init(
    experiment: Experiment, arms: [ArmRecord], hypotheses: [HypothesisRecord], seconds: Double,
    version: String
  ) {
    self.experiment = experiment
    self.arms = arms
    self.hypotheses = hypotheses
    self.seconds = seconds
    self.version = version
  }

  /// Working time by phase summed over arms and replications, in the order of the pipeline.
  public var phaseSeconds: [(name: String, seconds: Double)] {
    var totals: [(name: String, seconds: Double)] = []
    for phase in arms.flatMap(\.replications).flatMap(\.phases) {
      if let index = totals.firstIndex(where: { $0.name == phase.name }) {
        totals[index].seconds += phase.seconds
      } else {
        totals.append((phase.name, phase.seconds))
      }
    }
    // An arm may have a phase that those before it have not.
    let order = PhaseRecord.pipeline
    return order.compactMap { name in totals.first { $0.name == name } }
      + totals.filter { !order.contains($0.name) }
  }

  /// Where the arms lie on the scenario's scale; `nil` without one, and of a smoke run.
  public var sensitivity: Sensitivity? { experiment.sensitivity(on: arms) }

  /// The replications that stopped, with the reason.
  public var failures: [(arm: String, number: Int, reason: String)] {
    arms.flatMap(\.replications).compactMap { record in
      record.failure.map { (record.arm, record.number, $0) }
    }
  }
}

/// The outcome of one arm.
public struct ArmRecord: Sendable {
  /// The arm.
  public var arm: Arm
  /// Its replications by number; those that failed say why.
  public var replications: [ReplicationRecord]

  /// Joins an arm with its replications.
  public init(arm: Arm, replications: [ReplicationRecord]) {
    self.arm = arm
    self.replications = replications
  }

  /// The names of all metrics, in the order of the pipeline.
  public var metricNames: [String] {
    var seen: Set<String> = []
    return replications.flatMap(\.metrics).map(\.name).filter { seen.insert($0).inserted }
  }

  /// A metric's values by replication; those that did not measure it are left out.
  public func values(of metric: String) -> [Double] {
    replications.compactMap { $0.value(of: metric) }
  }

  /// The mean of a metric over replications, with Student's 95 % interval inside the metric's range; `nil`
  /// where none measured it.
  public func estimate(of metric: String) -> Estimate? {
    let values = values(of: metric)
    return values.isEmpty
      ? nil : Estimate(of: values).within(MetricGlossary.metric(metric)?.range)
  }
}

/// What became of one claim.
public struct HypothesisRecord: Sendable, Hashable, Codable {
  /// The hypothesis's short name.
  public var id: String
  /// The claim in one sentence.
  public var claim: String
  /// `supported`, `refuted` or `inconclusive`.
  public var verdict: String
  /// The mean effect over replications; `nil` when no replication yielded it.
  public var effect: Double?
  /// The ends of its 95 % interval; `nil` with fewer than two replications.
  public var low: Double?
  /// See `low`.
  public var high: Double?
  /// Two-sided p of the paired test against the threshold; `nil` with fewer than two replications.
  public var p: Double?
  /// The control, if the claim has one.
  public var control: ControlRecord?
  /// The positive control, if the claim has one.
  public var positive: PositiveRecord?
  /// The smallest effect that would matter, if somebody has said so; > 0.
  public var smallest: Double?
  /// The smallest distance of the true effect from the threshold that a two-sided test at 5 % would have
  /// seen in 80 % of such runs; > 0. `nil` with fewer than two replications, or where all agree.
  public var detectable: Double?
  /// Whether the claim is inconclusive where even a third of the scale could have gone unseen: see
  /// ``Sensitivity``. Never without a scale.
  public var isInsensitive: Bool

  /// The verdict in so far as it may be believed: a claim whose controls do not hold is told with them,
  /// as in `supported, but its control fails`, and one that could not have been seen is `insensitive`.
  public var judgement: String {
    func trouble(_ name: String, _ verdict: String?) -> String? {
      guard let verdict, verdict != "holds" else { return nil }
      return "\(name) \(verdict == "fails" ? "fails" : "is inconclusive")"
    }
    // An inconclusive claim is open anyhow; whether the instrument is blind is news there too.
    let troubles = [
      verdict == "inconclusive" ? nil : trouble("its control", control?.verdict),
      trouble("its positive control", positive?.verdict),
    ].compactMap(\.self)
    let word = isInsensitive ? "insensitive" : verdict
    return troubles.isEmpty ? word : "\(word), but \(troubles.joined(separator: " and "))"
  }

  /// What became of a control: `holds`, `fails` or `inconclusive`, and the numbers behind it.
  public struct ControlRecord: Sendable, Hashable, Codable {
    /// `holds`, `fails` or `inconclusive`.
    public var verdict: String
    /// The mean effect where there should be none.
    public var effect: Double?
    /// The ends of its 95 % interval.
    public var low: Double?
    /// See `low`.
    public var high: Double?
    /// The margin it had to stay within.
    public var margin: Double
    /// The sides of 0 on which the margin is a limit.
    public var bound: ControlBound

    /// Describes a control's outcome; the parameters are the properties of the same names.
    public init(
      verdict: String, effect: Double?, low: Double?, high: Double?, margin: Double,
      bound: ControlBound = .within
    ) {
      self.verdict = verdict
      self.effect = effect
      self.low = low
      self.high = high
      self.margin = margin
      self.bound = bound
    }
  }

  /// What became of a positive control: `holds`, `fails` or `inconclusive`, and the numbers behind it.
  public struct PositiveRecord: Sendable, Hashable, Codable {
    /// `holds`, `fails` or `inconclusive`.
    public var verdict: String
    /// The mean of the effect that must be seen.
    public var effect: Double?
    /// The ends of its 95 % interval.
    public var low: Double?
    /// See `low`.
    public var high: Double?
    /// What it was compared with.
    public var threshold: Double

    /// Describes a positive control's outcome; the parameters are the properties of the same names.
    public init(
      verdict: String, effect: Double?, low: Double?, high: Double?, threshold: Double
    ) {
      self.verdict = verdict
      self.effect = effect
      self.low = low
      self.high = high
      self.threshold = threshold
    }
  }

  /// Describes an outcome; the parameters are the properties of the same names.
  public init(
    id: String, claim: String, verdict: String, effect: Double?, low: Double?, high: Double?,
    p: Double?, control: ControlRecord?, positive: PositiveRecord? = nil,
    smallest: Double? = nil, detectable: Double? = nil, isInsensitive: Bool = false
  ) {
    self.id = id
    self.claim = claim
    self.verdict = verdict
    self.effect = effect
    self.low = low
    self.high = high
    self.p = p
    self.control = control
    self.positive = positive
    self.smallest = smallest
    self.detectable = detectable
    self.isInsensitive = isInsensitive
  }
}
