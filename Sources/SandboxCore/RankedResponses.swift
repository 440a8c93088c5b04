/// Several responses to one prompt in the order of one answer.
public struct RankedResponses: Sendable, Hashable {
  /// The responses, the best first; at least 2.
  public var responses: [Response]
  /// How much it counts beside others, > 0.
  public var weight: Double
  /// Who said so; empty where that is not known.
  public var annotators: [String]

  /// Describes a ranking; the parameters are the properties of the same names.
  public init(responses: [Response], weight: Double = 1, annotators: [String] = []) {
    precondition(responses.count >= 2, "a ranking of \(responses.count) responses")
    self.responses = responses
    self.weight = weight
    self.annotators = annotators
  }

  /// What it says of every two of them, k(k − 1)/2 sure preferences of the ranking's weight.
  public var pairs: [Preference] {
    responses.indices.flatMap { better in
      responses[(better + 1)...].map {
        Preference(
          chosen: responses[better], rejected: $0, weight: weight, annotators: annotators)
      }
    }
  }
}
