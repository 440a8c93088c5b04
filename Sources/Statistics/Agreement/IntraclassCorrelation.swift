/// The share of the variance of ratings that lies between units.
///
///     ICC(1,1) = (BMS − WMS) / (BMS + (k − 1) WMS)              ICC(1,k) = (BMS − WMS) / BMS
///     ICC(2,1) = (BMS − EMS) / (BMS + (k − 1) EMS + k (JMS − EMS) / n)
///     ICC(2,k) = (BMS − EMS) / (BMS + (JMS − EMS) / n)
///     ICC(3,1) = (BMS − EMS) / (BMS + (k − 1) EMS)              ICC(3,k) = (BMS − EMS) / BMS
///
/// BMS, WMS, JMS and EMS are the mean squares between units, within units, between raters and of the
/// residual, over the n units that all k raters have rated. Shrout & Fleiss 1979,
/// doi:10.1037/0033-2909.86.2.420, p. 423. Undefined for one rater, one unit, or a denominator of 0.
struct IntraclassCorrelation: UnitStatistic {
  private let form: IntraclassForm
  private let raterCount: Int
  /// Ratings less their overall mean, raterCount for each unit.
  private let rows: [Double]

  init?(_ table: RatingTable, form: IntraclassForm) {
    guard table.raterCount > 1 else { return nil }
    self.form = form
    raterCount = table.raterCount
    let values = table.completeRows
    let center = values.reduce(0, +) / Double(max(1, values.count))
    rows = values.map { $0 - center }
  }

  var unitCount: Int { rows.count / raterCount }

  func value(_ occurrences: [Int32]) -> Double? {
    let n = occurrences.reduce(0) { $0 + Double($1) }
    guard n > 1 else { return nil }
    let k = Double(raterCount)
    var ofRaters = [Double](repeating: 0, count: raterCount)
    var within = 0.0
    var unitSquares = 0.0
    for unit in 0..<unitCount where occurrences[unit] != 0 {
      let weight = Double(occurrences[unit])
      let row = rows[(unit * raterCount)..<((unit + 1) * raterCount)]
      let unitMean = row.reduce(0, +) / k
      for (rater, value) in row.enumerated() {
        ofRaters[rater] += weight * value
        within += weight * (value - unitMean) * (value - unitMean)
      }
      unitSquares += weight * unitMean * unitMean
    }
    let overall = ofRaters.reduce(0, +) / (n * k)
    let between = k * max(0, unitSquares - n * overall * overall)
    let raters = n * ofRaters.reduce(0) { $0 + ($1 / n - overall) * ($1 / n - overall) }
    let residual = max(0, within - raters)
    // Where everything is equal but for rounding, nothing is defined.
    let size = rows.reduce(0) { max($0, abs($1)) }
    guard between + within > 1e-20 * size * size, between + within > 0 else { return nil }
    return ratio(
      bms: between / (n - 1), wms: within / (n * (k - 1)), jms: raters / (k - 1),
      ems: residual / ((n - 1) * (k - 1)), n: n, k: k)
  }

  private func ratio(
    bms: Double, wms: Double, jms: Double, ems: Double, n: Double, k: Double
  ) -> Double? {
    let (above, below): (Double, Double) =
      switch form {
      case .oneWaySingle: (bms - wms, bms + (k - 1) * wms)
      case .oneWayMean: (bms - wms, bms)
      case .agreementSingle: (bms - ems, bms + (k - 1) * ems + k * (jms - ems) / n)
      case .agreementMean: (bms - ems, bms + (jms - ems) / n)
      case .consistencySingle: (bms - ems, bms + (k - 1) * ems)
      case .consistencyMean: (bms - ems, bms)
      }
    return below > 0 ? above / below : nil
  }
}
