import Aggregation
import Randomness

extension MethodComparison {
  /// Runs every ranking method that the data allow.
  ///
  /// - Parameters:
  ///   - options: settings for those methods that have them.
  ///   - progress: told which method runs.
  init(
    of table: PreferenceTable, options: RatingOptions, seed: UInt64,
    progress: @Sendable (String) -> Void
  ) {
    let all = RatingOptions.methods.filter { method in
      !method.needs.contains(.covariates) || !table.covariateNames.isEmpty
    }
    let outcomes = concurrentMap(all) { method -> Outcome<ItemRatings> in
      if method.needs.contains(.raters), table.workerNames == nil {
        return Outcome(method.name, omitted: "the file does not say who compared")
      }
      progress("running \(method.name)")
      do throws(RatingError) {
        return Outcome(
          method.name,
          found: try ItemRanking.ratings(
            by: options.adjusted(method), of: table, using: RandomStream(seed: seed)))
      } catch {
        return Outcome(
          method.name, omitted: MethodProblem(error, method: method.name, of: table).what)
      }
    }
    let found = outcomes.compactMap { outcome in
      outcome.found.map { (name: outcome.name, ratings: $0) }
    }
    let scores = found.map { $0.ratings.scores.map(Optional.some) }
    measure = .kendallTau
    methods = found.map {
      Method(name: $0.name, logLikelihood: $0.ratings.logLikelihood, accuracy: nil)
    }
    let islands = table.islands
    values = Self.symmetric(scores.count) { first, second in
      Self.rankCorrelation(scores[first], scores[second], within: islands)
    }
    (disputes, disputedCount) = Self.rankDisputes(
      scores, within: islands, names: table.itemNames)
    omitted = outcomes.compactMap(\.reason)
  }

  /// Kendall's τ-b within each island, in the mean over islands weighed by their pairs of items.
  private static func rankCorrelation(
    _ first: [Double?], _ second: [Double?], within islands: [[Int]]
  ) -> Double? {
    var (sum, weights) = (0.0, 0.0)
    for island in islands {
      guard
        let tau = OwnLabels.rankCorrelation(
          island.map { first[$0] }, island.map { second[$0] })
      else { continue }
      let pairs = Double(island.count * (island.count - 1))
      sum += pairs * tau
      weights += pairs
    }
    return weights > 0 ? sum / weights : nil
  }
}
