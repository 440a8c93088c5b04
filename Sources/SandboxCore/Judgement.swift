/// One person's answer to one question, with what it cost and when it came.
public struct Judgement: Sendable, Hashable {
  /// What was asked.
  public var question: Question
  /// Who answered, by name.
  public var annotator: String
  /// The annotator's group.
  public var group: String
  /// The annotator's behavior.
  public var behavior: String
  /// Whether the annotator means ill, or does not mean anything.
  public var isAdversarial: Bool
  /// The reply.
  public var answer: Answer
  /// Working time, in seconds, ≥ 0.
  public var seconds: Double
  /// Price, in dollars, ≥ 0.
  public var dollars: Double
  /// When the answer was in, in hours since the campaign began, ≥ 0.
  public var hour: Double
  /// Which round of the campaign it belongs to, from 0.
  public var round: Int

  /// Describes a judgement; the parameters are the properties of the same names.
  public init(
    question: Question, annotator: String, group: String, behavior: String,
    isAdversarial: Bool = false, answer: Answer, seconds: Double, dollars: Double, hour: Double = 0,
    round: Int = 0
  ) {
    self.question = question
    self.annotator = annotator
    self.group = group
    self.behavior = behavior
    self.isAdversarial = isAdversarial
    self.answer = answer
    self.seconds = seconds
    self.dollars = dollars
    self.hour = hour
    self.round = round
  }
}
