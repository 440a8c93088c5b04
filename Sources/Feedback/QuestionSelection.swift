import SandboxCore

/// A way to choose which of many candidate questions are asked.
///
/// Each channel keeps its share: so many questions of a channel are chosen as stand among the first
/// candidates. The chosen stay in the order of the candidates, so that a budget that ends early cuts them
/// at random. All but random selection depend on the number chosen: there a longer campaign need not
/// begin with a shorter one.
///
/// A new one is one file, its tests, and a line in ``QuestionSelections``.
public protocol QuestionSelection: Sendable {
  /// The name scenarios use, as `feedback.selection`.
  var name: String { get }
  /// What it takes, in one sentence.
  var summary: String { get }
  /// What it goes by.
  var needs: SelectionNeeds { get }

  /// The best of the candidates of one channel.
  ///
  /// - Parameters:
  ///   - count: how many; at most all.
  ///   - candidates: in random order.
  ///   - rewards: for each model and candidate the rewards of the responses shown; no models for a
  ///     selection that needs none.
  /// - Returns: their places, in any order.
  func best(_ count: Int, of candidates: [Question], rewards: [[[Double]]]) -> [Int]
}

/// What a selection of questions goes by.
public enum SelectionNeeds: Sendable, Hashable {
  /// Nothing: more candidates than are asked are of no use.
  case nothing
  /// The candidates alone.
  case candidates
  /// What a reward model makes of them.
  case rewardModel
  /// Where several reward models differ.
  case rewardModels

  /// Whether reward models are asked.
  public var arePredictions: Bool { leastModels > 0 }

  /// How many reward models there must be.
  var leastModels: Int {
    switch self {
    case .nothing, .candidates: 0
    case .rewardModel: 1
    case .rewardModels: 2
    }
  }
}

/// The selections that ship.
public enum QuestionSelections {
  /// Every selection, the default first.
  public static let all = PartList<any QuestionSelection>(
    "selection",
    [RandomSelection(), UncertaintySelection(), DisagreementSelection(), DiversitySelection()],
    name: { $0.name }, summary: { $0.summary })
}

extension QuestionSelection {
  /// Predictions of several reward models: for each model the reward of each response.
  public typealias Predictions = (_ responses: [Response]) -> [[Double]]

  /// Chooses questions.
  ///
  /// - Parameters:
  ///   - count: how many, ≥ 0; all if there are not so many.
  ///   - candidates: in random order, as a source makes them.
  ///   - predictions: of the reward models so far; `nil` before the first.
  /// - Returns: the questions, and the name of the strategy that chose them: that of ``RandomSelection``
  ///   where there is nothing to go by, that is without predictions, where a single model can disagree
  ///   with nobody, and where there are no more candidates than are wanted.
  public func choose(
    _ count: Int, from candidates: [Question],
    predictions: Predictions? = nil
  ) -> (questions: [Question], strategy: String) {
    guard count < candidates.count else { return (candidates, RandomSelection.name) }
    let rewards =
      needs.arePredictions ? predictions.map { Self.rewards(of: candidates, $0) } ?? [] : []
    guard rewards.count >= needs.leastModels else {
      return (Array(candidates.prefix(count)), RandomSelection.name)
    }
    let channels = candidates.reduce(into: [Channel]()) { channels, candidate in
      if !channels.contains(candidate.channel) { channels.append(candidate.channel) }
    }
    let chosen = channels.flatMap { channel in
      let own = candidates.indices.filter { candidates[$0].channel == channel }
      return best(
        own.prefix { $0 < count }.count, of: own.map { candidates[$0] },
        rewards: rewards.map { model in own.map { model[$0] } }
      ).map { own[$0] }
    }
    return (chosen.sorted().map { candidates[$0] }, name)
  }

  /// For each model and candidate the rewards of the responses shown.
  private static func rewards(
    of candidates: [Question], _ predictions: Predictions
  ) -> [[[Double]]] {
    predictions(candidates.flatMap { $0.items.map(\.response) }).map { model in
      var next = 0
      return candidates.map { candidate in
        defer { next += candidate.items.count }
        return Array(model[next..<(next + candidate.items.count)])
      }
    }
  }
}

/// `random`
public struct RandomSelection: QuestionSelection {
  /// `random`
  public static let name = "random"
  /// `random`
  public var name: String { Self.name }
  /// What it takes.
  public let summary = "The first candidates, whatever they are."
  /// Nothing.
  public let needs = SelectionNeeds.nothing
  /// The selection.
  public init() {}
  /// The first.
  public func best(_ count: Int, of candidates: [Question], rewards: [[[Double]]]) -> [Int] {
    Array(0..<count)
  }
}

/// `diversity`: each is the one farthest from all chosen before, by Euclidean distance between counts of
/// the tokens shown. Sener & Savarese 2018, arXiv:1708.00489, algorithm 1.
public struct DiversitySelection: QuestionSelection {
  /// `diversity`
  public let name = "diversity"
  /// What it takes.
  public let summary = "Those that cover the candidates best, by the words shown."
  /// The candidates.
  public let needs = SelectionNeeds.candidates
  /// The selection.
  public init() {}
  /// The centres of the k-centre problem.
  public func best(_ count: Int, of candidates: [Question], rewards: [[[Double]]]) -> [Int] {
    KCenter.chosen(count, from: candidates.map { TokenCounts($0) })
  }
}
