import Statistics

extension RatingTable {
  /// The rating at a place, as a number.
  func value(at place: Int) -> Double { levels[Int(codes[place])] }

  /// The places of the ratings of a unit.
  func places(of unit: Int) -> Range<Int> { starts[unit]..<starts[unit + 1] }

  /// The correlation of each rater's ratings with the mean of all others' of the same units.
  var agreementWithOthers: [Double?] {
    var own = [[Double]](repeating: [], count: raterCount)
    var others = own
    for unit in 0..<unitCount {
      let places = places(of: unit)
      let sum = places.reduce(0) { $0 + value(at: $1) }
      for place in places {
        let rater = raters[place]
        var ownSum = 0.0
        var ownCount = 0
        for other in places where raters[other] == rater {
          ownSum += value(at: other)
          ownCount += 1
        }
        guard places.count > ownCount else { continue }
        own[Int(rater)].append(value(at: place))
        others[Int(rater)].append((sum - ownSum) / Double(places.count - ownCount))
      }
    }
    return zip(own, others).map { own, others in
      own.count > 2 ? correlation(own, others) : nil
    }
  }

  private func correlation(_ first: [Double], _ second: [Double]) -> Double? {
    let (a, b) = (mean(of: first), mean(of: second))
    var (ab, aa, bb) = (0.0, 0.0, 0.0)
    for (x, y) in zip(first, second) {
      ab += (x - a) * (y - b)
      aa += (x - a) * (x - a)
      bb += (y - b) * (y - b)
    }
    // Constant but for rounding is constant.
    let scale = 1e-24 * Double(first.count)
    guard aa > scale * max(a * a, 1e-300), bb > scale * max(b * b, 1e-300) else { return nil }
    return min(1, max(-1, ab / (aa * bb).squareRoot()))
  }

  /// Throws where there is nothing to learn from.
  func requireRatings(for method: String) throws(AggregationError) {
    guard ratingCount > 0 else { throw .noLabels(method: method) }
  }
}
