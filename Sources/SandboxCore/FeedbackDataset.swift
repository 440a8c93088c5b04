import Randomness

/// Answers in the order of their questions, each with who gave it, when, and about what.
///
/// Consensus looks at it and replaces nothing: whoever needs to know who said something, a learner for
/// each annotator or group, a defence, a report, finds it here.
public struct FeedbackDataset: Sendable, Hashable {
  /// The answers.
  public var judgements: [Judgement]

  /// A data set of these answers.
  public init(_ judgements: [Judgement] = []) { self.judgements = judgements }

  // MARK: - Who, where, when

  /// The names of those who answered, in the order of their first answers.
  public var annotators: [String] { distinct(\.annotator) }
  /// The groups of those who answered, in the order of their first answers.
  public var groups: [String] { distinct(\.group) }
  /// The topics that were asked about, in the order of their first answers.
  public var topics: [String] { distinct(\.question.prompt.topic) }
  /// The forms in which people were asked, in the order of their first answers.
  public var channels: [Channel] { distinct(\.question.channel) }
  /// The rounds of the campaign, in the order of their first answers.
  public var rounds: [Int] { distinct(\.round) }

  private func distinct<Value: Hashable>(_ value: (Judgement) -> Value) -> [Value] {
    var seen = Set<Value>()
    return judgements.lazy.map(value).filter { seen.insert($0).inserted }
  }

  // MARK: - Parts

  /// What one annotator answered.
  public func answers(of annotator: String) -> FeedbackDataset {
    filter { $0.annotator == annotator }
  }

  /// What the annotators of a group answered.
  public func answers(ofGroup group: String) -> FeedbackDataset { filter { $0.group == group } }

  /// What was answered in a round.
  public func answers(inRound round: Int) -> FeedbackDataset { filter { $0.round == round } }

  /// The answers of which it holds, in their order.
  public func filter(_ isIncluded: (Judgement) throws -> Bool) rethrows -> FeedbackDataset {
    FeedbackDataset(try judgements.filter(isIncluded))
  }

  /// What is held out as a whole.
  public enum Unit: Sendable, Hashable, CaseIterable {
    /// All answers about a prompt: will it do on other prompts?
    case prompt
    /// All answers of an annotator: will it do with other people?
    case annotator
  }

  /// Sets a share of the answers aside, so that no prompt, or no annotator, is on both sides.
  ///
  /// - Parameters:
  ///   - heldOutShare: in 0...1; met as nearly as whole units allow, and at least one unit is left.
  ///   - unit: what is held out as a whole.
  ///   - stream: decides which.
  public func split(
    heldOutShare: Double, by unit: Unit = .prompt, using stream: RandomStream
  ) -> (training: FeedbackDataset, heldOut: FeedbackDataset) {
    var stream = stream
    let isHeldOut =
      switch unit {
      case .prompt:
        stream.wholeGroups(of: judgements.map(\.question.prompt.id), share: heldOutShare)
      case .annotator: stream.wholeGroups(of: judgements.map(\.annotator), share: heldOutShare)
      }
    func part(_ wanted: Bool) -> FeedbackDataset {
      FeedbackDataset(zip(judgements, isHeldOut).filter { $0.1 == wanted }.map(\.0))
    }
    return (part(false), part(true))
  }

  /// The answers of one after those of the other.
  public static func + (left: FeedbackDataset, right: FeedbackDataset) -> FeedbackDataset {
    FeedbackDataset(left.judgements + right.judgements)
  }

  /// Adds answers at the end.
  public static func += (left: inout FeedbackDataset, right: FeedbackDataset) {
    left.judgements += right.judgements
  }
}

extension FeedbackDataset: RandomAccessCollection, ExpressibleByArrayLiteral {
  /// 0.
  public var startIndex: Int { 0 }
  /// How many answers there are.
  public var endIndex: Int { judgements.count }
  /// An answer by its place.
  public subscript(place: Int) -> Judgement { judgements[place] }
  /// A data set of answers that are written out.
  public init(arrayLiteral judgements: Judgement...) { self.init(judgements) }
}
