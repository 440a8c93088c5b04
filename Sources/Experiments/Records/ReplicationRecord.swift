import SandboxCore

/// All numbers and samples that one replication of one arm left: what files and reports are made of.
public struct ReplicationRecord: Sendable, Hashable, Codable {
  /// The arm's name.
  public var arm: String
  /// Which replication, from 0.
  public var number: Int
  /// A metric's name and value.
  public struct Metric: Sendable, Hashable, Codable {
    /// Snake case, as in the metric glossary.
    public var name: String
    /// Finite.
    public var value: Double
    /// Names a number.
    public init(name: String, value: Double) {
      self.name = name
      self.value = value
    }
  }
  /// The metrics, in the order of the pipeline; none twice.
  public var metrics: [Metric] = []
  /// What happened step by step in each phase.
  public var phases: [PhaseRecord] = []
  /// What each phase's model says or plays to the same prompts.
  public var samples: [SampleRecord] = []
  /// The Elo table of the phases' models, best first.
  public var elo: [EloRecord] = []
  /// Why the replication stopped; `nil` when it finished.
  public var failure: String?

  /// A record of nothing yet.
  public init(arm: String, number: Int) {
    self.arm = arm
    self.number = number
  }

  /// The value of a metric, or `nil` if the replication did not measure it.
  public func value(of metric: String) -> Double? { metrics.first { $0.name == metric }?.value }
}

/// One phase of one replication.
public struct PhaseRecord: Sendable, Hashable, Codable {
  /// The names of all phases, in the order in which they run; few arms have all.
  public static let pipeline = [
    "pre-training", "fine-tuning", "feedback", "learning from writing", "reward model",
    "policy optimisation", "evaluation",
  ]

  /// One of ``pipeline``.
  public var name: String
  /// Wall time in seconds; 0 when the result was shared with another arm.
  public var seconds: Double
  /// Named series over the phase's steps.
  public var report: TrainingReport

  /// Describes a phase; the parameters are the properties of the same names.
  public init(name: String, seconds: Double, report: TrainingReport) {
    self.name = name
    self.seconds = seconds
    self.report = report
  }
}

/// What the model of one phase says or plays to one prompt.
public struct SampleRecord: Sendable, Hashable, Codable {
  /// `pre-trained`, `fine-tuned` or `policy`.
  public var phase: String
  /// The prompt's family, such as `advice`.
  public var family: String
  /// The prompt's topic, such as `travel`; empty in runs of versions that did not keep it.
  public var topic: String
  /// The prompt as a person reads it.
  public var prompt: String
  /// The response as a person reads it; may have several lines.
  public var response: String
  /// What it is truly worth.
  public var gold: Double
  /// What the reward model believes, if there is one.
  public var proxy: Double?

  /// Describes a sample; the parameters are the properties of the same names.
  public init(
    phase: String, family: String, topic: String = "", prompt: String, response: String,
    gold: Double, proxy: Double?
  ) {
    self.phase = phase
    self.family = family
    self.topic = topic
    self.prompt = prompt
    self.response = response
    self.gold = gold
    self.proxy = proxy
  }
}

/// One contestant of the Elo table.
public struct EloRecord: Sendable, Hashable, Codable {
  /// `pre-trained`, `fine-tuned`, `best-of-4 by reward model`, `policy`.
  public var contestant: String
  /// Elo points; 1000 on average.
  public var rating: Double
  /// Standard deviation of the rating over orders of play, in Elo points.
  public var spread: Double
  /// Judgements won, tied ones counted half.
  public var wins: Double
  /// Judgements in all.
  public var matches: Int
  /// The Bradley-Terry estimate from the same judgements, in points on Elo's scale around 1000: where
  /// Elo's small steps would end up. `nil` when a contestant never scored, and so has no finite one.
  public var bradleyTerry: Double?

  /// Describes a contestant; the parameters are the properties of the same names.
  public init(
    contestant: String, rating: Double, spread: Double, wins: Double, matches: Int,
    bradleyTerry: Double? = nil
  ) {
    self.contestant = contestant
    self.rating = rating
    self.spread = spread
    self.wins = wins
    self.matches = matches
    self.bradleyTerry = bradleyTerry
  }
}

// MARK: - Records of earlier versions

extension ReplicationRecord.Metric {
  /// Reads a metric, if need be under the name that it has now.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let name = try container.decode(String.self, forKey: .name)
    self.init(
      name: MetricGlossary.currentName(of: name) ?? name,
      value: try container.decode(Double.self, forKey: .value))
  }
}

extension SampleRecord {
  /// Reads a sample; without a topic where none was kept.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      phase: try container.decode(String.self, forKey: .phase),
      family: try container.decode(String.self, forKey: .family),
      topic: try container.decodeIfPresent(String.self, forKey: .topic) ?? "",
      prompt: try container.decode(String.self, forKey: .prompt),
      response: try container.decode(String.self, forKey: .response),
      gold: try container.decode(Double.self, forKey: .gold),
      proxy: try container.decodeIfPresent(Double.self, forKey: .proxy))
  }
}
