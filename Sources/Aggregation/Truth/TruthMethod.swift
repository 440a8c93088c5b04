/// A method of either kind, as the command line knows it.
public enum TruthMethod: Sendable {
  /// Finds the class of each task.
  case classes(any TruthInference)
  /// Finds how good each task is.
  case quality(any QualityInference)

  /// Every method with its default settings.
  public static let all: [TruthMethod] = [
    .classes(MajorityLabels()), .classes(WeightedMajority()), .classes(DawidSkene()),
    .classes(DawidSkene(errors: .smoothedMatrix)), .classes(DawidSkene(errors: .oneCoin)),
    .classes(Mace()), .classes(Mace(learnsShares: true)), .classes(Glad()),
    .quality(AverageRating(.mean)), .quality(AverageRating(.median)),
    .quality(StandardizedRating()), .quality(ManyFacetRasch()), .quality(GradedResponse()),
  ]

  /// The method of a name, such as `dawid-skene`.
  public static func named(_ name: String) throws(AggregationError) -> TruthMethod {
    guard let method = all.first(where: { $0.name == name }) else {
      throw .unknownMethod(name, known: all.map(\.name))
    }
    return method
  }

  /// The name on the command line.
  public var name: String {
    switch self {
    case .classes(let method): method.name
    case .quality(let method): method.name
    }
  }

  /// What it takes for granted, in a sentence.
  public var assumptions: String {
    switch self {
    case .classes(let method): method.assumptions
    case .quality(let method): method.assumptions
    }
  }

  /// What the data must be like, in a sentence.
  public var needs: String {
    switch self {
    case .classes(let method): method.needs
    case .quality(let method): method.needs
    }
  }
}
