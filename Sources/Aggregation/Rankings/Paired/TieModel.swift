/// What the models with a parameter for ties share.
struct TieModel {
  /// The method, for errors.
  var name: String
  var settings: FitSettings
  var keepsSides: Bool

  /// The fit under a link with a shape, or Bradley-Terry's where nobody tied.
  ///
  /// - Parameter without: the tie parameter where there are no ties.
  func fit<Link: PairLink>(
    _ comparisons: Comparisons, _ link: Link.Type, without: Double, withCovariance: Bool
  ) throws(RatingError) -> StrengthFit {
    try comparisons.requireRows()
    let table = PairTable(comparisons, keepsSides: keepsSides)
    guard table.hasDecisions else { throw .onlyTies(method: name) }
    let fit = PairedFit(
      table: table, settings: settings,
      covariateNames: keepsSides ? [BradleyTerry.firstAdvantage] : [],
      wantsCovariance: withCovariance)
    if !table.ties.isEmpty { return try fit.fit(link) }
    var plain = try fit.fit(LogisticLink.self)
    plain.tieParameter = without
    plain.notes.append("no ties: the same as bradley-terry")
    return plain
  }

  /// Ratings with the tie parameter among the coefficients.
  static func ratings(_ fit: StrengthFit, tieName: String) -> ItemRatings {
    var ratings = fit.ratings(unit: "nats")
    if let tie = fit.tieParameter {
      ratings.coefficients.append(FittedCoefficient(name: tieName, value: tie))
    }
    return ratings
  }
}
