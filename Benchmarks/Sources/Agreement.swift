import Randomness
import Statistics

/// Krippendorff's alpha of 1,000 raters and 10,000 units, five readings each, and its bootstrap.
enum Agreement {
  static let unitCount = 10_000
  static let readings = 5

  /// The table is built from the triples in every repeat, as the peers build theirs.
  static func alpha() -> Workload {
    .on(ratings, name: "krippendorff_alpha", unit: "solutions", count: 1) { ratings in
      let alpha = (try? RatingTable(ratings))?.agreement(.krippendorffAlpha(.ordinal))
      precondition((alpha ?? 0) > 0.4)
    }
  }

  static func bootstrap() -> Workload {
    .on(
      { try? RatingTable(ratings()) }, name: "krippendorff_bootstrap", unit: "solutions", count: 1
    ) { table in
      let estimate = table?.agreementEstimate(
        .krippendorffAlpha(.ordinal), resampleCount: 1_000, using: RandomStream(seed: 2))
      precondition(estimate?.interval != nil)
    }
  }

  /// Seven of ten readings are the truth, one of five levels; the rest are any of them.
  static func ratings() -> [Rating] {
    var stream = RandomStream(seed: 3)
    return (0..<unitCount).flatMap { unit in
      let truth = stream.uniform(below: 5)
      let first = stream.uniform(below: 1_000)
      return (0..<readings).map { place in
        let value = stream.bernoulli(0.7) ? truth : stream.uniform(below: 5)
        return Rating(unit: unit, rater: (first + 97 * place) % 1_000, value: Double(value))
      }
    }
  }
}
