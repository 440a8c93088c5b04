import SandboxCore

/// How varied the agent's tokens are: what falls when a policy stammers or always says the same.
public struct WordingVariety: Sendable, Hashable {
  /// Different pairs of neighbouring tokens ÷ all such pairs, over all responses together, in 0...1;
  /// `nil` without pairs.
  ///
  /// "distinct-2" of Li et al. 2016, arXiv:1510.03055. It falls with the number of
  /// responses, so only sets of equal size compare.
  public let distinctBigrams: Double?
  /// The share of tokens that stood earlier in the same response, in 0...1; `nil` without tokens.
  public let repetition: Double?

  /// Counts the agent's tokens of these responses, an end token included.
  public init(_ responses: [Response]) {
    var bigrams: Set<UInt64> = []
    var bigramCount = 0
    var tokenCount = 0
    var repeatedCount = 0
    for response in responses {
      let tokens = zip(response.continuation, response.authors).filter { $1 == .agent }.map(\.0)
      for (left, right) in zip(tokens, tokens.dropFirst()) {
        bigrams.insert(UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right)))
        bigramCount += 1
      }
      tokenCount += tokens.count
      repeatedCount += tokens.count - Set(tokens).count
    }
    distinctBigrams = bigramCount > 0 ? Double(bigrams.count) / Double(bigramCount) : nil
    repetition = tokenCount > 0 ? Double(repeatedCount) / Double(tokenCount) : nil
  }

  /// What it measures, in the order of ``values``.
  public static let metrics = [
    Metric(
      key: "distinct_2", unit: "share", range: 0...1, direction: .higherIsBetter,
      formula: "different bigrams / bigrams",
      meaning: "Variety of wording over all responses; compare only sets of equal size.",
      source: "Li et al. 2016, arXiv:1510.03055"),
    Metric(
      key: "repetition", unit: "share", range: 0...1, direction: .lowerIsBetter,
      formula: "tokens that stood earlier / tokens",
      meaning: "Share of a response's tokens that stood earlier in the same response."),
  ]

  /// The numbers under the names of their metrics.
  public var values: [MetricValue] {
    zip(Self.metrics, [distinctBigrams, repetition]).compactMap { metric, value in
      value.map { MetricValue(metric, $0) }
    }
  }
}
