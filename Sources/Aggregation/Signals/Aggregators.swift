import Randomness
import SandboxCore

/// A way to settle votes on comparisons that scenarios can name, as `feedback.aggregation`.
public struct NamedAggregator: Sendable {
  /// The name scenarios use, such as `dawid-skene`.
  public let name: String
  /// What it takes for granted, in a sentence: by that methods are chosen.
  public let summary: String
  private let maker: @Sendable (ConsensusSettings, RandomStream) -> any Aggregator

  /// The aggregator as an arm sets it.
  ///
  /// - Parameter stream: what the chance of methods that draw comes from.
  public func make(_ settings: ConsensusSettings, using stream: RandomStream) -> any Aggregator {
    maker(settings, stream)
  }

  /// `majority`: counts votes.
  public static let majority = NamedAggregator(
    name: "majority", summary: "Everybody's vote counts the same.",
    maker: { _, _ in MajorityVote() })

  /// Truth inference: who was right is found together with who can be trusted.
  public init(_ method: any TruthInference) {
    self.init(name: method.name, summary: method.assumptions) {
      TruthInferenceAggregator(method, isWeighted: $0.weightsByReliability, using: $1)
    }
  }

  /// A rating system: the better rated response is the better.
  public init(_ method: any RankingMethod) {
    self.init(name: method.name, summary: method.assumptions) {
      RankingAggregator(method, using: $1)
    }
  }

  private init(
    name: String, summary: String,
    maker: @escaping @Sendable (ConsensusSettings, RandomStream) -> any Aggregator
  ) {
    self.name = name
    self.summary = summary
    self.maker = maker
  }
}

/// Every way to settle votes: made of the methods of truth inference and of rating, so that a new one of
/// these is one here.
public enum Aggregators {
  /// Every aggregator, the default first. Rating systems that need covariates are left out: votes have none.
  public static let all = PartList<NamedAggregator>(
    "aggregator", [.majority] + inferences + ratings, name: { $0.name }, summary: { $0.summary })

  private static let inferences = TruthMethod.all.compactMap { method -> NamedAggregator? in
    guard case .classes(let inference) = method, inference.name != NamedAggregator.majority.name
    else { return nil }
    return NamedAggregator(inference)
  }

  private static let ratings = RankingMethods.all.filter { !$0.needs.contains(.covariates) }
    .map { NamedAggregator($0) }
}
