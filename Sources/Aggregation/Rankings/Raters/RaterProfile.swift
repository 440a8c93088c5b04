import Foundation

/// What a model says of one rater, given all gaps: the best it can do for them, and what follows.
protocol RaterModel: Sendable {
  /// What is unknown of a rater.
  associatedtype Rater: Sendable
  /// The unknown of somebody never seen.
  var typical: Rater { get }
  /// The unknown that makes a rater's answers and the prior most probable, by a concave problem.
  ///
  /// - Parameters:
  ///   - answers: σ(gap), wins and losses of the left item of each row.
  ///   - start: a guess.
  func best(for answers: [RaterAnswers], from start: Rater) -> Rater
  /// P(left wins) of a row, and its derivative by the gap.
  func probability(_ rater: Rater, _ answers: RaterAnswers) -> (left: Double, slope: Double)
  /// The logarithm of the prior, up to a constant.
  func logPrior(_ rater: Rater) -> Double
}

/// One row of a rater's answers.
struct RaterAnswers {
  /// σ(θ_left − θ_right).
  var ahead: Double
  /// How often the left one won.
  var wins: Double
  /// How often the right one won.
  var losses: Double
}

/// The log-posterior of strengths with every rater at their best: a function of the strengths
/// alone.
///
///     f(θ) = max over raters of [ Σ log P(answers) + log prior ] − ½λΣθ²
///
/// At the maximum over raters their own slopes vanish, or push against a bound, so the slope by θ
/// is that with raters held fixed (the envelope theorem). That keeps thousands of raters, and
/// reliabilities that end at 1, out of the search.
struct RaterProfile<Model: RaterModel> {
  let table: RaterTable
  let model: Model
  /// λ > 0.
  let ridge: Double
  private(set) var raters: [Model.Rater]
  private(set) var logLikelihood = 0.0
  /// The answers of one rater; kept for its memory.
  private var answers: [RaterAnswers] = []

  init(_ table: RaterTable, _ model: Model, ridge: Double) {
    self.table = table
    self.model = model
    self.ridge = ridge
    raters = Array(repeating: model.typical, count: table.raterCount)
  }

  mutating func callAsFunction(_ strengths: [Double], slope: inout [Double]) -> Double {
    for item in slope.indices { slope[item] = -ridge * strengths[item] }
    var prior = -ridge / 2 * strengths.reduce(0) { $0 + $1 * $1 }
    logLikelihood = 0
    for rater in raters.indices {
      let rows = table.rows(of: rater)
      answers.removeAll(keepingCapacity: true)
      for row in rows {
        let gap = strengths[Int(table.left[row])] - strengths[Int(table.right[row])]
        answers.append(
          RaterAnswers(
            ahead: 1 / (1 + exp(-gap)), wins: table.wins[row], losses: table.losses[row]))
      }
      raters[rater] = model.best(for: answers, from: raters[rater])
      prior += model.logPrior(raters[rater])
      // Summed rater by rater, so that small terms keep their digits.
      var ofRater = LogSum()
      for (row, answer) in zip(rows, answers) {
        let (left, change) = model.probability(raters[rater], answer)
        var push = 0.0
        if answer.wins > 0 {
          ofRater.add(left, times: answer.wins)
          push += answer.wins / left
        }
        if answer.losses > 0 {
          ofRater.add(1 - left, times: answer.losses)
          push -= answer.losses / (1 - left)
        }
        slope[Int(table.left[row])] += push * change
        slope[Int(table.right[row])] -= push * change
      }
      logLikelihood += ofRater.value
    }
    return logLikelihood + prior
  }

  /// The best of climbs from several starts: the Bradley-Terry strengths, the same stretched, and what
  /// single raters say. A crowd of two camps that contradict each other looks like one of coins to the first
  /// two.
  static func fit(
    _ comparisons: Comparisons, _ table: RaterTable, _ model: Model, ridge: Double
  ) throws(RatingError) -> (fit: RaterFit, raters: [Model.Rater]) {
    let plain = try BradleyTerry(settings: FitSettings(ridge: ridge)).fit(comparisons)
    let curvature = curvature(of: comparisons, at: plain.logStrengths, ridge: ridge)
    let total = table.wins.reduce(0, +) + table.losses.reduce(0, +)
    let climber = LimitedMemoryMaximizer(tolerance: 1e-10 * max(total, 1))
    func climb(from start: [Double]) throws(RatingError) -> (fit: RaterFit, raters: [Model.Rater]) {
      var profile = RaterProfile(table, model, ridge: ridge)
      let top = try climber.maximize(from: start, curvature: curvature) {
        profile($0, slope: &$1)
      }
      var unused = top.point
      _ = profile(top.point, slope: &unused)
      let fit = RaterFit(
        logStrengths: top.point, reliabilities: [], logLikelihood: profile.logLikelihood,
        objective: top.value, iterations: top.iterations)
      return (fit, profile.raters)
    }
    var best = try climb(from: plain.logStrengths)
    func tryClimb(from start: [Double]) throws(RatingError) {
      let other = try climb(from: start)
      if other.fit.objective > best.fit.objective { best = other }
    }
    try tryClimb(from: plain.logStrengths.map { 2 * $0 })
    for rater in table.busiest(3) {
      let start = try table.strengths(of: rater, ridge: ridge)
      // Of a large crowd one rater's word is a start worth its time only if it explains more as it is: where
      // there are camps it does, since one rater of so many says enough about their own.
      var profile = RaterProfile(table, model, ridge: ridge)
      var unused = start
      if table.left.count <= 50_000 || profile(start, slope: &unused) > best.fit.objective {
        try tryClimb(from: start)
      }
    }
    return best
  }

  /// A factor of −H of the Bradley-Terry model, where it is small enough to be quick.
  ///
  /// Raters who err bend the likelihood less, but in much the same shape.
  private static func curvature(
    of comparisons: Comparisons, at strengths: [Double], ridge: Double
  ) -> SymmetricMatrix? {
    guard comparisons.itemCount <= 1_000 else { return nil }
    let pairs = PairTable(comparisons, keepsSides: false).withHalvedTies()
    var likelihood = PairedLikelihood<LogisticLink>(pairs, ridge: ridge, covariateNames: [])
    var slope = strengths
    likelihood.slope(at: strengths, into: &slope)
    var factor = likelihood.curvatureMatrix()
    return factor.factor() == nil ? factor : nil
  }
}

/// Σ w log p, by the logarithm of products as long as weights are 1: one for some hundred factors.
private struct LogSum {
  private var sum = 0.0
  private var product = 1.0

  var value: Double { sum + log(product) }

  mutating func add(_ probability: Double, times weight: Double) {
    guard weight == 1 else {
      sum += weight * log(probability)
      return
    }
    product *= probability
    if product < 1e-100 {
      sum += log(product)
      product = 1
    }
  }
}
