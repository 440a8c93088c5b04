import Randomness

/// What a person is asked: which of two responses to one prompt is better.
public struct Question: Sendable, Hashable {
  /// The question's place in its campaign.
  public var id: Int
  /// The response shown first.
  public var first: Episode
  /// The response shown second.
  public var second: Episode

  /// Puts two responses to the same prompt before a person.
  public init(id: Int, first: Episode, second: Episode) {
    precondition(
      first.response.prompt.id == second.response.prompt.id,
      "question \(id) compares responses to different prompts")
    self.id = id
    self.first = first
    self.second = second
  }
}

/// One person's reply to a comparison.
public enum Answer: String, Sendable, Hashable, Codable {
  /// The response shown first is better.
  case first
  /// The response shown second is better.
  case second
  /// Neither is better.
  case tie
  /// No answer.
  case declined
}

/// Why a person answered so: the terms that were added up, and the chance that decided.
public struct Explanation: Sendable, Hashable, Codable {
  /// One named contribution to the leaning towards the first response, in nats.
  public struct Term: Sendable, Hashable, Codable {
    /// What contributes, such as `rationality × utility gap` or `position`.
    public var name: String
    /// Its size in nats; positive favours the first.
    public var nats: Double
    /// Names a contribution.
    public init(name: String, nats: Double) {
      self.name = name
      self.nats = nats
    }
  }
  /// The person's own utility of the first minus that of the second, in reward units.
  public var utilityGap: Double
  /// The contributions to the log-odds of answering "first".
  public var terms: [Term]
  /// The probability of answering "first" that they lead to, in 0...1.
  public var probabilityFirst: Double
  /// The uniform number that decided, in 0..<1.
  public var draw: Double
  /// What then changed the answer, if anything, such as `mistake`.
  public var interventions: [String]

  /// Describes an explanation; the parameters are the properties of the same names.
  public init(
    utilityGap: Double, terms: [Term], probabilityFirst: Double, draw: Double,
    interventions: [String] = []
  ) {
    self.utilityGap = utilityGap
    self.terms = terms
    self.probabilityFirst = probabilityFirst
    self.draw = draw
    self.interventions = interventions
  }
}

/// A simulated person who answers questions.
///
/// A value: what changes from answer to answer (fatigue, drift) is part of it, so a replication
/// copies the crowd and nothing leaks between runs.
public protocol Annotator: Sendable {
  /// A name unique in its pool, such as `p07`.
  var name: String { get }
  /// The group whose taste the person has.
  var group: String { get }
  /// How the person behaves, such as `honest` or `inverted troll`.
  var conduct: String { get }

  /// Answers one question, and says why.
  mutating func answer(
    _ question: Question, using stream: inout RandomStream
  ) -> (answer: Answer, explanation: Explanation)
}

/// One person's answer to one question, with what it cost.
public struct Judgement: Sendable, Hashable {
  /// What was asked.
  public var question: Question
  /// Who answered: name, group and conduct.
  public var annotator: String
  /// The annotator's group.
  public var group: String
  /// The annotator's conduct.
  public var conduct: String
  /// The reply.
  public var answer: Answer
  /// Working time, in seconds, ≥ 0.
  public var seconds: Double
  /// Price, in dollars, ≥ 0.
  public var dollars: Double

  /// Describes a judgement; the parameters are the properties of the same names.
  public init(
    question: Question, annotator: String, group: String, conduct: String, answer: Answer,
    seconds: Double, dollars: Double
  ) {
    self.question = question
    self.annotator = annotator
    self.group = group
    self.conduct = conduct
    self.answer = answer
    self.seconds = seconds
    self.dollars = dollars
  }
}
